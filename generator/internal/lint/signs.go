package lint

import (
	"fmt"
	"regexp"
	"strings"

	"shirube/calculator/diagnostic"
)

// straySign finds what was meant as Markdown but has full-width signs or lacks a space: headings, blocks, figures,
// links and emphasis. A single # before a word may be a hashtag.
var straySign = regexp.MustCompile(`(?m)^(?:#{2,6}|＃{1,6})[\s　]*\S|^：{2,4}[a-z]|｛｛[^｛｝]+｝｝|` +
	`[\[［][^\]］]+[\]］](?:（[^（）]*(?:\.md|://)[^（）]*）|\([^()]*(?:\.md|://)[^()]*\))|＊＊[^＊]+＊＊`)

// halfWidth maps the signs of Markdown.
var halfWidth = strings.NewReplacer("＃", "#", "：", ":", "｛", "{", "｝", "}", "［", "[", "］", "]", "（", "(", "）", ")", "＊", "*", "　", " ")

// findStraySigns finds signs that are shown as they are.
func (c *checker) findStraySigns(p Page) {
	for i := range p.Prose.Blocks {
		b := &p.Prose.Blocks[i]
		for _, at := range straySign.FindAllStringIndex(b.Text, -1) {
			old := b.Text[at[0]:at[1]]
			mended := mendSign(old)
			if mended == old {
				continue
			}
			span := placed(b.Span(at[0], at[1]))
			c.report("sign-stays", span, fmt.Sprintf("「%s」は、書いたとおりに表示されます。", old), fmt.Sprintf("「%s」と書いてください。", mended))
			c.found[len(c.found)-1].Fix = &diagnostic.Fix{From: span.Start, Old: old, New: mended}
		}
	}
}

// mendSign returns a sign as Markdown has it.
func mendSign(sign string) string {
	mended := halfWidth.Replace(sign)
	if level := len(mended) - len(strings.TrimLeft(mended, "#")); level > 0 {
		return mended[:level] + " " + strings.TrimLeft(mended[level:], " ")
	}
	return mended
}

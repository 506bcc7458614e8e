package lint

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const (
	// longLetters is the length over which a single sentence is reported.
	longLetters = 60
	// easyLetters is the usual length of a sentence in plain Japanese.
	easyLetters = 30
	// heavyCount is the number of sentences over easyLetters in a row that is reported.
	heavyCount = 3
)

// letters counts the letters of a sentence without white space.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// findLongSentences finds sentences over 60 letters, and heavyCount sentences over 30 letters in a row in a block. A single
// sentence of 30 to 60 letters is not reported: half of such findings were sentences that need no change.
func (c *checker) findLongSentences(p Page) {
	run := 0
	for i, s := range p.Sentences {
		if !isProse(s.Block.Kind) {
			run = 0
			continue
		}
		// A paragraph ends the run: the space around it is a rest for readers.
		if i > 0 && p.Sentences[i-1].Block != s.Block {
			run = 0
		}
		n := letters(c.words(s))
		if n > longLetters {
			c.report("sentence-long", s.Span(), fmt.Sprintf("一つの文が %d 字あります。", n), "60字までになるように、文を二つに分けるか、一覧にしてください。")
		}
		if n <= easyLetters {
			run = 0
			continue
		}
		if run++; run == heavyCount {
			c.report("sentences-heavy", p.Sentences[i-heavyCount+1].Span(), fmt.Sprintf("30字を超える文が、%d つ続いています。", heavyCount),
				"どれかを短くするか、間に短い文を置いてください。")
		}
	}
}

// negatives matches double negatives (二重否定), but not similar words: 少なくない, できないことと.
var negatives = regexp.MustCompile(`(?:^|[^少])(` + strings.Join([]string{
	`(?:ない|なかった|なく)(?:という)?(?:わけ|もの|の)(?:では|でも|じゃ|は)(?:ない|なく|ありません)`,
	`(?:ない|なかった)(?:という)?こと(?:は|も|では|でも)(?:ない|なく|ありません)`,
	`なく(?:は|も)(?:ない|ありません)`,
	`ないで(?:は|も)(?:ない|ありません)`,
	`ないと(?:は|も)?(?:限|かぎ|言|い|思|おも)(?:わ|え|ら|り|い|い切れ|い切り)(?:ない|ません)`,
	`ないとは(?:言|い)(?:い)?切れ(?:ない|ません)`,
	`(?:ない|ず)に?では?(?:い|お)られ(?:ない|ません)`,
	`ずには(?:いられ|おけ|おか)(?:ない|ません)`,
	`ざるを(?:得|え)(?:ない|ません)`,
}, "|") + `)`)

const mendNegative = "「できます」「ことがあります」のように、否定を使わずに書いてください。"

// findDoubleNegatives finds 〜ないわけではない and similar phrases.
func (c *checker) findDoubleNegatives(p Page) {
	for _, s := range p.Sentences {
		text := s.Text()
		if !strings.Contains(text, "な") && !strings.Contains(text, "ざる") && !strings.Contains(text, "ずに") {
			continue
		}
		for _, at := range negatives.FindAllStringSubmatchIndex(text, -1) {
			c.report("double-negative", s.Block.Span(s.From+at[2], s.From+at[3]), fmt.Sprintf("「%s」は、否定が二つ重なっています。", text[at[2]:at[3]]),
				mendNegative)
		}
	}
}

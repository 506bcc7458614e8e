package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const (
	// longLetters is the length over which a sentence is told by itself.
	longLetters = 60
	// easyLetters is the length that plain Japanese keeps to on the whole.
	easyLetters = 30
	// heavyCount is how many sentences over easyLetters in a row are too much.
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

// findLongSentences finds sentences over 60 letters, and stretches of a block in which one sentence
// over 30 letters follows another. A lone sentence of 30 to 60 letters is not told: half of the
// findings were sentences that nobody would write otherwise.
func (c *checker) findLongSentences(p Page) {
	run := 0
	for i, s := range p.Sentences {
		if !isProse(s.Block.Kind) {
			run = 0
			continue
		}
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

var negatives = regexp.MustCompile(`(?:な|ません)(?:い|く|かった)?(?:(?:という)?わけで(?:は|も)(?:ない|ありません|なく)|(?:という)?ことも?は?(?:ない|ありません)|は(?:ない|ありません)|とは(?:限ら|かぎら|言え|いえ|言い切れ)(?:ない|ません)|ものでも(?:ない|ありません))|ざるを(?:得|え)(?:ない|ません)|ずには(?:い|お)(?:られ|け)?(?:ない|ません)|ないと(?:は)?(?:思わ|おもわ)(?:ない|ません)`)

// findDoubleNegatives finds 〜ないわけではない and its kin.
func (c *checker) findDoubleNegatives(p Page) {
	for _, s := range p.Sentences {
		text := s.Text()
		if !strings.Contains(text, "な") && !strings.Contains(text, "ざる") && !strings.Contains(text, "ずに") {
			continue
		}
		for _, at := range negatives.FindAllStringIndex(text, -1) {
			c.report("double-negative", s.Block.Span(s.From+at[0], s.From+at[1]), fmt.Sprintf("「%s」は、否定が二つ重なっています。", text[at[0]:at[1]]),
				"「できます」「ことがあります」のように、否定を使わずに書いてください。")
		}
	}
}

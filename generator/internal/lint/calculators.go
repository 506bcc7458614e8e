package lint

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"shirube/calculator"
	"shirube/generator/internal/markdown"
)

// findInCalculators checks the sentences of calculators like those of pages.
func (c *checker) findInCalculators() {
	if c.in.Calc == nil {
		return
	}
	seen := make(map[[2]string]bool)
	for _, text := range c.in.Calc.Texts {
		key := [2]string{text.Calculator, text.Text}
		isSentence := !slices.Contains([]string{"選択肢", "題", "見出し", "まとまり"}, text.Key)
		if text.Calculator != "" && isSentence && !seen[key] {
			seen[key] = true
			c.findInText(text)
		}
	}
}

// findInText checks the sentences and words of one text of a calculator.
func (c *checker) findInText(text calculator.Text) {
	block := markdown.Block{Text: text.Text}
	for _, s := range block.Sentences() {
		sentence := text.Text[s[0]:s[1]]
		if n := letters(sentence); n > longLetters {
			c.report("sentence-long", text.At(s[0]), fmt.Sprintf("計算機の言葉に、%d 字の文があります。", n), "60字までになるように、文を二つに分けてください。")
		}
		for _, at := range negatives.FindAllStringSubmatchIndex(sentence, -1) {
			c.report("double-negative", text.At(s[0]+at[2]), fmt.Sprintf("「%s」は、否定が二つ重なっています。", sentence[at[2]:at[3]]), mendNegative)
		}
	}
	for _, run := range kanjiRuns(text.Text) {
		if word := text.Text[run[0]:run[1]]; !c.terms.covers(word) && !isNamed(text.Text, run[0], run[1]) {
			c.report("kanji-run", text.At(run[0]), fmt.Sprintf("「%s」は、漢字が%d字続いています。", word, utf8.RuneCountInString(word)), mendKanji)
		}
	}
}

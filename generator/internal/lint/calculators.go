package lint

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/markdown"
)

// findInCalculators checks the words of calculators like those of pages.
func (c *checker) findInCalculators() {
	if c.in.Calc == nil {
		return
	}
	for _, p := range c.in.Calc.Programs {
		seen := make(map[string]bool)
		for _, text := range wordsOf(&p.Form) {
			if !seen[text] {
				seen[text] = true
				c.findInText(p.Path, text)
			}
		}
	}
}

// wordsOf are the texts of a calculator that readers see as sentences, with the values of figures.
func wordsOf(f *calculator.Form) []string {
	words := []string{f.Description, f.Limits, f.Next}
	for _, in := range f.Inputs {
		words = append(words, in.Question, in.Help, in.Assumed)
	}
	for _, s := range f.Steps {
		words = append(words, s.Help, s.Assumed)
	}
	for _, o := range f.Outputs {
		words = append(words, o.Help)
	}
	for _, m := range f.Messages {
		words = append(words, m.Text)
	}
	return words
}

func (c *checker) findInText(path, text string) {
	block := markdown.Block{Text: text}
	for _, s := range block.Sentences() {
		sentence := text[s[0]:s[1]]
		if n := letters(sentence); n > longLetters {
			c.report("sentence-long", c.placeIn(path, sentence), fmt.Sprintf("計算機の言葉に、%d 字の文があります。", n), "60字までになるように、文を二つに分けてください。")
		}
		for _, at := range negatives.FindAllStringSubmatchIndex(sentence, -1) {
			c.report("double-negative", c.placeIn(path, sentence), fmt.Sprintf("「%s」は、否定が二つ重なっています。", sentence[at[2]:at[3]]), mendNegative)
		}
	}
	for _, run := range kanjiRuns(text) {
		if word := text[run[0]:run[1]]; !c.terms.covers(word) && !isNamed(text, run[0], run[1]) {
			c.report("kanji-run", c.placeIn(path, word), fmt.Sprintf("「%s」は、漢字が%d字続いています。", word, utf8.RuneCountInString(word)), mendKanji)
		}
	}
}

// placeIn returns where a .calc file says something: where its longest beginning stands that the file
// has as it is, since figures within it are quoted there by name.
func (c *checker) placeIn(path, words string) diagnostic.Span {
	text := c.in.Texts[path]
	for end := len(words); end > 0; {
		if at := bytes.Index(text, []byte(words[:end])); at >= 0 {
			place := diagnostic.PositionAt(text, at)
			return diagnostic.At(path, place.Line, place.Column)
		}
		_, size := utf8.DecodeLastRuneInString(words[:end])
		end -= size
	}
	return diagnostic.At(path, 1, 1)
}

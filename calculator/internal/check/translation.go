package check

import (
	"fmt"
	"path"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A Translation is the words of a calculator in an edition.
type Translation struct {
	Calculator, Edition, Path string
	Words                     []TranslatedWords
}

// TranslatedWords are a text of an edition, with its figures written out.
type TranslatedWords struct {
	Original string // as the file of the calculator has it
	Written  string // the original with its figures written out; empty where it is no text of the calculator
	Text     string
	Values   []ir.TextValue
	Span     diagnostic.Span // of the original in the file of the edition
	words    syntax.Text
}

// declareTranslations assigns the translations to their calculators.
func (c *checker) declareTranslations() {
	c.translations = map[string][]*Translation{}
	for _, t := range c.config.Translations {
		f := c.calculators[t.Calculator]
		if f == nil || path.Dir(f.Path) != path.Dir(t.Path) {
			c.errorAt(CodeTranslationAlone, diagnostic.InFile(t.Path), fmt.Sprintf("この訳の計算機「%s」が、同じフォルダーにありません。", t.Calculator),
				"ファイルの名前を、計算機の名前に、版の記号と「.calc」を付けたものにしてください。")
			continue
		}
		c.translations[t.Calculator] = append(c.translations[t.Calculator], c.translation(t))
	}
}

// translation reads the entries of an edition. The same words have one translation everywhere, so a second entry is
// an error.
func (c *checker) translation(t *syntax.Translation) *Translation {
	out := &Translation{Calculator: t.Calculator, Edition: t.Edition, Path: t.Path}
	for _, e := range t.Entries {
		if slices.ContainsFunc(out.Words, func(w TranslatedWords) bool { return w.Original == e.Original.Raw }) {
			c.errorAt(CodeTranslationTwice, e.Original.Span, "この言葉の訳は、上にもあります。", "どちらかを消してください。同じ言葉は、どこでも同じ訳になります。")
			continue
		}
		out.Words = append(out.Words, TranslatedWords{Original: e.Original.Raw, Span: e.Original.Span, words: e.Words})
	}
	return out
}

// translate writes out the words of all editions for a text of a calculator.
func (c *checker) translate(calculator, raw, written string, step func(name string) (int, bool)) {
	for _, t := range c.translations[calculator] {
		for i := range t.Words {
			if w := &t.Words[i]; w.Original == raw && w.Written == "" {
				w.Written = written
				w.Text, _, w.Values = c.write(w.words, step)
			}
		}
	}
}

// translateNames writes out translations of names, units and texts of shared figures, which are no texts of the
// calculator's file.
func (c *checker) translateNames(calculator string) {
	for _, t := range c.translations[calculator] {
		for i := range t.Words {
			if w := &t.Words[i]; w.Written == "" {
				w.Text, _, _ = c.write(w.words, nil)
			}
		}
	}
}

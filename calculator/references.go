package calculator

import (
	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
)

// A Reference is one place of a .calc file that names a figure, a table, a source, an input or a
// step of the working.
type Reference struct {
	// Kind is the kind of the target: 値, 表, 関数, 出典, 計算機, 入力, 項目, 式 or 判定.
	Kind string
	Name string
	// Words are the reference as the file writes it, such as 負担上限月額(一般1).
	Words string
	// Quote reports whether it is between the braces of a text.
	Quote bool
	// In and Title are the declaration around it: 式 with its name, 例 with its title.
	In, Title string
	// Calculator names the calculator of the file; it is empty in a file of shared figures.
	Calculator string
	Span       diagnostic.Span
}

// A Text is a text for readers of a .calc file, with the figures that it quotes written out.
type Text struct {
	// Key is the property that holds the text (質問, 説明, …), 選択肢, 題, 注, or 文 for 注意 and 止める.
	Key        string
	Calculator string // empty in a file of shared figures
	Text       string
	Span       diagnostic.Span
	checked    *check.Text
}

// At returns the place in the file that a byte offset in Text comes from. All of a figure that is
// written out comes from its quote.
func (t Text) At(offset int) diagnostic.Span { return t.checked.At(offset) }

func newReferences(checked []check.Reference) []Reference {
	list := make([]Reference, len(checked))
	for i, r := range checked {
		list[i] = Reference(r)
	}
	return list
}

func newTexts(checked []check.Text) []Text {
	list := make([]Text, len(checked))
	for i := range checked {
		t := &checked[i]
		list[i] = Text{t.Key, t.Calculator, t.Text, t.Span, t}
	}
	return list
}

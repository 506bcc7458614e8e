package syntax

import (
	"regexp"

	"shirube/calculator/diagnostic"
)

// A Translation is the words of one edition of a calculator: a file NAME.EDITION.calc beside NAME.calc.
type Translation struct {
	Path       string
	Calculator string // NAME
	Edition    string
	Entries    []TranslationEntry
}

// A TranslationEntry is a text of the calculator as its file has it, with its translation.
type TranslationEntry struct{ Original, Words Text }

var translationName = regexp.MustCompile(`^([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]{0,15})\.calc$`)

// TranslationOf returns the calculator and the edition of a translation: burden-cap and en of burden-cap.en.calc; ""
// for any other file.
func TranslationOf(path string) (calculator, edition string) {
	if m := translationName.FindStringSubmatch(baseName(path)); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

// ParseTranslation reads a translation: a text of the calculator at the margin, and below it, indented, its translation.
// Both may have several lines.
func (u Units) ParseTranslation(path string, source []byte) (*Translation, diagnostic.List) {
	p := &parser{path: path, file: &File{Path: path}, units: u}
	t := &Translation{Path: path}
	t.Calculator, t.Edition = TranslationOf(path)
	lines := p.splitLines(source)
	for len(lines) > 0 {
		from := leading(lines, func(l line) bool { return l.indent == 0 })
		to := from + leading(lines[from:], func(l line) bool { return l.indent > 0 })
		original, words := lines[:from], lines[from:to]
		lines = lines[to:]
		switch {
		case len(original) == 0:
			p.report(CodeTranslationLine, words[0].whole(path), "訳が、どの言葉の訳か分かりません。",
				"訳の上に、元の言葉を行の初めから書いてください。")
		case len(words) == 0:
			p.report(CodeTranslationLine, original[0].whole(path), "元の言葉の下に、訳がありません。",
				"次の行に、空白を2つ入れてから訳を書いてください。")
		default:
			t.Entries = append(t.Entries, TranslationEntry{p.text(original, ""), p.text(words, separator(words[0]))})
		}
	}
	return t, p.found
}

// separator returns what joins the lines of a text that begins with l: a space where its language has spaces.
func separator(l line) string {
	const firstWide = 0x2E80 // the first letter of the East Asian scripts
	if l.raw[len(l.raw)-1] < firstWide {
		return " "
	}
	return ""
}

package syntax

import (
	"regexp"
	"strings"

	"shirube/calculator/diagnostic"
)

// A Translation is the words of one edition of a calculator: a file NAME.EDITION.calc beside NAME.calc.
type Translation struct {
	Path       string
	Calculator string // NAME
	Edition    string
	Entries    []TranslationEntry
}

// A TranslationEntry is words of the calculator as its file has them, and those that stand for them in the edition.
type TranslationEntry struct{ Original, Words Text }

var translationName = regexp.MustCompile(`^([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]{0,15})\.calc$`)

// TranslationOf returns the calculator and the edition that a file is a translation for: burden-cap and en of
// burden-cap.en.calc; "" for any other file.
func TranslationOf(path string) (calculator, edition string) {
	if m := translationName.FindStringSubmatch(path[strings.LastIndexByte(path, '/')+1:]); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

// ParseTranslation reads a translation: words of the calculator at the margin, and below them, indented, the words of the
// edition. Both may go on over several lines.
func (u Units) ParseTranslation(path string, source []byte) (*Translation, diagnostic.List) {
	p := &parser{path: path, file: &File{Path: path}, units: u}
	t := &Translation{Path: path}
	t.Calculator, t.Edition = TranslationOf(path)
	lines := p.splitLines(source)
	for len(lines) > 0 {
		from := count(lines, func(l line) bool { return l.indent == 0 })
		original := lines[:from]
		lines = lines[from:]
		to := count(lines, func(l line) bool { return l.indent > 0 })
		words := lines[:to]
		lines = lines[to:]
		switch {
		case from == 0:
			p.report(CodeTranslationLine, words[0].whole(path), "訳が、どの言葉の訳か分かりません。",
				"訳の上に、元の言葉を行の初めから書いてください。")
		case to == 0:
			p.report(CodeTranslationLine, original[0].whole(path), "元の言葉の下に、訳がありません。",
				"次の行に、空白を2つ入れてから訳を書いてください。")
		default:
			t.Entries = append(t.Entries, TranslationEntry{p.text(original, ""), p.text(words, between(words[0]))})
		}
	}
	return t, p.found
}

// count returns how many lines at the beginning are as is says.
func count(lines []line, is func(line) bool) int {
	for i, l := range lines {
		if !is(l) {
			return i
		}
	}
	return len(lines)
}

// between is what joins the lines of a text that begins with l: a space where the language has spaces.
func between(l line) string {
	const firstWide = 0x2E80 // the first letter of the scripts of East Asia
	if l.raw[len(l.raw)-1] < firstWide {
		return " "
	}
	return ""
}

package lint

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shirube/generator/internal/markdown"
)

// abbreviation is a word of capital letters, or several in a row.
var abbreviation = regexp.MustCompile(`[A-Z][A-Z&]*[A-Z](?: [A-Z]{2,})*`)

// commonAbbreviations are the abbreviations that newspapers use without an explanation.
func commonAbbreviations() []string {
	return []string{"AI", "CD", "DVD", "FAX", "ID", "IT", "LINE", "NG", "NHK", "NPO", "OK", "PC", "PDF", "PR", "QR", "SNS", "TEL", "TV", "URL", "USB"}
}

// findNames finds the names in 「」 that several pages use and no glossary explains.
func (c *checker) findNames() {
	names := make(map[string][]Sentence)
	for _, p := range c.pages {
		if !p.isJapanese {
			continue
		}
		for name, s := range namesIn(p) {
			names[name] = append(names[name], s)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if len(names[name]) >= namePages && !c.terms.exact[name] {
			first := slices.MinFunc(names[name], func(a, b Sentence) int { return cmp.Compare(a.Span().Path, b.Span().Path) })
			at := strings.Index(first.Text(), "「"+name+"」")
			c.report("term-undefined", first.Block.Span(first.From+at, first.From+at+len(name)+len("「」")),
				fmt.Sprintf("「%s」が%dページに出てきますが、言葉の説明がありません。", name, len(names[name])),
				"言葉の説明のページに足すと、各ページの最初の所からリンクが付きます。")
		}
	}
}

// findAbbreviations finds abbreviations that neither the glossary nor the page explains, once for each page. Cells of
// tables are too narrow for explanations.
func (c *checker) findAbbreviations(p Page) {
	met := make(map[string]bool)
	for _, s := range p.Sentences {
		if s.inKind(markdown.LabelBlock, markdown.CellBlock, markdown.HeadingBlock) {
			continue
		}
		text := s.Text()
		if !strings.ContainsFunc(text, isCapital) {
			continue
		}
		for _, at := range abbreviation.FindAllStringIndex(text, -1) {
			word := text[at[0]:at[1]]
			if isInWord(text, at[0], at[1]) || met[word] {
				continue
			}
			met[word] = true
			// NHK FM is explained by NHK.
			first, _, _ := strings.Cut(word, " ")
			if c.terms.exact[word] || slices.Contains(commonAbbreviations(), first) || s.inKind(markdown.TermBlock) || isExplained(text, at[0], at[1]) {
				continue
			}
			c.report("term-undefined", s.Block.Span(s.From+at[0], s.From+at[1]), fmt.Sprintf("略語「%s」の説明がありません。", word),
				fmt.Sprintf("「%s（何のことか）」と書くか、言葉の説明のページに足すか、日本語の言葉に変えてください。", word))
		}
	}
}

func isCapital(r rune) bool { return 'A' <= r && r <= 'Z' }

var compound = regexp.MustCompile(`^[\p{Han}\p{Katakana}ー]*（`)

// isExplained reports whether brackets follow an abbreviation and the word that it begins, or are
// around it.
func isExplained(text string, from, to int) bool {
	return compound.MatchString(text[to:]) || strings.HasSuffix(text[:from], "（")
}

// isInWord reports whether capitals are part of a longer Latin word: WebAssembly, USB3.
func isInWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return isLatin(before) || isLatin(after)
}

func isLatin(r rune) bool {
	return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '.' || r == '/')
}

// namePages is the number of pages with the same name in 「」 from which it needs an explanation.
const namePages = 3

// coinage is a name made of kanji or katakana. Shorter words and those with hiragana are mostly
// ordinary ones that are quoted.
var coinage = regexp.MustCompile(`「([\p{Han}\p{Katakana}ー]{4,})」`)

// namesIn returns the names in 「」 of a page with the first sentence of each.
func namesIn(p Page) map[string]Sentence {
	names := make(map[string]Sentence)
	for _, s := range p.Sentences {
		if !isProse(s.Block.Kind) || !strings.Contains(s.Text(), "「") {
			continue
		}
		for _, m := range coinage.FindAllStringSubmatch(s.Text(), -1) {
			if _, ok := names[m[1]]; !ok {
				names[m[1]] = s
			}
		}
	}
	return names
}

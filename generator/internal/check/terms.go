package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// terms are the words that the site explains or takes over as names.
type terms struct {
	words []string // longest first
	exact map[string]bool
}

// newTerms gathers the entries of glossaries and the titles and publishers of sources, which are
// written as they are called.
func newTerms(s *site.Site) *terms {
	t := &terms{exact: make(map[string]bool)}
	for _, p := range s.Pages {
		if p.Face.Front.Layout != "glossary" {
			continue
		}
		for _, h := range p.Face.Headings {
			names, reading, _ := strings.Cut(h.Text, "（")
			for name := range strings.SplitSeq(names, "、") {
				t.add(strings.TrimSpace(name))
			}
			t.add(strings.TrimSuffix(reading, "）"))
		}
	}
	for _, source := range s.Sources {
		t.add(source.Title)
		t.add(source.Publisher)
	}
	slices.SortFunc(t.words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return t
}

func (t *terms) add(word string) {
	if utf8.RuneCountInString(word) > 1 && !t.exact[word] {
		t.exact[word] = true
		t.words = append(t.words, word)
	}
}

// kanjiLimit is how many kanji in a row are too many.
const kanjiLimit = 7

// findKanjiRuns finds seven and more kanji in a row. A word that the glossary explains counts as one
// break, since the reader can look it up.
func (c *checker) findKanjiRuns(p *page) {
	seen := make(map[string]bool)
	for i := range p.prose.Blocks {
		b := &p.prose.Blocks[i]
		for _, run := range kanjiRuns(b.Text) {
			word := b.Text[run[0]:run[1]]
			if seen[word] || c.terms.covers(word) {
				continue
			}
			seen[word] = true
			c.report("kanji-run", b.Span(run[0], run[1]), fmt.Sprintf("「%s」は、漢字が%d字続いています。", word, utf8.RuneCountInString(word)),
				"「の」などで切るか、やさしい言葉に変えてください。決まった言葉なら、言葉の説明のページに足してください。")
		}
	}
}

// kanjiRuns returns the bounds of the runs of kanjiLimit kanji and more.
func kanjiRuns(text string) [][2]int {
	var runs [][2]int
	from, n := 0, 0
	end := func(at int) {
		if n >= kanjiLimit {
			runs = append(runs, [2]int{from, at})
		}
		n = 0
	}
	for at, r := range text {
		if !unicode.Is(unicode.Han, r) {
			end(at)
			continue
		}
		if n == 0 {
			from = at
		}
		n++
	}
	end(len(text))
	return runs
}

// covers reports whether what is left of a run without known words is shorter than the limit.
func (t *terms) covers(word string) bool {
	for _, known := range t.words {
		if strings.Contains(known, word) {
			return true
		}
		word = strings.ReplaceAll(word, known, " ")
	}
	return len(kanjiRuns(word)) == 0
}

// abbreviation is what readers have to know or look up. Units and file formats are no words.
var abbreviation = regexp.MustCompile(`[A-Z][A-Z&]*[A-Z]`)

// findUndefinedTerms finds abbreviations of capital letters that neither the glossary nor the page
// itself explains, once for each page.
func (c *checker) findUndefinedTerms() {
	for _, p := range c.pages {
		if !p.isJapanese {
			continue
		}
		explained := make(map[string]bool)
		for _, s := range p.sentences {
			text := s.text()
			for _, at := range abbreviation.FindAllStringIndex(text, -1) {
				word := text[at[0]:at[1]]
				if explained[word] || c.terms.exact[word] {
					continue
				}
				explained[word] = true
				if isExplained(text, at[0], at[1]) || isInWord(text, at[0], at[1]) || s.inKind(markdown.LabelBlock) {
					continue
				}
				c.report("term-undefined", s.block.Span(s.from+at[0], s.from+at[1]), fmt.Sprintf("略語「%s」の説明がありません。", word),
					fmt.Sprintf("「%s（何のことか）」と書くか、言葉の説明のページに足すか、日本語の言葉に変えてください。", word))
			}
		}
	}
}

// isExplained reports whether brackets stand behind an abbreviation, or around it.
func isExplained(text string, from, to int) bool {
	return strings.HasPrefix(text[to:], "（") || strings.HasSuffix(text[:from], "（")
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

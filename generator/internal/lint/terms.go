package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shirube/generator/internal/site"
)

// terms are the words that the site explains or uses as names.
type terms struct {
	words []string // longest first
	exact map[string]bool
}

// newTerms collects the entries of glossaries and the titles and publishers of sources, which are
// written as they are called.
func newTerms(s *site.Site) *terms {
	t := &terms{exact: make(map[string]bool)}
	for _, p := range s.Pages {
		if p.Summary.Front.Layout != "glossary" {
			continue
		}
		for _, h := range p.Summary.Headings {
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

// kanjiLimit is the number of kanji in a row that is reported.
const kanjiLimit = 7

const mendKanji = "「の」などで切るか、やさしい言葉に変えてください。決まった言葉なら、言葉の説明のページ（layout: glossary）に足してください。"

// findKanjiRuns finds seven and more kanji in a row. A word of the glossary divides a run, since readers can look it up;
// text in 「」 is a name or a quotation.
func (c *checker) findKanjiRuns(p Page) {
	seen := make(map[string]bool)
	for i := range p.Prose.Blocks {
		b := &p.Prose.Blocks[i]
		for _, run := range kanjiRuns(b.Text) {
			word := b.Text[run[0]:run[1]]
			if seen[word] || c.terms.covers(word) || isNamed(b.Text, run[0], run[1]) {
				continue
			}
			seen[word] = true
			c.report("kanji-run", b.Span(run[0], run[1]), fmt.Sprintf("「%s」は、漢字が%d字続いています。", word, utf8.RuneCountInString(word)),
				mendKanji)
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

// covers reports whether a run is shorter than the limit without its known words.
func (t *terms) covers(word string) bool {
	// The longest first, so that a word within a longer one does not cut that.
	for _, known := range t.words {
		if strings.Contains(known, word) {
			return true
		}
		word = strings.ReplaceAll(word, known, " ")
	}
	return len(kanjiRuns(word)) == 0
}

// isNamed reports whether a place is within 「」 or 『』.
func isNamed(text string, from, to int) bool {
	open, end := strings.LastIndexAny(text[:from], "「『」』"), strings.IndexAny(text[to:], "「『」』")
	if open < 0 || end < 0 {
		return false
	}
	before, _ := utf8.DecodeRuneInString(text[open:])
	behind, _ := utf8.DecodeRuneInString(text[to+end:])
	return (before == '「' || before == '『') && (behind == '」' || behind == '』')
}

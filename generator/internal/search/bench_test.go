package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkIndex measures what the index adds to a build: the text of finished pages of about 1,700
// letters is taken apart and indexed. One operation is one site; µs/page is processor time, since one
// worker does it all.
//
//	go test ./generator/internal/search -run '^$' -bench Index -benchtime 3x
func BenchmarkIndex(b *testing.B) {
	for _, stock := range []int{8, 400} {
		b.Run(fmt.Sprintf("sentences=%d", stock), func(b *testing.B) {
			pages := generatedPages(2000, stock)
			for b.Loop() {
				c := NewCollector(Options{Pages: len(pages)}, func(File) {})
				w := c.Worker()
				for i, p := range pages {
					w.AddPage(i, p)
				}
				c.Finish()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
		})
	}
}

// generatedPages returns pages made of a stock of sentences: with few, the same letters come again and
// again; with many, there are about as many different pairs of letters as in real texts.
func generatedPages(n, stock int) []Page {
	random := rand.New(rand.NewPCG(1, 2))
	sentences := make([]string, stock)
	for i := range sentences {
		sentences[i] = sentence(random)
	}
	pages := make([]Page, n)
	for i := range pages {
		var b strings.Builder
		b.WriteString(`<!doctype html><html><body><nav>` + strings.Repeat(`<a href="/x/">案内</a>`, 40) + `</nav><main id="michi-main"><h1>案内</h1>`)
		for s := range 6 {
			fmt.Fprintf(&b, "<h2 id=\"%d-番目の話\">%d 番目の話</h2>\n", s, s)
			for range 5 {
				b.WriteString("<p>" + sentences[random.IntN(stock)] + `<a href="/y/">` + sentences[random.IntN(stock)] + "</a></p>\n")
			}
		}
		b.WriteString("</main></body></html>")
		pages[i] = Page{URL: fmt.Sprintf("/part/page-%d/", i), Title: fmt.Sprintf("案内 %d", i), HTML: []byte(b.String())}
	}
	return pages
}

// sentence returns 28 letters: kanji of a hundred, with hiragana between them.
func sentence(random *rand.Rand) string {
	var b strings.Builder
	for range 14 {
		b.WriteRune('一' + rune(random.IntN(300))*7)
		b.WriteRune('あ' + rune(random.IntN(60)))
	}
	return b.String() + "。"
}

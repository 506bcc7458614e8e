package browsertest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"

	"shirube/generator/internal/search"
)

// What the search may weigh, compressed, in bytes: its script, and what of the index is loaded before
// the first result on a site of 200 pages.
const (
	searchScriptLimit = 9_000
	searchIndexLimit  = 61_000
	searchedPages     = 200
)

// A searchedSite is a site of 200 pages: the sections of the real one's Japanese pages, in another order.
type searchedSite struct {
	site   *builtSite
	files  map[string][]byte // of the index, compressed, by path
	server *httptest.Server
}

func newSearchedSite(t testing.TB, s *builtSite) *searchedSite {
	t.Helper()
	large := &searchedSite{site: s, files: make(map[string][]byte)}
	for _, f := range search.Files(dealtEntries(s), search.Options{Synonyms: [][]string{{"手帳", "障害者手帳"}, {"費用", "料金"}}}) {
		large.files[s.root+f.Output] = compressed(f.Bytes)
	}
	large.server = httptest.NewServer(large)
	t.Cleanup(large.server.Close)
	return large
}

// dealtEntries makes pages of the sections of the real ones, as many on each as there are on a real one.
func dealtEntries(s *builtSite) []search.Entry {
	var sections []search.Section
	for _, p := range s.pages {
		if !p.has(`lang="ja"`) || strings.Contains(p.path, "/easy/") || strings.Contains(p.path, "/print/") {
			continue
		}
		for _, section := range search.Extract(search.Page{HTML: []byte(p.html)}).Sections {
			if len(section.Text) > 200 && section.Heading != "" {
				sections = append(sections, section)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	entries := make([]search.Entry, searchedPages)
	for i := range entries {
		title := sections[random.IntN(len(sections))].Heading
		entries[i] = search.Entry{URL: fmt.Sprintf("/guide/part-%d/page-%d/", i/20, i), Title: title, Sections: []search.Section{{Level: 1, Text: title}}}
		for range 8 {
			entries[i].Sections = append(entries[i].Sections, sections[random.IntN(len(sections))])
		}
	}
	return entries
}

// ServeHTTP serves the index of the large site and all else of the real one.
func (l *searchedSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if data, ok := l.files[r.URL.Path]; ok {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(data)
		return
	}
	l.site.ServeHTTP(w, r)
}

func compressed(data []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(data)
	_ = z.Close()
	return out.Bytes()
}

// weight returns the compressed size of those files of the index that were requested. Texts, from
// which only the lines below results are cut, come after the results.
func (l *searchedSite) weight(requests []string) int {
	total := 0
	for _, address := range slices.Compact(slices.Sorted(slices.Values(requests))) {
		u, err := url.Parse(address)
		if err == nil && !strings.HasPrefix(path.Base(u.Path), "search-d") {
			total += len(l.files[u.Path])
		}
	}
	return total
}

func TestTheSearchIsLight(t *testing.T) {
	t.Parallel()
	f := open(t)
	script, err := f.site.file(strings.TrimPrefix(f.site.searchModule(t), f.site.root))
	if err != nil {
		t.Fatal(err)
	}
	if size := len(compressed(script)); size > searchScriptLimit {
		t.Errorf("the script weighs %d bytes of %d", size, searchScriptLimit)
	}
	large := newSearchedSite(t, f.site)
	var weights []int
	tab := f.newTab(t)
	tab.base = large.server.URL
	tab.call(network.SetCacheDisabled.Method, network.SetCacheDisabledParams{CacheDisabled: true})
	for _, c := range searchCases(t, "queries.txt")[:60] {
		tab.seen.clear()
		tab.visit(f.site.root + "search/?q=" + url.QueryEscape(c.query))
		tab.found()
		weight := large.weight(tab.seen.get().requests)
		if weight > searchIndexLimit {
			t.Errorf("%s: %d bytes of the index of %d", c.query, weight, searchIndexLimit)
		}
		weights = append(weights, weight)
	}
	slices.Sort(weights)
	t.Logf("script %d bytes; index on %d pages before the first result: median %d bytes, most %d",
		len(compressed(script)), searchedPages, weights[len(weights)/2], weights[len(weights)-1])
}

// BenchmarkSearchInChromium measures how long readers wait: for an answer from files that are there, and for the
// first result on a slow line and device.
func BenchmarkSearchInChromium(b *testing.B) {
	f := open(b)
	large := newSearchedSite(b, f.site)
	tab := f.newTab(b)
	tab.base = large.server.URL
	tab.visit(f.site.root + "search/")
	var queries []string
	for _, c := range searchCases(b, "queries.txt") {
		queries = append(queries, c.query)
	}
	var times []float64
	for b.Loop() {
		times = evaluate[[]float64](tab, `import("`+f.site.searchModule(b)+`").then(async ({look}) => {
			const times = [];
			for (const query of `+quotedList(queries)+`) {
				await look(query);
				const start = performance.now();
				await look(query);
				times.push(performance.now() - start);
			}
			return times;
		})`)
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "ms-median")
	b.ReportMetric(times[len(times)-1], "ms-worst")
	b.ReportMetric(f.waitOnASlowLine(b, large, "障害者手帳がなくても使えますか"), "ms-slow-line")
}

func quotedList(texts []string) string {
	var quoted []string
	for _, text := range texts {
		quoted = append(quoted, `decodeURIComponent("`+url.PathEscape(text)+`")`)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// waitOnASlowLine returns how many milliseconds a reader waits from the last key to the first result, at 400 ms
// latency, 1.6 Mbit/s and a processor four times slower.
func (f *fixture) waitOnASlowLine(t testing.TB, large *searchedSite, query string) float64 {
	t.Helper()
	tab := f.newTab(t)
	tab.base = large.server.URL
	tab.visit(f.site.root + "search/")
	evaluate[any](tab, `document.querySelector("form.search").dispatchEvent(new Event("pointerover"))`) // a finger on the field
	tab.await(`performance.getEntriesByType("resource").some(e => e.name.endsWith("search/index.json"))`)
	tab.call("Network.emulateNetworkConditions", map[string]any{
		"offline": false, "latency": 400, "downloadThroughput": 200_000, "uploadThroughput": 200_000,
	})
	tab.call(emulation.SetCPUThrottlingRate.Method, emulation.SetCPUThrottlingRateParams{Rate: 4})
	return evaluate[float64](tab, `new Promise(done => {
		const place = document.querySelector("[data-results]");
		const start = performance.now();
		new MutationObserver(() => place.querySelector("li") && requestAnimationFrame(() => done(performance.now() - start))).observe(place, {childList: true});
		const field = document.getElementById("michi-search");
		field.value = decodeURIComponent("`+url.PathEscape(query)+`");
		field.dispatchEvent(new InputEvent("input", {bubbles: true}));
	})`)
}

package browsertest

import (
	"bytes"
	"compress/gzip"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// loadAll makes the page load what it would load as the reader scrolls.
const loadAll = `Promise.all([...document.images].map(i => { i.loading = "eager"; return i.decode(); })).then(() => true)`

// checkComplaints looks for what the browser found wrong with the page and all it loads.
func (tab *tab) checkComplaints() {
	evaluate[bool](tab, loadAll)
	seen := tab.seen.get()
	for _, text := range seen.complaints {
		tab.t.Errorf("the browser says: %s", text)
	}
	for _, text := range seen.failures {
		tab.t.Errorf("not loaded: %s", text)
	}
	for _, address := range seen.requests {
		if !strings.HasPrefix(address, tab.base+"/") && !strings.HasPrefix(address, "data:") {
			tab.t.Errorf("the page asks another host: %s", address)
		}
	}
}

// What a page may weigh with all it loads, compressed, in bytes.
const (
	pageLimit   = 35_000
	scriptLimit = 15_000
	// calculatingLimit holds once a reader answers, when what calculates has come as well.
	calculatingLimit = 47_000
)

// limitOf is what a page may weigh. The list of all figures is over the limit of all others.
func limitOf(path string) int {
	if strings.HasSuffix(path, "/about/figures/") {
		return 36_000
	}
	return pageLimit
}

// A weight is what a page weighs, in bytes as sent.
type weight struct {
	path           string
	total, scripts int
	files, fonts   int
}

// A scale collects the weights of pages.
type scale struct {
	mu      sync.Mutex
	weights []weight
}

// check weighs a page and what it has loaded.
func (s *scale) check(tab *tab, p page) {
	w := tab.weigh(p.path)
	if w.total > limitOf(p.path) || w.scripts > scriptLimit || w.fonts > 0 {
		tab.t.Errorf("the page weighs %d bytes of %d, its scripts %d of %d, with %d fonts", w.total, limitOf(p.path), w.scripts, scriptLimit, w.fonts)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.weights = append(s.weights, w)
}

// logHeaviest writes down the heaviest pages.
func (s *scale) logHeaviest(t *testing.T) {
	t.Helper()
	slices.SortFunc(s.weights, func(a, b weight) int { return b.total - a.total })
	for _, w := range s.weights[:min(len(s.weights), 5)] {
		t.Logf("%6d bytes, %d of them scripts, in %d files: %s", w.total, w.scripts, w.files, w.path)
	}
}

// weigh adds up what the tab has loaded, and the icon.
func (tab *tab) weigh(of string) weight {
	tab.t.Helper()
	w := weight{path: of}
	loaded := append(tab.seen.get().loaded, tab.base+shared.site.root+icon)
	slices.Sort(loaded)
	for _, address := range slices.Compact(loaded) {
		name, ours := strings.CutPrefix(address, tab.base)
		if !ours {
			continue
		}
		sent := tab.sentSize(shared.site.fileName(unescaped(name)))
		w.total += sent
		w.files++
		switch path.Ext(name) {
		case ".js":
			w.scripts += sent
		case ".woff", ".woff2", ".ttf", ".otf":
			w.fonts++
		}
	}
	return w
}

// unescaped returns the path of an address.
func unescaped(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Path
}

// sentSize is the size of a file as hosts send it: compressed where that makes it smaller.
func (tab *tab) sentSize(name string) int {
	tab.t.Helper()
	data, err := shared.site.file(name)
	if err != nil {
		tab.t.Fatal(err)
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(data)
	_ = z.Close()
	return min(out.Len(), len(data))
}

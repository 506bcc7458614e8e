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

func TestPagesLoadWithoutComplaint(t *testing.T) {
	eachPage(t, func(t *testing.T, tab *tab, p page) {
		tab.visit(p.path)
		evaluate[bool](tab, loadAll)
		tab.seen.mu.Lock()
		defer tab.seen.mu.Unlock()
		for _, text := range tab.seen.complaints {
			t.Errorf("the browser says: %s", text)
		}
		for _, text := range tab.seen.failures {
			t.Errorf("not loaded: %s", text)
		}
		for _, address := range tab.seen.requests {
			if !strings.HasPrefix(address, tab.base+"/") && !strings.HasPrefix(address, "data:") {
				t.Errorf("the page asks another host: %s", address)
			}
		}
	})
}

// What a page may weigh with all it loads, compressed, in bytes.
const (
	pageLimit   = 35_000
	scriptLimit = 15_000
)

// A weight is what a page weighs, in bytes as sent.
type weight struct {
	path            string
	total, scripts  int
	files, fontsToo int
}

func TestPagesAreLight(t *testing.T) {
	var mu sync.Mutex
	var weights []weight
	t.Run("pages", func(t *testing.T) {
		eachPage(t, func(t *testing.T, tab *tab, p page) {
			tab.visit(p.path)
			evaluate[bool](tab, loadAll)
			w := tab.weigh(p.path)
			if w.total > pageLimit || w.scripts > scriptLimit || w.fontsToo > 0 {
				t.Errorf("the page weighs %d bytes of %d, its scripts %d of %d, with %d fonts", w.total, pageLimit, w.scripts, scriptLimit, w.fontsToo)
			}
			mu.Lock()
			defer mu.Unlock()
			weights = append(weights, w)
		})
	})
	slices.SortFunc(weights, func(a, b weight) int { return b.total - a.total })
	for _, w := range weights[:min(len(weights), 5)] {
		t.Logf("%6d bytes, %d of them scripts, in %d files: %s", w.total, w.scripts, w.files, w.path)
	}
}

// weigh adds up what the tab has loaded.
func (tab *tab) weigh(of string) weight {
	tab.t.Helper()
	tab.seen.mu.Lock()
	defer tab.seen.mu.Unlock()
	w := weight{path: of}
	slices.Sort(tab.seen.loaded)
	for _, address := range slices.Compact(tab.seen.loaded) {
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
			w.fontsToo++
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

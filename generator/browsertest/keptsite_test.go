package browsertest

import (
	"context"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
	"shirube/themes"
)

// A keptSite is a small site that devices keep, behind a line that tests can cut.
type keptSite struct {
	t            *testing.T
	content, out string
	root         string // path of the start page
	server       *httptest.Server

	mu       sync.Mutex
	down     bool
	statuses map[string]int // by path: what is answered in place of the file
	asked    []string       // paths
}

// What a server may do beside answering with a status.
const (
	neverAnswered = -1 - iota
	cutOff        // in the middle of the file
	pageInstead   // a page for a file that is not there, with status 200, to be kept for a year
)

// startKept builds and serves a site below root.
func startKept(t *testing.T, root string) *keptSite {
	t.Helper()
	open(t)
	k := &keptSite{t: t, content: t.TempDir(), out: t.TempDir(), root: root, statuses: make(map[string]int)}
	k.server = httptest.NewServer(k)
	t.Cleanup(k.server.Close)
	k.write(map[string]string{
		"site.yaml":   "title: 試しの案内\noffline: true\neditions:\n  en: {lang: en, name: English}\n",
		"index.md":    "# 始め\n",
		"index.en.md": "# Start\n",
		"day.md":      "# 一日\n\n朝は九時です。\n\n![駅からの道](road.svg)\n",
		"road.svg":    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><path d="M0 9h40v2H0z"/></svg>`,
		"week.md":     "# 一週間\n",
	})
	k.build()
	return k
}

func (k *keptSite) write(files map[string]string) {
	k.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(k.content, name), []byte(files[name]), 0o644); err != nil {
			k.t.Fatal(err)
		}
	}
}

func (k *keptSite) build() {
	k.t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		k.t.Fatal(err)
	}
	out, err := publish.OpenFolder(k.out)
	if err != nil {
		k.t.Fatal(err)
	}
	builder := build.New(build.Options{Content: k.content, Theme: theme, Today: content.DateOf(time.Now()), BaseURL: k.server.URL + k.root})
	if _, found := builder.Build(context.Background(), out); found.HasErrors() {
		k.t.Fatalf("the site does not build:\n%v", found)
	}
}

// connect mends the line, or cuts it: then requests end without an answer.
func (k *keptSite) connect(connected bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.down = !connected
}

// answer answers a path with a status from now on; 0 is the file again.
func (k *keptSite) answer(path string, status int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.statuses[path] = status
}

// ServeHTTP serves the site as a host does that follows _headers.
func (k *keptSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	down, status := k.down, k.statuses[r.URL.Path]
	k.asked = append(k.asked, r.URL.Path)
	k.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler)
	}
	for _, h := range render.HeadersFor(&content.Allowed{}) {
		w.Header().Set(h[0], h[1])
	}
	w.Header().Set("Cache-Control", "no-cache")
	switch status {
	case http.StatusFound:
		http.Redirect(w, r, k.root, status)
		return
	case neverAnswered:
		<-r.Context().Done()
		return
	}
	name := strings.TrimPrefix(r.URL.Path, k.root)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	bytes, err := os.ReadFile(filepath.Join(k.out, filepath.FromSlash(name)))
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	switch {
	case status == pageInstead:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		bytes = []byte("<!doctype html><title>もうすぐです</title>")
	case status == cutOff:
		w.Header().Set("Content-Length", strconv.Itoa(len(bytes)))
		_, _ = w.Write(bytes[:len(bytes)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case status != 0:
		w.WriteHeader(status)
	case err != nil:
		w.WriteHeader(http.StatusNotFound)
	}
	_, _ = w.Write(bytes)
}

const workerIsReady = `navigator.serviceWorker.ready.then(({ active }) => active.state === "activated")`

// visitor opens a tab on the site's start page and waits until the device keeps the site.
func (k *keptSite) visitor(t *testing.T) *tab {
	t.Helper()
	tab := open(t).newTab(t)
	k.begin(tab, k.root)
	return tab
}

// begin opens the first page of a visit and waits until the device keeps the site.
func (k *keptSite) begin(tab *tab, path string) {
	tab.t.Helper()
	tab.base = k.server.URL
	tab.visit(path)
	tab.await(workerIsReady)
}

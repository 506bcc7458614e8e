package serve

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/sitetest"
)

// patient is how long tests wait for what must happen.
const patient = 20 * time.Second

// ownHost is what the tests' servers are called.
const ownHost = "127.0.0.1:8080"

// A preview is a server over a small site in a folder of its own, built when the test says so.
type preview struct {
	*server
	t   testing.TB
	dir string // the content folder
	web http.Handler
}

// smallSite has a page of each state, and files to download.
func smallSite() map[string]string {
	return map[string]string{
		"index.md":        "# 始め\n\n[紙](files/sheet.pdf) [文](files/page.txt) [他](files/x.unknown)\n",
		"guide/day.md":    "# 一日\n",
		"guide/日程 表.md":   "# 日程\n",
		"site.yaml":       "strict: true\n",
		"a/draft.md":      "---\ntitle: 下書き\ndraft: true\n---\n",
		"a/tomorrow.md":   "---\ntitle: あした\ndate: 2026-11-22\n---\n",
		"files/sheet.pdf": "%PDF",
		"files/page.txt":  "紙",
		"files/x.unknown": "x",
	}
}

func newPreview(t testing.TB, files map[string]string) *preview {
	t.Helper()
	p := &preview{t: t, dir: t.TempDir()}
	for name, text := range files {
		p.write(name, text)
	}
	p.server = newServer(Options{Build: build.Options{
		Content: p.dir, Theme: os.DirFS("../build/testdata/theme"), Today: content.Date{Year: 2026, Month: 11, Day: 21},
	}}, ownHost)
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	p.web = p.handler(ctx)
	return p
}

// built returns a preview of a small site that has been built once.
func built(t testing.TB) *preview {
	t.Helper()
	p := newPreview(t, smallSite())
	p.build()
	return p
}

func (p *preview) build() {
	p.t.Helper()
	p.rebuild(p.t.Context(), build.Changes{All: true})
}

func (p *preview) write(name, text string) {
	p.t.Helper()
	sitetest.Write(p.t, filepath.Join(p.dir, name), text)
}

// ask sends a request as a browser on this machine would.
func (p *preview) ask(method, target, host string) *http.Response {
	p.t.Helper()
	r := httptest.NewRequest(method, target, nil)
	r.Host = host
	w := httptest.NewRecorder()
	p.web.ServeHTTP(w, r)
	return w.Result()
}

// get returns the status and the body of an address.
func (p *preview) get(target string) (int, string) {
	p.t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Host = ownHost
	w := httptest.NewRecorder()
	p.web.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

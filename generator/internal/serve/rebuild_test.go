package serve

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shirube/generator/internal/build"
)

// broken is a page that a strict site cannot be built with.
const broken = "---\ntitle: [a\n---\n"

// An editor's mistake must not take the site from the screen, and the site comes back by itself.
func TestAMistakeKeepsTheLastGoodSite(t *testing.T) {
	p := built(t)
	p.write("guide/day.md", broken)
	p.build()
	if status, text := p.get("/guide/day/"); status != http.StatusOK || !strings.Contains(text, "一日") {
		t.Errorf("after a mistake: %d\n%s", status, text)
	}
	m, _ := p.message("/")
	if !m.Failed || len(m.Findings) != 1 {
		t.Fatalf("the overlay is told %+v", m)
	}
	f := m.Findings[0]
	if f.Place != "guide/day.md:2:8" || f.Message == "" || f.Suggestion == "" || !strings.Contains(f.Excerpt, "title: [a") {
		t.Errorf("the overlay is told %+v", f)
	}
	p.write("guide/day.md", "# 直した\n")
	p.build()
	if _, text := p.get("/guide/day/"); !strings.Contains(text, "直した") {
		t.Errorf("after mending:\n%s", text)
	}
	if m, _ := p.message("/"); m.Failed || len(m.Findings) > 0 {
		t.Errorf("after mending the overlay is told %+v", m)
	}
}

// A preview that starts on mistakes shows the rest of the site, says so, and is the site as it is built once they are mended.
func TestAPreviewMayStartWithMistakes(t *testing.T) {
	files := smallSite()
	files["site.yaml"], files["guide/day.md"] = "strict: true\n", broken
	files["odd.md"] = "# 一部\n\n[ない](none.md)と{{ない}}。\n\n::calculator[none]\n\n![](none.png)\n\n:::nots\nブロック\n:::\n"
	p := newPreview(t, files)
	p.build()
	if status, text := p.get("/odd/"); status != http.StatusOK || !strings.Contains(text, "ブロック") || !strings.Contains(text, previewScript) {
		t.Errorf("a page with mistakes: %d\n%s", status, text)
	}
	before, _ := p.message("/")
	if !before.Failed || before.View != "part" || len(before.Findings) < 4 {
		t.Errorf("the overlay is told %+v", before)
	}
	p.write("guide/day.md", "# 一日\n")
	p.write("odd.md", "# 一部\n")
	p.build()
	clean := newPreview(t, files)
	clean.write("guide/day.md", "# 一日\n")
	clean.write("odd.md", "# 一部\n")
	clean.build()
	for _, page := range []string{"/", "/odd/", "/guide/day/"} {
		if _, got := p.get(page); got != second(clean.get(page)) {
			t.Errorf("%s after mending:\n%s", page, got)
		}
	}
	p.write("odd.md", broken)
	p.build()
	if m, _ := p.message("/"); m.View != "before" || second(p.get("/odd/")) != second(clean.get("/odd/")) {
		t.Errorf("a mistake in a site that was whole: %+v", m)
	}
}

func second(_ int, text string) string { return text }

// Where nothing can be shown, the preview says that, and reloads as soon as there is a site.
func TestAPreviewMayStartWithoutATheme(t *testing.T) {
	p := newPreview(t, smallSite())
	theme := p.options.Build.Theme
	p.options.Build.Theme = os.DirFS(t.TempDir())
	p.server.builder = build.New(p.options.Build)
	p.build()
	for _, target := range []string{"/", "/any/page/"} {
		if status, text := p.get(target); status != http.StatusServiceUnavailable || !strings.Contains(text, previewScript) {
			t.Errorf("%s: %d\n%s", target, status, text)
		}
	}
	before, _ := p.message("/")
	p.options.Build.Theme = theme
	p.server.builder = build.New(p.options.Build)
	p.build()
	if status, _ := p.get("/"); status != http.StatusOK {
		t.Errorf("after mending: %d", status)
	}
	if after, _ := p.message("/"); !before.Failed || before.View != "nothing" || after.Failed || after.Revision == before.Revision {
		t.Errorf("the page is told %+v, then %+v and does not reload", before, after)
	}
}

// A page that is gone from the folder is gone from the preview.
func TestDeletedPagesAreGone(t *testing.T) {
	p := built(t)
	if err := os.RemoveAll(filepath.Join(p.dir, "guide")); err != nil {
		t.Fatal(err)
	}
	p.build()
	if status, _ := p.get("/guide/day/"); status != http.StatusNotFound {
		t.Errorf("a deleted page has status %d", status)
	}
}

// A reload loses what was typed into a form: only a changed site is worth it.
func TestPagesReloadOnlyWhenSomethingChanged(t *testing.T) {
	p := built(t)
	first, _ := p.message("/")
	p.write("index.md", smallSite()["index.md"])
	p.build()
	if same, _ := p.message("/"); same.Revision != first.Revision {
		t.Errorf("saving without a change: revision %d, then %d", first.Revision, same.Revision)
	}
	p.write("index.md", broken)
	p.build()
	if failed, _ := p.message("/"); failed.Revision != first.Revision {
		t.Errorf("a mistake: revision %d, then %d", first.Revision, failed.Revision)
	}
	p.write("index.md", "# 新しい\n")
	p.build()
	if changed, _ := p.message("/"); changed.Revision == first.Revision {
		t.Error("a change of a page goes unnoticed")
	}
}

// A page knows which build it comes from, so that it notices one that came while it was loading.
func TestAPageNamesItsBuild(t *testing.T) {
	p := built(t)
	for build := 1; build <= 2; build++ {
		want := fmt.Sprint("revision;desc=", build)
		if got := p.ask(http.MethodGet, "/guide/day/", ownHost).Header.Get("Server-Timing"); got != want {
			t.Errorf("the page says %q, want %q", got, want)
		}
		if m, _ := p.message("/"); m.Revision != build {
			t.Errorf("the stream says %d, want %d", m.Revision, build)
		}
		p.write("index.md", "# 新しい\n")
		p.build()
	}
}

// A stream is one page's connection to the preview.
type stream struct {
	t        *testing.T
	response *http.Response
	lines    *bufio.Scanner
}

func openStream(t *testing.T, web *httptest.Server) *stream {
	t.Helper()
	client := &http.Client{Timeout: patient, Transport: &http.Transport{}}
	r, err := client.Get(web.URL + "/" + previewEvents)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Header.Get("Content-Type"); got != "text/event-stream; charset=utf-8" {
		t.Errorf("events are sent as %s", got)
	}
	t.Cleanup(func() { r.Body.Close() })
	return &stream{t, r, bufio.NewScanner(r.Body)}
}

// next returns the next message.
func (s *stream) next() message {
	s.t.Helper()
	for s.lines.Scan() {
		text, ok := strings.CutPrefix(s.lines.Text(), "data: ")
		if !ok {
			continue
		}
		var m message
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			s.t.Error(err)
		}
		return m
	}
	s.t.Errorf("the stream ended: %v", s.lines.Err())
	return message{}
}

// serveHTTP puts a preview behind a real server, whose name it takes.
func (p *preview) serveHTTP() *httptest.Server {
	web := httptest.NewUnstartedServer(p.web)
	p.host = web.Listener.Addr().String()
	web.Start()
	p.t.Cleanup(web.Close)
	return web
}

// Every page that is open hears of every build, first of the one in view.
func TestAllOpenPagesGetABuild(t *testing.T) {
	p := built(t)
	web := p.serveHTTP()
	streams := make([]*stream, 20)
	for i := range streams {
		streams[i] = openStream(t, web)
		if m := streams[i].next(); m.Revision != 1 || m.Failed {
			t.Errorf("page %d is told %+v at first", i, m)
		}
	}
	p.write("index.md", "# 新しい\n")
	p.build()
	var all sync.WaitGroup
	for i, s := range streams {
		all.Go(func() {
			if m := s.next(); m.Revision != 2 || m.Failed {
				t.Errorf("page %d is told %+v after a change", i, m)
			}
		})
	}
	all.Wait()
	p.write("index.md", broken)
	p.build()
	if m := streams[3].next(); !m.Failed || len(m.Findings) != 1 {
		t.Errorf("after a mistake a page is told %+v", m)
	}
}

// Pages that are closed leave nothing behind: a day of writing opens thousands of streams.
func TestClosedPagesAreForgotten(t *testing.T) {
	p := built(t)
	left := make(chan struct{})
	inner := p.web
	p.web = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r)
		left <- struct{}{}
	})
	web := p.serveHTTP()
	s := openStream(t, web)
	s.next()
	s.response.Body.Close()
	select {
	case <-left:
	case <-time.After(patient):
		t.Fatal("the stream of a closed page stays open")
	}
	p.build()
}

// The overlay of a folder full of mistakes stays readable.
func TestTheOverlayListsTheFirstMistakes(t *testing.T) {
	p := newPreview(t, map[string]string{"site.yaml": "strict: true\n"})
	for i := range 30 {
		p.write(strings.Repeat("c", i+1)+".md", broken)
	}
	p.build()
	if m, _ := p.message("/"); len(m.Findings) != findingsShown {
		t.Errorf("%d mistakes are listed, want %d", len(m.Findings), findingsShown)
	}
}

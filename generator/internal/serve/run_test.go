package serve

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/sitetest"
)

// A running preview is one that Run serves.
type running struct {
	t      *testing.T
	dir    string
	url    string
	stop   context.CancelFunc
	ended  chan error
	builds chan diagnostic.List
}

// run starts a preview of a folder with one page and waits until it listens.
func run(t *testing.T, today func() content.Date) *running {
	t.Helper()
	r := &running{t: t, dir: t.TempDir(), ended: make(chan error, 1), builds: make(chan diagnostic.List, 100)}
	sitetest.Write(t, filepath.Join(r.dir, "index.md"), "# 始め\n")
	sitetest.Write(t, filepath.Join(r.dir, "site.yaml"), "strict: true\n")
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	listening := make(chan string, 1)
	go func() {
		r.ended <- Run(ctx, Options{
			Addr: "127.0.0.1:0", Today: today,
			Build:     build.Options{Content: r.dir, Theme: os.DirFS("../build/testdata/theme"), Today: content.Date{Year: 2026, Month: 11, Day: 21}},
			Listening: func(url string) { listening <- url },
			Built:     func(_ build.Summary, found diagnostic.List) { r.builds <- found },
		})
	}()
	t.Cleanup(stop)
	select {
	case r.url = <-listening:
	case err := <-r.ended:
		t.Fatal(err)
	case <-time.After(patient):
		t.Fatal("the preview does not start")
	}
	return r
}

// waitFor asks for the start page until it holds text, and returns it.
func (r *running) waitFor(text string) string {
	r.t.Helper()
	var body []byte
	for end := time.Now().Add(patient); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		answer, err := http.Get(r.url)
		if err != nil {
			r.t.Fatal(err)
		}
		body, _ = io.ReadAll(answer.Body)
		answer.Body.Close()
		if strings.Contains(string(body), text) {
			return string(body)
		}
	}
	r.t.Fatalf("no %q on the page:\n%s", text, body)
	return ""
}

// end stops the preview, which must take it well and soon.
func (r *running) end() {
	r.t.Helper()
	r.stop()
	select {
	case err := <-r.ended:
		if err != nil {
			r.t.Errorf("stopping gives %v", err)
		}
	case <-time.After(patient):
		r.t.Error("the preview does not stop")
	}
}

// What an editor saves is on the page a moment later, and a mistake is shown.
func TestSavingShowsOnThePage(t *testing.T) {
	r := run(t, nil)
	r.waitFor("始め")
	sitetest.Write(t, filepath.Join(r.dir, "index.md"), "# 新しい\n")
	r.waitFor("新しい")
	sitetest.Write(t, filepath.Join(r.dir, "index.md"), broken)
	for failed := false; !failed; {
		select {
		case found := <-r.builds:
			failed = found.HasErrors()
		case <-time.After(patient):
			t.Fatal("the mistake is not reported")
		}
	}
	r.waitFor("新しい")
	r.end()
}

// A preview that runs over midnight publishes what is due.
func TestEachBuildAsksForTheDay(t *testing.T) {
	day := content.Date{Year: 2026, Month: 11, Day: 20}
	r := run(t, func() content.Date {
		day.Day++
		return day
	})
	sitetest.Write(t, filepath.Join(r.dir, "index.md"), "---\ndate: 2026-11-22\n---\n# 二日目\n")
	if text := r.waitFor("二日目"); strings.Contains(text, `data-state="future"`) {
		t.Errorf("what is due on the second day is still marked:\n%s", text)
	}
	r.end()
}

// Ctrl-C ends the preview at once, also while pages are open and connections wait unused.
func TestStopsWhilePagesAreOpen(t *testing.T) {
	r := run(t, nil)
	open, err := http.Get(r.url + previewEvents)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Body.Close()
	unused, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(r.url, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer unused.Close()
	r.end()
}

package browsertest

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/serve"
	"shirube/themes"
)

var previewed = flag.String("previewed", "", "a folder of pages to edit in BenchmarkEditToScreen, instead of made-up ones")

// largePages is how many pages the site has on which the preview's speed is measured.
const largePages = 10_000

// BenchmarkEditToScreen measures how long an editor waits: from the beginning of the write of a file
// of a site of 10,000 pages to the change of the page that is open in Chromium. It reports the median
// and the worst in milliseconds, and how long it takes until the next frame is drawn.
//
// With -previewed, it edits pages of a folder instead, each time another one that is open then, in its first
// words, in its middle, and by a further heading and link.
//
//	go test ./generator/browsertest -run '^$' -bench EditToScreen -benchtime 100x
//	go test ./generator/browsertest -run '^$' -bench EditToScreen -benchtime 100x -previewed FOLDER
func BenchmarkEditToScreen(b *testing.B) {
	content, theme := b.TempDir(), b.TempDir()
	files, err := themes.Named("michi")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.CopyFS(theme, files); err != nil {
		b.Fatal(err)
	}
	if *previewed != "" {
		if err := os.CopyFS(content, os.DirFS(*previewed)); err != nil {
			b.Fatal(err)
		}
	} else {
		writeLargeSite(b, content)
	}
	url := servePreview(b, content, theme)
	tab := open(b).newTab(b)
	tab.base = ""
	if *previewed != "" {
		benchmarkEdits(b, tab, url, content)
		return
	}
	tab.visit(url + "part-050/page-05050/")
	page := filepath.Join(content, "part-050/page-05050.md")
	style := filepath.Join(theme, "styles/main.css")
	for _, edit := range []struct {
		name, file string
		text       func(text, mark string) string
		shown      string // whether the page shows the mark
	}{
		{"body", page, func(text, mark string) string { return text + "\n" + mark + "\n" }, `document.querySelector("main").textContent.includes(mark)`},
		{"title", page, func(text, mark string) string { return strings.Replace(text, "title: ", "title: "+mark, 1) }, `document.querySelector("h1").textContent.includes(mark)`},
		{"style", style, func(text, mark string) string { return text + "\n:root { --probe: " + mark + "; }\n" }, `getComputedStyle(document.documentElement).getPropertyValue("--probe").includes(mark)`},
	} {
		b.Run(edit.name, func(b *testing.B) {
			original, err := os.ReadFile(edit.file)
			if err != nil {
				b.Fatal(err)
			}
			var changed, drawn []float64
			for i := range b.N {
				mark := fmt.Sprintf("mark-%s-%d-", edit.name, i)
				watchFor(tab, mark, edit.shown)
				start := time.Now()
				if err := os.WriteFile(edit.file, []byte(edit.text(string(original), mark)), 0o644); err != nil {
					b.Fatal(err)
				}
				at := evaluate[[]float64](tab, `window.seen`)
				began := float64(start.UnixMicro()) / 1000
				changed, drawn = append(changed, at[0]-began), append(drawn, at[1]-began)
			}
			reportWaits(b, changed, drawn)
		})
	}
}

// reportWaits reports after how many milliseconds pages had changed, and the next frame was drawn.
func reportWaits(b *testing.B, changed, drawn []float64) {
	slices.Sort(changed)
	slices.Sort(drawn)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(changed[len(changed)/2], "ms-median")
	b.ReportMetric(changed[len(changed)-1], "ms-worst")
	b.ReportMetric(drawn[len(drawn)/2], "ms-frame-median")
}

// benchmarkEdits edits pages of a folder that is served at url.
func benchmarkEdits(b *testing.B, tab *tab, url, folder string) {
	random := rand.New(rand.NewPCG(1, 2))
	pages := pagesToEdit(b, folder)
	for _, edit := range []struct {
		name string
		text func(front, body, mark string) string
	}{
		{"first words", func(front, body, mark string) string { return front + afterTitle(body, mark) }},
		{"middle", func(front, body, mark string) string {
			at := strings.LastIndex(body[:len(body)/2], "\n\n") + 1
			return front + body[:at] + "\n" + mark + "\n\n" + body[at:]
		}},
		{"heading", func(front, body, mark string) string { return front + body + "\n\n## " + mark + "\n" }},
		{"link", func(front, body, mark string) string {
			return front + body + "\n\n[" + mark + "](https://example.com/" + mark + ")\n"
		}},
	} {
		b.Run(edit.name, func(b *testing.B) {
			var changed, drawn []float64
			for i := range b.N {
				name := pages[random.IntN(len(pages))]
				text, err := os.ReadFile(filepath.Join(folder, name))
				if err != nil {
					b.Fatal(err)
				}
				tab.visit(url + strings.TrimSuffix(name, ".md") + "/")
				tab.await(`document.querySelector("shirube-preview")?.hidden === false`)
				mark := fmt.Sprintf("mark-%d-", i)
				watchFor(tab, mark, `document.querySelector("main").textContent.includes(mark)`)
				front, body := splitFront(string(text))
				start := time.Now()
				if err := os.WriteFile(filepath.Join(folder, name), []byte(edit.text(front, body, mark)), 0o644); err != nil {
					b.Fatal(err)
				}
				at := evaluate[[]float64](tab, `window.seen`)
				began := float64(start.UnixMicro()) / 1000
				changed, drawn = append(changed, at[0]-began), append(drawn, at[1]-began)
			}
			reportWaits(b, changed, drawn)
		})
	}
}

// mayHide matches pages of another address, and those with parts in which added words are not seen.
var mayHide = regexp.MustCompile(`<!--|(?m)^(?:slug|permalink|url|draft|published|date|expires):|^(?:import|export) |<[A-Za-z]`)

// pagesToEdit returns the pages of a folder whose addresses their names give and that have some text.
func pagesToEdit(b *testing.B, folder string) (names []string) {
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.ToLower(name) != name || !strings.HasSuffix(name, ".md") {
			return err
		}
		switch path.Base(name) {
		case "index.md", "readme.md":
			return nil
		}
		text, err := fs.ReadFile(os.DirFS(folder), name)
		if len(text) > 1000 && !mayHide.Match(text) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return names
}

// splitFront splits a page into front matter and the rest.
func splitFront(text string) (front, body string) {
	if end := strings.Index(text, "\n---\n"); strings.HasPrefix(text, "---\n") && end > 0 {
		return text[:end+5], text[end+5:]
	}
	return "", text
}

// afterTitle puts a paragraph behind the title of a page.
func afterTitle(body, words string) string {
	at := 0
	if title := strings.Index("\n"+body, "\n# "); title >= 0 {
		at = title + len(strings.SplitAfter(body[title:], "\n")[0])
	}
	return body[:at] + "\n" + words + "\n\n" + body[at:]
}

// watchFor lets the page note when it shows a mark, and when the frame after that was drawn, in
// milliseconds since 1970. Where a style sheet is swapped, no element changes, so each turn of the
// event loop looks.
func watchFor(tab *tab, mark, shown string) {
	evaluate[bool](tab, fmt.Sprintf(`(() => {
		const mark = %q;
		window.seen = new Promise((done) => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => {
				if (!(%s)) { setTimeout(() => channel.port2.postMessage(0), 1); return; }
				const at = performance.timeOrigin + performance.now();
				requestAnimationFrame(() => done([at, performance.timeOrigin + performance.now()]));
			};
			channel.port2.postMessage(0);
		});
		return true;
	})()`, mark, shown))
}

// servePreview serves a preview until the test ends, and returns its address.
func servePreview(t testing.TB, from, theme string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Addr: "127.0.0.1:0", Build: build.Options{Content: from, Theme: os.DirFS(theme), Today: content.DateOf(time.Now())},
			ThemeFolder: func(string) string { return theme },
			Listening:   func(url string) { listening <- url },
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case url := <-listening:
		return url
	case <-time.After(time.Minute):
		t.Fatal("the preview does not start")
	}
	return ""
}

// writeLargeSite writes pages of about 4 kB, a hundred in a folder.
func writeLargeSite(t testing.TB, dir string) {
	t.Helper()
	for i := range largePages {
		name := filepath.Join(dir, fmt.Sprintf("part-%03d/page-%05d.md", i/100, i))
		if i%100 == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: 案内 %d\ndescription: 在宅訓練の案内の %d ページ目です。\n---\n\n", i, i)
		fmt.Fprintf(&b, "前の話は[前のページ](page-%05d.md)にあります。\n\n", max(i-1, i/100*100))
		for section := 1; b.Len() < 4000; section++ {
			fmt.Fprintf(&b, "## %d 番目の話\n\n%s\n\n- **大切**: 予約をとる\n- 書類をそろえる\n\n", section, strings.Repeat("在宅訓練は、通うことが難しい人が家で受ける訓練です。", 5))
		}
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

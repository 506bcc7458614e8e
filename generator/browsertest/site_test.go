package browsertest

import (
	"context"
	"encoding/xml"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
	"shirube/themes"
)

// A builtSite is the real site, built into a folder of its own and served from there.
type builtSite struct {
	dir      string
	root     string // path of the site's start page on the server
	pages    []page // without redirects and books, sorted by path
	books    []page // whole editions for paper
	programs []*calculator.Program
	server   *httptest.Server
}

// A page is a page of the site by its path on the server, which begins and ends with a slash
// unless it names a file.
type page struct {
	path string
	html string
}

// has reports whether the page's text holds all of the marks.
func (p page) has(marks ...string) bool {
	return !slices.ContainsFunc(marks, func(m string) bool { return !strings.Contains(p.html, m) })
}

func buildSite() (*builtSite, error) {
	dir, err := os.MkdirTemp("", "shirube-site-")
	if err != nil {
		return nil, err
	}
	s := &builtSite{dir: dir}
	if err := s.build(); err != nil {
		s.close()
		return nil, err
	}
	s.server = httptest.NewServer(s)
	return s, nil
}

func (s *builtSite) build() error {
	theme, err := themes.Named("michi")
	if err != nil {
		return err
	}
	out, err := publish.OpenFolder(s.dir)
	if err != nil {
		return err
	}
	builder := build.New(build.Options{Content: "../../content", Theme: theme, Today: content.DateOf(time.Now())})
	summary, found := builder.Build(context.Background(), out)
	if found.HasErrors() {
		return fmt.Errorf("the site does not build:\n%v", found)
	}
	set, _, found := builder.Calculators(context.Background())
	if found.HasErrors() || len(set.Programs) == 0 {
		return fmt.Errorf("no calculators: %v", found)
	}
	s.programs = set.Programs
	base, err := url.Parse(summary.Site.Settings.BaseURL)
	if err != nil {
		return err
	}
	s.root = "/" + strings.TrimPrefix(base.Path, "/")
	return s.findPages()
}

func (s *builtSite) findPages() error {
	files := os.DirFS(s.dir)
	return fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		html, err := fs.ReadFile(files, name)
		p := page{s.root + strings.TrimSuffix(name, "index.html"), string(html)}
		switch {
		case p.has(`http-equiv="refresh"`):
		case p.has(`class="book"`):
			s.books = append(s.books, p)
		default:
			s.pages = append(s.pages, p)
		}
		return err
	})
}

func (s *builtSite) close() {
	if s.server != nil {
		s.server.Close()
	}
	os.RemoveAll(s.dir)
}

// first returns the first page that holds all of the marks.
func (s *builtSite) first(t *testing.T, marks ...string) page {
	t.Helper()
	i := slices.IndexFunc(s.pages, func(p page) bool { return p.has(marks...) })
	if i < 0 {
		t.Fatalf("no page of the site holds %q", marks)
	}
	return s.pages[i]
}

// turn returns the place of a page among all.
func (s *builtSite) turn(p page) int {
	return slices.IndexFunc(s.pages, func(other page) bool { return other.path == p.path })
}

// hasReadings reports whether a reader can ask for readings on a page that hides them.
func (s *builtSite) hasReadings(p page) bool {
	_, err := s.file(strings.TrimPrefix(path.Dir(p.path+"x")+"/furigana.txt", s.root))
	return err == nil && p.has(`data-ruby="hidden"`)
}

// kinds returns one page of each kind that readers meet.
func (s *builtSite) kinds(t *testing.T) []page {
	t.Helper()
	kinds := []page{
		s.first(t, `class="home"`),
		s.first(t, `class="page-foot"`, `class="contents"`),
		s.first(t, `class="children"`),
		s.first(t, `class="source-list"`),
		s.first(t, `class="tag-list"`),
		s.first(t, `<table`),
		s.first(t, `class="print-sheet"`),
	}
	for _, p := range s.pages {
		switch strings.TrimPrefix(p.path, s.root) {
		case "404.html", "faq/", "search/", "offline/":
			kinds = append(kinds, p)
		}
	}
	slices.SortFunc(kinds, func(a, b page) int { return strings.Compare(a.path, b.path) })
	return slices.Compact(kinds)
}

// scriptDelay is how long scripts are on their way. Pages are painted before they arrive, as on a
// slow line, so that what scripts move can be seen to move. Those that tests ask for by a query come at once.
const scriptDelay = 100 * time.Millisecond

// ServeHTTP serves files as a host does that follows _headers.
func (s *builtSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range render.HeadersFor(&content.Allowed{}) {
		w.Header().Set(h[0], h[1])
	}
	name, status := s.fileName(r.URL.Path), http.StatusOK
	data, err := s.file(name)
	if err != nil {
		name, status = "404.html", http.StatusNotFound
		data, _ = s.file(name)
	}
	if ext := path.Ext(name); (ext == ".js" || ext == ".wasm") && r.URL.RawQuery == "" {
		time.Sleep(scriptDelay)
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

// fileName returns the file of the output that a path on the server stands for.
func (s *builtSite) fileName(path string) string {
	name := strings.TrimPrefix(path, s.root)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// file reads a file of the output.
func (s *builtSite) file(name string) ([]byte, error) { return fs.ReadFile(os.DirFS(s.dir), name) }

func TestTheSitemapNamesPagesThatExist(t *testing.T) {
	t.Parallel()
	s := open(t).site
	data, err := s.file("sitemap.xml")
	if err != nil {
		t.Fatal(err)
	}
	var sitemap struct {
		Locations []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(data, &sitemap); err != nil {
		t.Fatal(err)
	}
	if len(sitemap.Locations) < 20 {
		t.Errorf("the sitemap names only %d pages", len(sitemap.Locations))
	}
	for _, location := range sitemap.Locations {
		u, err := url.Parse(location)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(s.pages, func(p page) bool { return p.path == u.Path }) {
			t.Errorf("the sitemap names %s, which no page has", location)
		}
	}
}

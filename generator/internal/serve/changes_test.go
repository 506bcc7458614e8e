package serve

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/watch"
)

// The watcher reports paths as on the command line, the builder takes paths below the content folder.
func TestTheBuilderGetsChanges(t *testing.T) {
	for _, c := range []struct {
		content string
		theme   string
		paths   string
		want    string
	}{
		{"content", "themes/michi", "content/guide/day.md content/a.md", "{false false [guide/day.md a.md]}"},
		{"content", "themes/michi", "themes/michi/styles/main.css", "{false true []}"},
		{"content", "themes/michi", "content", "{false false [.]}"},
		{"./content/", "themes/michi/", "content/a.md themes/michi", "{false true [a.md]}"},
		{".", "themes/michi", "a.md themes/michi/x.css", "{false true [a.md themes/michi/x.css]}"},
		{"/site/content", "/site/theme", "/site/content/a.md /site/theme/x.css /site/contents/b.md", "{false true [a.md]}"},
	} {
		s := server{options: Options{Build: build.Options{Content: filepath.FromSlash(c.content)}}, theme: filepath.FromSlash(c.theme)}
		var told watch.Change
		for name := range strings.FieldsSeq(c.paths) {
			told.Paths = append(told.Paths, filepath.FromSlash(name))
		}
		if got := fmt.Sprint(s.changes(told)); got != c.want {
			t.Errorf("%q in %s is told as %s, want %s", c.paths, c.content, got, c.want)
		}
	}
	if got := new(server).changes(watch.Change{All: true}); !got.All {
		t.Errorf("lost events are told as %v", got)
	}
}

// A picture that was saved together with a mistake is shown once the mistake is mended.
func TestNothingIsForgottenInABuildThatFails(t *testing.T) {
	p := newPreview(t, map[string]string{"index.md": "# 始め\n\n![図](a.svg)\n", "a.svg": svg("one")})
	p.build()
	p.write("a.svg", svg("two"))
	p.write("index.md", broken)
	p.rebuild(t.Context(), build.Changes{Content: []string{"a.svg", "index.md"}})
	p.write("index.md", "# 始め\n\n![図](a.svg)\n")
	p.rebuild(t.Context(), build.Changes{Content: []string{"index.md"}})
	_, page := p.get("/")
	_, address, _ := strings.Cut(page, `<img src="`)
	address, _, _ = strings.Cut(address, `"`)
	if status, text := p.get(address); status != http.StatusOK || !strings.Contains(text, "two") {
		t.Errorf("%q: %d %s", address, status, text)
	}
}

func svg(title string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>` + title + `</title></svg>`
}

// A saved file alone is read again: of the others the builder need not know.
func TestOnlyWhatWasTouchedIsRead(t *testing.T) {
	p := built(t)
	p.write("index.md", "# 新しい\n")
	p.write("guide/day.md", "# 知らされない\n")
	p.rebuild(t.Context(), build.Changes{Content: []string{"index.md"}})
	if _, text := p.get("/"); !strings.Contains(text, "新しい") {
		t.Errorf("the page that was saved:\n%s", text)
	}
	if _, text := p.get("/guide/day/"); !strings.Contains(text, "一日") {
		t.Errorf("a page that was not touched:\n%s", text)
	}
	if err := os.RemoveAll(filepath.Join(p.dir, "guide")); err != nil {
		t.Fatal(err)
	}
	p.rebuild(t.Context(), build.Changes{Content: []string{"guide"}})
	if status, _ := p.get("/guide/day/"); status != http.StatusNotFound {
		t.Errorf("a page in a deleted folder has status %d", status)
	}
}

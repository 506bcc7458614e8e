package serve

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shirube/generator/internal/sitetest"
)

// A wish is a request to open a file, as a page of the preview sends it unless said otherwise.
type wish struct {
	body, from, origin, site, media, user string
}

func (p *preview) wish(w wish) *http.Response {
	p.t.Helper()
	return p.post(previewOpen, w)
}

func (p *preview) post(address string, w wish) *http.Response {
	p.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/"+address, strings.NewReader(w.body))
	r.Host, r.RemoteAddr = ownHost, w.from
	r.Header.Set("Origin", w.origin)
	r.Header.Set("Content-Type", w.media)
	if w.site != "" {
		r.Header.Set("Sec-Fetch-Site", w.site)
	}
	if w.user != "" {
		r.Header.Set("Sec-Fetch-User", w.user)
	}
	answer := httptest.NewRecorder()
	p.web.ServeHTTP(answer, r)
	return answer.Result()
}

// A page elsewhere, a phone, or a page that names a file outside the site must not start programs on
// this machine.
func TestOnlyOwnPagesOpenFilesOfTheSite(t *testing.T) {
	p := built(t)
	sitetest.Write(t, filepath.Join(p.dir, "../secret.md"), "x")
	p.write("_notes.md", "x")
	good := wish{`{"path": "guide/day.md"}`, "127.0.0.1:5000", "http://" + ownHost, "same-origin", "application/json", "?1"}
	with := func(change func(*wish)) wish {
		changed := good
		change(&changed)
		return changed
	}
	for name, c := range map[string]struct {
		wish wish
		want int
	}{
		"a page of the preview":       {good, 200},
		"an older browser":            {with(func(w *wish) { w.site = "" }), 200},
		"by IPv6":                     {with(func(w *wish) { w.from = "[::1]:5000" }), 200},
		"a page elsewhere":            {with(func(w *wish) { w.origin = "https://evil.example" }), 403},
		"a page on another port":      {with(func(w *wish) { w.origin = "http://127.0.0.1:9000" }), 403},
		"no page":                     {with(func(w *wish) { w.origin = "" }), 403},
		"a page in a box":             {with(func(w *wish) { w.origin = "null" }), 403},
		"another site of the host":    {with(func(w *wish) { w.site = "same-site" }), 403},
		"another machine":             {with(func(w *wish) { w.from = "192.168.1.5:5000" }), 403},
		"nobody knows from where":     {with(func(w *wish) { w.from = "" }), 403},
		"a form":                      {with(func(w *wish) { w.media = "text/plain" }), 415},
		"no JSON":                     {with(func(w *wish) { w.body = "{" }), 400},
		"far too much":                {with(func(w *wish) { w.body = `{"path": "` + strings.Repeat("a", 10_000) + `"}` }), 400},
		"no file":                     {with(func(w *wish) { w.body = `{}` }), 404},
		"a file outside":              {with(func(w *wish) { w.body = `{"path": "../secret.md"}` }), 404},
		"a file by its whole path":    {with(func(w *wish) { w.body = `{"path": "/etc/passwd"}` }), 404},
		"a file that makes no page":   {with(func(w *wish) { w.body = `{"path": "_notes.md"}` }), 404},
		"a page that no file has":     {with(func(w *wish) { w.body = `{"path": "a/index.md"}` }), 404},
		"the folder":                  {with(func(w *wish) { w.body = `{"path": "."}` }), 404},
		"an option instead of a file": {with(func(w *wish) { w.body = `{"path": "--help"}` }), 404},
	} {
		p.lastOpened = time.Time{}
		p.clicks <- time.Now()
		got := p.wish(c.wish).StatusCode
		if len(p.clicks) > 0 {
			<-p.clicks
		}
		if got != c.want {
			t.Errorf("%s: status %d, want %d", name, got, c.want)
		}
	}
}

// Whatever a page does, windows open one by one.
func TestFilesOpenOneByOne(t *testing.T) {
	p := built(t)
	good := wish{`{"path": "guide/day.md"}`, "127.0.0.1:5000", "http://" + ownHost, "same-origin", "application/json", "?1"}
	for i, want := range []int{200, 429, 429} {
		p.post(previewClick, good)
		if got := p.wish(good).StatusCode; got != want {
			t.Errorf("wish %d: status %d, want %d", i, got, want)
		}
	}
	if now := p.lastOpened.Add(openingPause); !p.mayOpen(now) || p.mayOpen(now.Add(openingPause/2)) {
		t.Error("the pause is another")
	}
}

// Scripts of a page cannot open files alone, and one click opens one file.
func TestFilesOpenOnAClickOnly(t *testing.T) {
	p := built(t)
	good := wish{`{"path": "guide/day.md"}`, "127.0.0.1:5000", "http://" + ownHost, "same-origin", "application/json", "?1"}
	script, elsewhere := good, good
	script.user, elsewhere.origin = "", "http://127.0.0.1:9000"
	for name, c := range map[string]struct {
		click wish
		want  []int
	}{"a person": {good, []int{204, 200, 403}}, "a script": {script, []int{204, 403}}, "a page elsewhere": {elsewhere, []int{403, 403}}} {
		p.lastOpened = time.Time{}
		got := []int{p.post(previewClick, c.click).StatusCode}
		for range c.want[1:] {
			got = append(got, p.wish(good).StatusCode)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: statuses %v, want %v", name, got, c.want)
		}
	}
}

// On Windows the interpreter of .cmd files must not see names that it would take apart.
func TestEditorCommands(t *testing.T) {
	editor := []string{"code", "-g", "{file}:{line}"}
	for _, name := range []string{"a&calc.md", "100%PATH%.md", "a^b.md", "a|b.md", "a!b!.md", `a"b.md`, "a<b.md", "a\nb.md"} {
		if args, ok := editorCommand("windows", editor, `C:\site\`+name, 3); ok {
			t.Errorf("%q becomes %q", name, args)
		}
		if args, ok := editorCommand("linux", editor, "/site/"+name, 3); !ok || len(args) != 3 || args[2] != "/site/"+name+":3" {
			t.Errorf("%q becomes %q", name, args)
		}
	}
	if args, ok := editorCommand("windows", editor, `C:\サイト (1)\一日's.md`, 3); !ok || args[2] != `C:\サイト (1)\一日's.md:3` {
		t.Errorf("a plain name becomes %q", args)
	}
}

// A file with a mistake belongs to no page yet, but is the first that one wants to open.
func TestAFileWithAMistakeCanBeOpened(t *testing.T) {
	p := built(t)
	p.write("new.md", broken)
	p.build()
	answer := p.wish(wish{`{"path": "new.md", "line": 2}`, "127.0.0.1:5000", "http://" + ownHost, "", "application/json", ""})
	var got opened
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || got.Opened || got.Place != filepath.Join(p.dir, "new.md")+":2" {
		t.Errorf("answered %+v, %v", got, err)
	}
}

func TestTheSectionInViewHasALine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "day.md")
	sitetest.Write(t, file, "---\ntitle: 一日\n---\n\n## 朝 の会\n\n## 昼\n")
	for _, c := range []struct {
		ids  []string
		want int
	}{{[]string{"昼"}, 7}, {[]string{"michi-sources", "朝-の会"}, 5}, {[]string{"夜"}, 1}, {nil, 1}} {
		if got := lineOf(file, c.ids); got != c.want {
			t.Errorf("%q begins on line %d, want %d", c.ids, got, c.want)
		}
	}
}

// An editor in a terminal would take the terminal of the preview.
func TestEditorsAreFound(t *testing.T) {
	has := func(programs ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			if slices.Contains(programs, name) {
				return "/usr/bin/" + name, nil
			}
			return "", errors.New("not found")
		}
	}
	for _, c := range []struct {
		wanted string
		look   func(string) (string, error)
		want   string
	}{
		{"", has("vim", "nano"), ""},
		{"", has("subl", "cursor", "vim"), "cursor -g {file}:{line}"},
		{"", has("code", "subl"), "code -g {file}:{line}"},
		{"kate -l {line} {file}", has("code"), "kate -l {line} {file}"},
		{"myedit --wait", has(), "myedit --wait {file}"},
		{"code", has(), "code -g {file}:{line}"},
		{"/opt/bin/subl", has(), "/opt/bin/subl {file}:{line}"},
		{"vim +{line} {file}", has("code"), ""},
		{"/usr/bin/nano", has("code"), ""},
		{"  ", has(), ""},
	} {
		if got := strings.Join(FindEditor(c.wanted, c.look), " "); got != c.want {
			t.Errorf("%q finds %q, want %q", c.wanted, got, c.want)
		}
	}
}

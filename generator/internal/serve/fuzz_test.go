package serve

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"shirube/generator/internal/sitetest"
)

// FuzzAddress asks of every address and of every question for what happens at it: it is answered, never
// with another site's address, never with a file that is no part of the site.
func FuzzAddress(f *testing.F) {
	p := built(f)
	sitetest.Write(f, filepath.Join(p.dir, "../secret.md"), "the secret")
	p.write("_notes.md", "the secret")
	for _, seed := range []string{
		"/", "", "/guide/day", "/guide/day/", "//evil.example", "/\\evil.example", "/../secret.md", "/guide/../../secret.md", "/%2e%2e/secret.md",
		"/_notes.md", "/.shirube/events", "/.shirube/open", "/guide/日程-表/", "/\x00", "/a\r\nSet-Cookie: x", strings.Repeat("/a", 5000), "/files/page.txt?x=y", "guide",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: address}, Host: ownHost, Header: make(http.Header), RemoteAddr: "127.0.0.1:5000"}
		w := httptest.NewRecorder()
		p.file(w, r.WithContext(t.Context()))
		if status := w.Code; status != http.StatusOK && status != http.StatusMovedPermanently && status != http.StatusNotFound {
			t.Errorf("%q: status %d", address, status)
		}
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
			t.Errorf("%q leads to %q", address, to)
		}
		if strings.Contains(w.Body.String(), "the secret") {
			t.Errorf("%q tells the secret", address)
		}
		m, _ := p.message(address)
		text, err := json.Marshal(m)
		if err != nil || strings.ContainsAny(string(text), "\r\n") {
			t.Errorf("%q: no event can be made of %q, %v", address, text, err)
		}
	})
}

// FuzzOpen asks of every wish to open a file: only files of the site are opened.
func FuzzOpen(f *testing.F) {
	p := built(f)
	for _, seed := range []string{
		`{"path": "guide/day.md"}`, `{"path": "guide/day.md", "line": -5, "sections": ["a", ""]}`, `{"path": "../x.md"}`, `{"path": "/etc/passwd"}`, `{"path": "--help"}`,
		`{"path": "guide\\day.md"}`, `{"path": "guide/day.md\u0000"}`, `{`, `[]`, `null`, `{"path": 3}`, `{"path": "guide/day.md"}{"path": "x"}`, `{"path": ".", "line": 1e99}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		own := *p
		own.t = t
		answer := own.wish(wish{body, "127.0.0.1:5000", "http://" + ownHost, "", "application/json", ""})
		if answer.StatusCode != http.StatusOK {
			return
		}
		var got opened
		if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		file := got.Place[:strings.LastIndex(got.Place, ":")]
		name, err := filepath.Rel(p.dir, file)
		if err != nil || !p.isSource(filepath.ToSlash(name)) {
			t.Errorf("%q opens %q", body, got.Place)
		}
	})
}

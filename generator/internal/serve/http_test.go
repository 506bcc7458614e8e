package serve

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

// A page elsewhere may point a name of its own at this machine; what is being written must not be
// readable through it.
func TestOnlyOwnNamesAreAnswered(t *testing.T) {
	p := built(t)
	for _, c := range []struct {
		own, host string
		want      int
	}{
		{ownHost, ownHost, 200},
		{ownHost, "localhost:8080", 200},
		{ownHost, "LocalHost:8080", 200},
		{ownHost, "[::1]:8080", 200},
		{ownHost, "192.168.1.5:8080", 200},
		{ownHost, "127.0.0.1:8081", 403},
		{ownHost, "127.0.0.1", 403},
		{ownHost, "localhost", 403},
		{ownHost, "evil.example:8080", 403},
		{ownHost, "localhost.evil.example:8080", 403},
		{ownHost, "127.0.0.1.evil.example:8080", 403},
		{ownHost, "evil.example", 403},
		{ownHost, ":8080", 403},
		{ownHost, "", 403},
		{"127.0.0.1:80", "127.0.0.1", 200},
		{"127.0.0.1:80", "localhost", 200},
		{"127.0.0.1:80", "[::1]", 200},
		{"127.0.0.1:80", "evil.example", 403},
		{"mymachine:8080", "mymachine:8080", 200},
	} {
		p.host = c.own
		for _, target := range []string{"/", "/" + previewScript} {
			if got := p.ask(http.MethodGet, target, c.host).StatusCode; got != c.want {
				t.Errorf("%s on %s, asked for as %q: status %d, want %d", target, c.own, c.host, got, c.want)
			}
		}
	}
}

// Pages of other sites may link to the preview, and use nothing of it.
func TestOtherSitesUseNothingOfThePreview(t *testing.T) {
	p := built(t)
	for name, c := range map[string]struct {
		path   string
		header map[string]string
		want   int
	}{
		"typed":                  {"/", map[string]string{"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		"a link elsewhere":       {"/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		"its own page":           {"/" + previewScript, map[string]string{"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200},
		"a frame elsewhere":      {"/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403},
		"a picture elsewhere":    {"/files/sheet.pdf", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403},
		"another port":           {"/", map[string]string{"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403},
		"a script elsewhere":     {"/" + previewEvents, map[string]string{"Origin": "https://evil.example"}, 403},
		"a stream elsewhere":     {"/" + previewEvents, map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403},
		"a link to the stream":   {"/" + previewEvents, map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403},
		"an endless address":     {"/" + previewEvents + "?path=" + strings.Repeat("/a", 10_000), nil, 414},
		"a body without purpose": {"/", map[string]string{"Content-Length": "9"}, 400},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Host = ownHost
		for key, value := range c.header {
			r.Header.Set(key, value)
		}
		if c.header["Content-Length"] != "" {
			r.ContentLength = 9
		}
		w := httptest.NewRecorder()
		p.web.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.want)
		}
		if w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: other sites may load it", name)
		}
	}
	r := httptest.NewRequest(http.MethodHead, "/"+previewEvents, nil)
	r.Host = ownHost
	w := httptest.NewRecorder()
	p.web.ServeHTTP(w, r) // returns: the head of a stream is no stream
	if w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("the head of a stream: status %d, %d bytes", w.Code, w.Body.Len())
	}
}

// The address that is printed must open in a browser, also for -addr :8080.
func TestThePrintedAddressOpens(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "127.0.0.1:8080", "[::]:8080": "localhost:8080", "0.0.0.0:80": "localhost:80", "[::1]:9": "[::1]:9",
	} {
		if got := browserHost(addr); got != want {
			t.Errorf("%s is opened as %s, want %s", addr, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	p := built(t)
	for _, c := range []struct {
		target     string
		status     int
		media      string
		text, goes string
	}{
		{"/", 200, "text/html; charset=utf-8", "<h1>始め</h1>", ""},
		{"/index.html", 200, "text/html; charset=utf-8", "<h1>始め</h1>", ""},
		{"/guide/day/", 200, "text/html; charset=utf-8", "<h1>一日</h1>", ""},
		{"/guide/day", 301, "", "", "/guide/day/"},
		{"/guide/day?a=%26b", 301, "", "", "/guide/day/?a=%26b"},
		{"/guide/%E6%97%A5%E7%A8%8B-%E8%A1%A8/", 200, "text/html; charset=utf-8", "<h1>日程</h1>", ""},
		{"/guide/%E6%97%A5%E7%A8%8B-%E8%A1%A8", 301, "", "", "/guide/%E6%97%A5%E7%A8%8B-%E8%A1%A8/"},
		{"/files/sheet.pdf", 200, "application/pdf", "%PDF", ""},
		{"/files/page.txt", 200, "text/plain; charset=utf-8", "紙", ""},
		{"/files/x.unknown", 200, "application/octet-stream", "x", ""},
		{"/favicon.svg", 200, "image/svg+xml", "<svg", ""},
		{"/sitemap.xml", 200, "application/xml", "<urlset", ""},
		{"/robots.txt", 200, "text/plain; charset=utf-8", "User-agent", ""},
		{"/_headers", 200, "text/plain; charset=utf-8", "Content-Security-Policy", ""},
		{"/.shirube/preview.js", 200, "text/javascript; charset=utf-8", "EventSource", ""},
		{"/.shirube/preview.css", 200, "text/css; charset=utf-8", ".corner", ""},
		{"/nowhere/", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/files/", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/assets/", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/guide/day.md", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/.shirube/", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/..%2f..%2fetc%2fpasswd", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
		{"/a%00b", 404, "text/html; charset=utf-8", "<h1>ページが見つかりません</h1>", ""},
	} {
		r := p.ask(http.MethodGet, c.target, ownHost)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode == http.StatusTemporaryRedirect || r.StatusCode == http.StatusMovedPermanently && c.status == 404 {
			r = p.ask(http.MethodGet, r.Header.Get("Location"), ownHost)
			body, _ = io.ReadAll(r.Body)
		}
		if r.StatusCode != c.status || r.Header.Get("Location") != c.goes || c.media != "" && r.Header.Get("Content-Type") != c.media {
			t.Errorf("%s: %d %q to %q, want %d %q to %q", c.target, r.StatusCode, r.Header.Get("Content-Type"), r.Header.Get("Location"), c.status, c.media, c.goes)
		}
		if !strings.Contains(string(body), c.text) {
			t.Errorf("%s: no %q in %.200q", c.target, c.text, body)
		}
	}
}

// The preview follows the rules of the published site, so that what they forbid shows while writing.
func TestAnswersCarryTheHeadersOfTheSite(t *testing.T) {
	p := built(t)
	for _, target := range []string{"/", "/nowhere", "/files/sheet.pdf", "/.shirube/preview.js"} {
		r := p.ask(http.MethodGet, target, ownHost)
		for _, h := range append(render.HeadersFor(&content.Allowed{}), [2]string{"Cache-Control", "no-cache"}) {
			if got := r.Header.Get(h[0]); got != h[1] {
				t.Errorf("%s: %s is %q, want %q", target, h[0], got, h[1])
			}
		}
	}
}

func TestMethods(t *testing.T) {
	p := built(t)
	for _, target := range []string{"/", "/guide/day/", "/files/sheet.pdf", "/nowhere"} {
		whole, head := p.ask(http.MethodGet, target, ownHost), p.ask(http.MethodHead, target, ownHost)
		if head.StatusCode != whole.StatusCode || head.Header.Get("Content-Type") != whole.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD gives %d %s", target, head.StatusCode, head.Header.Get("Content-Type"))
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
			if got := p.ask(method, target, ownHost).StatusCode; got != http.StatusMethodNotAllowed {
				t.Errorf("%s %s: status %d", method, target, got)
			}
		}
	}
	if head := p.ask(http.MethodHead, "/files/sheet.pdf", ownHost); head.Header.Get("Content-Length") != "4" {
		t.Errorf("HEAD tells a length of %q", head.Header.Get("Content-Length"))
	}
}

// What is not published yet is shown, and every page says what it is.
func TestUnpublishedPagesAreShownAndMarked(t *testing.T) {
	p := built(t)
	for target, state := range map[string]string{"/a/draft/": "draft", "/a/tomorrow/": "future", "/guide/day/": ""} {
		status, text := p.get(target)
		if status != http.StatusOK || strings.Contains(text, `data-state="`+state+`"`) != (state != "") || strings.Contains(text, "data-state") != (state != "") {
			t.Errorf("%s must be marked %q:\n%s", target, state, text)
		}
		if !strings.Contains(text, `src="/`+previewScript+`"`) {
			t.Errorf("%s has no preview script and would not reload", target)
		}
	}
}

// A browser that has a file already gets 304, and one that wants a part gets it.
func TestFilesAreNotSentTwice(t *testing.T) {
	p := built(t)
	ask := func(target, header, value string) *http.Response {
		r := httptest.NewRequest(http.MethodGet, target, nil)
		r.Host = ownHost
		r.Header.Set(header, value)
		w := httptest.NewRecorder()
		p.web.ServeHTTP(w, r)
		return w.Result()
	}
	for _, target := range []string{"/guide/day/", "/files/sheet.pdf", "/favicon.svg"} {
		tag := p.ask(http.MethodGet, target, ownHost).Header.Get("ETag")
		if same := ask(target, "If-None-Match", tag); tag == "" || same.StatusCode != http.StatusNotModified {
			t.Errorf("%s with the tag %s: status %d", target, tag, same.StatusCode)
		}
		if other := ask(target, "If-None-Match", `"other"`); other.StatusCode != http.StatusOK {
			t.Errorf("%s with another tag: status %d", target, other.StatusCode)
		}
	}
	part := ask("/files/sheet.pdf", "Range", "bytes=1-2")
	if body, _ := io.ReadAll(part.Body); part.StatusCode != http.StatusPartialContent || string(body) != "PD" {
		t.Errorf("a part: %d %q", part.StatusCode, body)
	}
	tag := p.ask(http.MethodGet, "/guide/day/", ownHost).Header.Get("ETag")
	p.write("guide/day.md", "# 新しい\n")
	p.build()
	if changed := ask("/guide/day/", "If-None-Match", tag); changed.StatusCode != http.StatusOK {
		t.Errorf("after a change: status %d", changed.StatusCode)
	}
}

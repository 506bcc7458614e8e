package serve

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/render"
)

// The preview's own addresses. No page can take them: files that begin with a dot are not built.
const (
	previewScript = ".shirube/preview.js"
	previewStyle  = ".shirube/preview.css"
	previewEvents = ".shirube/events"
)

//go:embed preview.js
var previewJS []byte

//go:embed preview.css
var previewCSS []byte

func (s *server) handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /"+previewEvents, func(w http.ResponseWriter, r *http.Request) { s.events(ctx, w, r) })
	mux.HandleFunc("GET /"+previewScript, func(w http.ResponseWriter, r *http.Request) {
		send(w, r, http.StatusOK, previewScript, previewJS)
	})
	mux.HandleFunc("GET /"+previewStyle, func(w http.ResponseWriter, r *http.Request) {
		send(w, r, http.StatusOK, previewStyle, previewCSS)
	})
	mux.HandleFunc("GET /", s.file)
	return s.guarded(mux)
}

// guarded refuses requests that name another host: a page elsewhere could otherwise read the
// preview through a name that it points at this machine (DNS rebinding).
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isOwnHost(r.Host) {
			http.Error(w, "この名前では開けません。http://"+s.host+"/ を開いてください。", http.StatusForbidden)
			return
		}
		for _, h := range render.Headers() {
			w.Header().Set(h[0], h[1])
		}
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// isOwnHost reports whether a request's Host is this server's: its own name, localhost or an IP
// address, with its port. Browsers leave port 80 out.
func (s *server) isOwnHost(host string) bool {
	_, own, err := net.SplitHostPort(s.host)
	if err != nil {
		return false
	}
	name, isOnPort := strings.CutSuffix(host, ":"+own)
	if !isOnPort && own != "80" {
		return false
	}
	return host == s.host || strings.EqualFold(name, "localhost") || net.ParseIP(strings.Trim(name, "[]")) != nil
}

// file answers with a file of the site in view.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	s.mu.RLock()
	revision := s.revision
	s.mu.RUnlock()
	// Of the headers of its own page a script can read this one alone.
	w.Header().Set("Server-Timing", "revision;desc="+strconv.Itoa(revision))
	if s.memory.IsEmpty() {
		withoutSite(w, r)
		return
	}
	if o, ok, _ := s.memory.Open(strings.TrimPrefix(name+"/index.html", "/")); ok {
		if name != "" && !strings.HasSuffix(r.URL.Path, "/") {
			to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
			return
		}
		send(w, r, http.StatusOK, "index.html", o.Bytes)
		return
	}
	if o, ok, _ := s.memory.Open(name); ok {
		send(w, r, http.StatusOK, name, o.Bytes)
		return
	}
	missing, _, _ := s.memory.Open("404.html")
	send(w, r, http.StatusNotFound, "404.html", missing.Bytes)
}

func send(w http.ResponseWriter, r *http.Request, status int, name string, body []byte) {
	w.Header().Set("Content-Type", mediaType(name))
	if status != http.StatusOK {
		w.WriteHeader(status)
		_, _ = w.Write(body)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// mediaType is fixed for what sites are made of, so that it does not depend on the machine's list.
func mediaType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".svg":
		return "image/svg+xml"
	case ".wasm":
		return "application/wasm"
	case ".txt", "":
		return "text/plain; charset=utf-8"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// withoutSite answers while no build has succeeded yet.
func withoutSite(w http.ResponseWriter, r *http.Request) {
	page := `<!doctype html><html lang="ja"><meta charset="utf-8"><title>サイトはまだありません</title>` +
		`<script type="module" src="/` + previewScript + `"></script><h1>サイトはまだありません</h1><p>下の誤りを直すと、ここに表示されます。</p>`
	send(w, r, http.StatusServiceUnavailable, "index.html", []byte(page))
}

// A message is what the preview script is told.
type message struct {
	Revision int             `json:"revision"`
	Failed   bool            `json:"failed"`
	Findings []findingInView `json:"findings,omitempty"`
}

type findingInView struct {
	Place      string `json:"place"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
	Excerpt    string `json:"excerpt,omitempty"`
}

// findingsShown is how many errors the overlay lists.
const findingsShown = 20

func (s *server) message() (message, chan struct{}) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m := message{Revision: s.revision, Failed: s.failed}
	for _, d := range s.found {
		if d.Severity == diagnostic.Error && len(m.Findings) < findingsShown {
			m.Findings = append(m.Findings, findingInView{
				Place: d.Span.String(), Message: d.Message, Suggestion: d.Suggestion,
				Excerpt: build.Excerpt(s.options.Build.Content, d.Span),
			})
		}
	}
	return m, s.changed
}

// events tells a page of every build, as server-sent events, from the one in view on.
func (s *server) events(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "streaming is not possible", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	for {
		m, changed := s.message()
		text, err := json.Marshal(m)
		if err != nil {
			return
		}
		fmt.Fprintf(w, "data: %s\n\n", text)
		flusher.Flush()
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-ctx.Done():
			return
		}
	}
}

package serve

import (
	"bytes"
	"cmp"
	"context"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// The preview's own addresses. No page can take them: files that begin with a dot are not built.
const (
	previewScript = ".shirube/preview.js"
	previewStyle  = ".shirube/preview.css"
	previewEvents = ".shirube/events"
	previewOpen   = ".shirube/open"
	previewClick  = ".shirube/click"
)

// handler routes the addresses of the preview; all others are files of the site.
func (s *server) handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /"+previewEvents, func(w http.ResponseWriter, r *http.Request) { s.events(ctx, w, r) })
	mux.HandleFunc("GET /"+previewScript, s.ownScript)
	mux.HandleFunc("GET /"+previewStyle, func(w http.ResponseWriter, r *http.Request) {
		send(w, r, http.StatusOK, previewStyle, previewCSS)
	})
	mux.HandleFunc("POST /"+previewOpen, s.open)
	mux.HandleFunc("POST /"+previewClick, s.click)
	mux.HandleFunc("GET /", s.file)
	return s.guarded(mux)
}

// bodyTime is how long the body of a request may take to arrive.
const bodyTime = 10 * time.Second

// guarded refuses requests that name another host: a page elsewhere could otherwise read the
// preview through a name that it points at this machine (DNS rebinding). It also refuses requests from pages of other
// sites, except for links that a reader follows.
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.RLock()
		allowed := s.allowed
		s.mu.RUnlock()
		for _, h := range render.HeadersFor(&allowed) {
			w.Header().Set(h[0], h[1])
		}
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Cache-Control", "no-cache") // always revalidate; 304 when unchanged
		switch {
		case !s.isOwnHost(r.Host):
			s.refuse(w, http.StatusForbidden, "この名前では開けません。http://"+s.host+"/ を開いてください。", "Not under this name. Open http://"+s.host+"/")
			return
		case isFromElsewhere(r):
			s.refuse(w, http.StatusForbidden, "ほかのサイトからは使えません。", "Not for other sites.")
			return
		case r.ContentLength != 0 && r.Method != http.MethodPost:
			w.Header().Set("Connection", "close")
			s.refuse(w, http.StatusBadRequest, "本文のある求めには答えません。", "Such a request must have no body.")
			return
		case r.ContentLength != 0:
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime))
		}
		next.ServeHTTP(w, r)
	})
}

// refuse answers that a request is not taken, and why.
func (s *server) refuse(w http.ResponseWriter, status int, ja, en string) {
	http.Error(w, diagnostic.Text{Ja: ja, En: en}.In(s.options.Lang), status)
}

// isFromElsewhere reports whether a page of another site makes a request, by Fetch Metadata.
// Following a link to a page is no such request.
func isFromElsewhere(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return true
	}
	site := r.Header.Get("Sec-Fetch-Site")
	if site == "" || site == "same-origin" || site == "none" {
		return false
	}
	isLink := r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return !isLink || strings.HasPrefix(r.URL.Path, "/.shirube/")
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
		s.withoutSite(w, r)
		return
	}
	if isOfIndex(name) {
		if o, ok, err := s.searchFile(name); ok || err != nil {
			sendMade(w, r, http.StatusOK, o, err)
			return
		}
	}
	o, status := s.find(name)
	isFolder := status == http.StatusOK && path.Base(o.Path) == "index.html" && o.Path != name
	if isFolder && name != "" && !strings.HasSuffix(r.URL.Path, "/") {
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
		return
	}
	s.answer(w, r, status, o)
}

// find returns the file at a path below the root, without slashes around it: that file, or the page of that folder, or
// else 404.html. Its bytes may have yet to be made.
func (s *server) find(name string) (o publish.Output, status int) {
	for _, candidate := range []string{strings.TrimPrefix(name+"/index.html", "/"), name} {
		if o, ok := s.memory.Stat(candidate); ok {
			return o, http.StatusOK
		}
	}
	missing, _ := s.memory.Stat("404.html")
	return missing, http.StatusNotFound
}

// answer sends a file, or 304 where the browser has it already.
func (s *server) answer(w http.ResponseWriter, r *http.Request, status int, o publish.Output) {
	key := s.keyOf(o)
	tag := strconv.Quote(key)
	w.Header().Set("ETag", tag)
	w.Header().Add("Server-Timing", "key;desc="+key)
	if status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	made, _, err := s.memory.Open(o.Path)
	sendMade(w, r, status, made, err)
}

// sendMade answers with a file that has been made, or with the error of making it.
func sendMade(w http.ResponseWriter, r *http.Request, status int, made publish.Output, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, status, cmp.Or(made.Path, "404.html"), made.Bytes)
}

// send answers with bytes; a request that succeeds may be for a range of them or for the headers only.
func send(w http.ResponseWriter, r *http.Request, status int, name string, body []byte) {
	w.Header().Set("Content-Type", mediaType(name))
	if status != http.StatusOK {
		w.WriteHeader(status)
		_, _ = w.Write(body)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// mediaType is fixed for the common types, so that it does not depend on the machine's list.
func mediaType(name string) string {
	ending := strings.ToLower(path.Ext(name))
	common := map[string]string{
		".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".txt": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8", ".json": "application/json",
		".map": "application/json", ".xml": "application/xml", ".webmanifest": "application/manifest+json",
		".svg": "image/svg+xml", ".wasm": "application/wasm",
	}
	return cmp.Or(common[ending], mime.TypeByExtension(ending), "application/octet-stream")
}

// withoutSite answers while no build has succeeded yet.
func (s *server) withoutSite(w http.ResponseWriter, r *http.Request) {
	lang := cmp.Or(s.options.Lang, "ja")
	title := diagnostic.Text{Ja: "サイトはまだありません", En: "There is no site yet"}.In(lang)
	page := `<!doctype html><html lang="` + lang + `"><meta charset="utf-8"><title>` + title + `</title>` +
		`<script type="module" src="` + s.options.scriptAddress() + `"></script><h1>` + title + `</h1><p>` +
		diagnostic.Text{Ja: "下の誤りを直すと、ここに表示されます。", En: "It is shown here once the errors below are mended."}.In(lang) + `</p>`
	send(w, r, http.StatusServiceUnavailable, "index.html", []byte(page))
}

package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/site"
)

// A message is what the script of a page receives after each build; preview/message.ts declares the same.
type message struct {
	Revision int             `json:"revision"`
	Failed   bool            `json:"failed"`             // the last build had errors
	View     string          `json:"view"`               // what is in view then: nothing, part of the site, or the site before
	Findings []findingInView `json:"findings,omitempty"` // the errors of a failed build
	Warnings int             `json:"warnings"`           // of the whole site
	Editable bool            `json:"editable"`           // this browser may open files in an editor
	Page     pageInView      `json:"page"`
}

// A pageInView describes the page at the address that a browser shows.
type pageInView struct {
	Key      string            `json:"key"`             // changes with the page at this address
	File     string            `json:"file,omitempty"`  // below the content folder; empty for generated pages
	State    site.State        `json:"state,omitempty"` // draft, future or expired
	Warnings []findingInView   `json:"warnings,omitempty"`
	Missing  bool              `json:"missing,omitempty"` // there is no page at this address
	Gone     string            `json:"gone,omitempty"`    // the file of the page that was here
	MovedTo  string            `json:"movedTo,omitempty"` // address of the page that replaced it
	Near     string            `json:"near,omitempty"`    // address of the page above a missing one
	Styles   map[string]string `json:"styles"`            // digests of the site's style sheets, by path
	Scripts  string            `json:"scripts"`           // digest of the site's scripts
	Modules  string            `json:"modules"`           // digest of the calculators' modules
}

// A findingInView is a finding as the browser shows it.
type findingInView struct {
	Place      string `json:"place"`
	File       string `json:"file"`
	Line       int    `json:"line,omitempty"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
	Excerpt    string `json:"excerpt,omitempty"`
}

const (
	// findingsShown is how many findings the browser lists.
	findingsShown = 20
	// longestAddress is how long the address of a page may be.
	longestAddress = 4096
	// restTime is how long a stream may be silent before a proxy closes it.
	restTime = 25 * time.Second
)

// message returns what the page at an address receives now, and what is closed when that changes.
func (s *server) message(address string) (message, chan struct{}) {
	s.mu.RLock()
	m := message{Revision: s.revision, Failed: s.failed, Warnings: s.found.Count(diagnostic.Warning)}
	shown, changed, isEmpty := s.shown, s.changed, s.memory.IsEmpty()
	if !isEmpty {
		m.Page = s.page(address)
	}
	m.View = s.view(isEmpty)
	s.mu.RUnlock()
	if m.Failed {
		m.Findings = shown.errors()
	}
	if m.Page.File != "" {
		m.Page.Warnings = shown.warnings(m.Page.File)
	}
	return m, changed
}

// view says what is in view after a build with errors.
func (s *server) view(isEmpty bool) string {
	switch {
	case isEmpty:
		return "nothing"
	case s.complete:
		return "before"
	}
	return "part"
}

// shownFindings are the findings of one build as browsers show them. Excerpts are made once, on first use, without
// holding the lock of the server.
type shownFindings struct {
	errors   func() []findingInView
	warnings func(file string) []findingInView
}

// newShownFindings sorts findings by file, findingsShown of each at most: a browser need not list more than an editor
// mends in one go.
func (o Options) newShownFindings(found diagnostic.List) *shownFindings {
	byFile := make(map[string]diagnostic.List)
	var errors diagnostic.List
	for _, d := range found {
		switch {
		case d.Severity == diagnostic.Error && len(errors) < findingsShown:
			errors = append(errors, d)
		case d.Severity == diagnostic.Warning && len(byFile[d.Span.Path]) < findingsShown:
			byFile[d.Span.Path] = append(byFile[d.Span.Path], d)
		}
	}
	shown := make(map[string]func() []findingInView, len(byFile))
	for file, list := range byFile {
		shown[file] = sync.OnceValue(func() []findingInView { return o.findingsInView(list) })
	}
	return &shownFindings{
		errors: sync.OnceValue(func() []findingInView { return o.findingsInView(errors) }),
		warnings: func(file string) []findingInView {
			if list := shown[file]; list != nil {
				return list()
			}
			return nil
		},
	}
}

// findingsInView puts findings into words for the browser, with excerpts of the files as they are now.
func (o Options) findingsInView(found diagnostic.List) []findingInView {
	var list []findingInView
	for _, d := range found {
		if o.Localized != nil {
			d = o.Localized(d)
		}
		list = append(list, findingInView{
			Place: d.Span.String(), File: d.Span.Path, Line: d.Span.Start.Line, Message: d.Message, Suggestion: d.Suggestion,
			Excerpt: build.Excerpt(o.Build.Content, d.Span),
		})
	}
	return list
}

// page describes the page at an address, given as a path.
func (s *server) page(address string) pageInView {
	name := strings.TrimPrefix(path.Clean("/"+address), "/")
	o, status := s.find(name)
	url := "/" + strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/") + "/"
	if url == "//" {
		url = "/"
	}
	v := pageInView{
		Key: s.keyOf(o), Missing: status != http.StatusOK,
		Styles: s.loads.ofKind(".css"), Scripts: s.loads.together(".js"), Modules: s.loads.together(".wasm"),
	}
	s.locate(&v, url)
	return v
}

// locate sets the file and state of the page at an address, or where it has moved.
func (s *server) locate(v *pageInView, url string) {
	p := s.moved.pages[url]
	if p == nil {
		if to := s.moved.movedTo(url); to != nil {
			v.MovedTo = "/" + site.EscapePath(strings.TrimPrefix(to.URL, "/"))
		}
		if v.Missing {
			v.Gone = s.moved.lost[url].file
			v.Near = "/" + site.EscapePath(strings.TrimPrefix(s.moved.near(url), "/"))
		}
		return
	}
	v.State = p.State
	if !p.Generated {
		v.File = p.Path
	}
}

// events sends a page a message after every build, as server-sent events, from the one in view on.
func (s *server) events(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "streaming is not possible", http.StatusInternalServerError)
		return
	}
	address := r.URL.Query().Get("path")
	if len(address) > longestAddress {
		s.refuse(w, http.StatusRequestURITooLong, "アドレスが長すぎます。", "The address is too long.")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	fmt.Fprint(w, "retry: 500\n\n")
	rest := time.NewTicker(restTime)
	defer rest.Stop()
	for {
		m, changed := s.message(address)
		m.Editable = isFromHere(r)
		text, err := json.Marshal(m)
		if err != nil {
			return
		}
		fmt.Fprintf(w, "data: %s\n\n", text)
		flusher.Flush()
		if !await(ctx, w, r, changed, rest.C) {
			return
		}
	}
}

// await waits for the next build; it is false where the page has been closed or the preview ends.
// Meanwhile it sends comments as heartbeats.
func await(ctx context.Context, w http.ResponseWriter, r *http.Request, changed <-chan struct{}, rest <-chan time.Time) bool {
	for {
		select {
		case <-changed:
			return true
		case <-rest:
			fmt.Fprint(w, ":\n\n")
			w.(http.Flusher).Flush()
		case <-r.Context().Done():
			return false
		case <-ctx.Done():
			return false
		}
	}
}

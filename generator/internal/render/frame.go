package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"
)

// frameKey is what the frame of a page depends on.
type frameKey struct {
	lang    string
	edition string
	current int // entry of the main navigation that the page lies below, or −1
	hasCode bool
}

// A frame is the part of a page that it shares with others, written once.
type frame struct {
	menu              []MenuItem
	head, top, bottom template.HTML
	err               error // of the templates
}

// newView returns the view of a page at a site path, with its frame.
func (r *Renderer) newView(lang, edition, path string, hasCode bool) (*PageView, error) {
	key := frameKey{lang, edition, r.currentEntry(path, edition), hasCode}
	made, ok := r.frames.Load(key)
	if !ok {
		made, _ = r.frames.LoadOrStore(key, sync.OnceValue(func() *frame { return r.writeFrame(key) }))
	}
	f := made.(func() *frame)()
	return &PageView{
		Lang: lang, Site: r.siteView(edition), Menu: f.menu, Head: f.head, Top: f.top, Bottom: f.bottom,
		strings: r.voices[lang].strings,
	}, f.err
}

func (r *Renderer) siteView(edition string) *SiteView {
	if s := r.sites[edition]; s != nil {
		return s
	}
	return r.sites[""]
}

// currentEntry returns the entry of the main navigation that leads towards path, or −1.
func (r *Renderer) currentEntry(path, edition string) int {
	for i, m := range r.in.Site.Menu {
		if url := m.In(edition).URL; strings.HasPrefix(path, url) && (url != "/" || path == "/") {
			return i
		}
	}
	return -1
}

func (r *Renderer) writeFrame(key frameKey) *frame {
	voice := r.voices[key.lang]
	view := &FrameView{Site: r.siteView(key.edition), Lang: key.lang, strings: voice.strings}
	for i, m := range r.in.Site.Menu {
		m = m.In(key.edition)
		view.Menu = append(view.Menu, MenuItem{m.NavTitle(), r.url(m.URL), i == key.current})
	}
	r.load(view, key.hasCode)
	f := &frame{menu: view.Menu}
	for _, part := range []struct {
		layout string
		into   *template.HTML
	}{{"frame-head", &f.head}, {"frame-top", &f.top}, {"frame-bottom", &f.bottom}} {
		var out bytes.Buffer
		if err := voice.layout(part.layout).Execute(&out, view); err != nil {
			f.err = err
		}
		*part.into = template.HTML(out.String())
	}
	return f
}

// load names the files that a page loads.
func (r *Renderer) load(view *FrameView, hasCode bool) {
	names := r.in.Bundle.Names
	styles := []string{"main.css"}
	if hasCode {
		styles = append(styles, "code.css")
	}
	for _, entry := range styles {
		if name := names[entry]; name != "" {
			view.Styles = append(view.Styles, r.root+name)
		}
	}
	if name := names["early.js"]; name != "" {
		view.Early = r.root + name
	}
	if name := names["main.js"]; name != "" {
		view.Scripts = append(view.Scripts, r.root+name)
	}
	view.Scripts = append(view.Scripts, r.in.Scripts...)
}

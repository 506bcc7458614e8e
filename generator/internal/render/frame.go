package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"sync"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// frameKey is what the frame of a page depends on.
type frameKey struct {
	lang    string
	edition string
	current int // entry of the main navigation that the page is below, or −1
	features
}

// features are the parts of a body that need files of their own.
type features struct{ code, calculator, chart, questions, saved, book, search, home, list bool }

func (r *Renderer) featuresOf(p *site.Page) features {
	layout := layoutOf(p)
	f := features{code: r.in.Site.HasCode(p), home: layout == "home", list: layout == "figures" || layout == "sources"}
	for _, e := range p.Embeds {
		f.calculator = f.calculator || e.Calculator != nil
		f.chart = f.chart || e.Chart != nil
	}
	for _, e := range p.Summary.Embeds {
		f.questions = f.questions || e.Kind == markdown.QuestionsEmbed
	}
	return f
}

// A frame is the part of a page that it shares with others.
type frame struct {
	digest Key
	view   FrameView
	write  func() *writtenFrame // once
}

type writtenFrame struct {
	head, top, bottom template.HTML
	err               error // of the templates
}

// frame returns the frame of a page at a site path.
func (r *Renderer) frame(lang, edition, path string, f features) *frame {
	key := frameKey{lang, edition, r.currentEntry(path, edition), f}
	made, ok := r.frames.Load(key)
	if !ok {
		made, _ = r.frames.LoadOrStore(key, sync.OnceValue(func() *frame { return r.newFrame(key) }))
	}
	return made.(func() *frame)()
}

func (r *Renderer) newFrame(key frameKey) *frame {
	voice := r.shared.theme.in(r.Voice(key.lang, key.edition))
	f := &frame{view: FrameView{Site: r.siteView(key.edition), Lang: key.lang}}
	for i, m := range r.in.Site.Menu {
		m = m.In(key.edition)
		if isUnreadable(key, m) {
			continue
		}
		f.view.Menu = append(f.view.Menu, MenuItem{r.navTitle(nil, m), r.shared.url(m.URL), OtherThan(key.lang, m.Lang), i == key.current})
	}
	r.load(&f.view, key.features, voice)
	f.digest = digestOf(&f.view)
	f.view.Localizer = voice.Localizer
	f.write = sync.OnceValue(func() *writtenFrame { return writeFrame(&f.view, voice) })
	return f
}

// isUnreadable reports whether an entry of the main navigation is missing in an edition and would lead its readers to a language
// that they may not read. The links to the other editions lead there.
func isUnreadable(key frameKey, entry *site.Page) bool {
	language := func(tag string) string { base, _, _ := strings.Cut(strings.ToLower(tag), "-"); return base }
	return key.edition != "" && entry.Edition != key.edition && language(entry.Lang) != language(key.lang)
}

func (r *Renderer) siteView(edition string) *SiteView {
	if s := r.sites[edition]; s != nil {
		return s
	}
	if s := r.sites[""]; s != nil {
		return s
	}
	return r.newSiteView("", r.in.Site.Home) // all pages are of other editions, but for those that the build makes
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

func writeFrame(view *FrameView, voice *localTheme) *writtenFrame {
	f := &writtenFrame{}
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

// OtherThan returns lang where it is another language than the page's.
func OtherThan(page, lang string) string {
	if lang == page {
		return ""
	}
	return lang
}

// load names the files that a page loads.
func (r *Renderer) load(view *FrameView, f features, voice *localTheme) {
	styles, scripts := []string{"main.css"}, []string{"main.js"}
	if f.code {
		styles = append(styles, "code.css")
	}
	if f.calculator {
		styles, scripts = append(styles, "calculator.css"), append(scripts, "calculator.js")
	}
	if f.questions {
		scripts = append(scripts, "ask.js")
	}
	if f.home {
		styles = append([]string{"home.css"}, styles...)
	}
	if f.search {
		styles, scripts = append(styles, "search.css"), append(scripts, "search.js")
	}
	if f.chart {
		scripts = append(scripts, "chart.js")
	}
	if f.list {
		scripts = append(scripts, "filter.js")
	}
	if f.saved {
		scripts = append(scripts, "offline.js")
	}
	if f.book {
		styles = append(styles, "book.css")
	}
	view.NoField = f.search || f.book
	view.Styles, view.Scripts = r.bundled(styles), slices.Concat(r.in.Scripts, r.bundled(scripts))
	if f.calculator && !f.questions {
		scripts = append(scripts, "ask.js") // comes with what calculates, for which the page has the words
	}
	view.Words = voice.scriptWords(scripts)
	view.NotesScript = r.bundledOne("notes.js")
	if r.in.Site.Settings.Furigana && strings.HasPrefix(view.Lang, "ja") {
		view.ReadingsScript = r.bundledOne("readings.js")
	}
	view.Early, view.SearchScript = r.bundledOne("early.js"), r.bundledOne("search.js")
}

// bundled returns the addresses of those entries that the bundle has.
func (r *Renderer) bundled(entries []string) []string {
	var addresses []string
	for _, entry := range entries {
		if name := r.in.Bundle.Names[entry]; name != "" {
			addresses = append(addresses, r.shared.root+name)
		}
	}
	return addresses
}

// bundledOne returns the address of an entry; empty where the bundle lacks it.
func (r *Renderer) bundledOne(entry string) string {
	return strings.Join(r.bundled([]string{entry}), "")
}

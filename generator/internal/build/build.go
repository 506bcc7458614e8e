// Package build runs the phases of a build: read, parse, link, render, publish. It alone knows all
// the stages; they know nothing of each other's work. A build either publishes everything or
// leaves what was published before as it was.
package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"shirube/calculator/browser"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/check"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// Options say what to build. Content is required; the zero value of the rest is a build of what is
// published today, with the built-in defaults.
type Options struct {
	Content string // the content folder
	Theme   fs.FS
	Out     string // output folder, left out when it lies in the content folder; may be empty
	BaseURL string // instead of site.yaml's
	Today   content.Date
	Drafts  bool
	Preview bool     // publish everything, marked
	Scripts []string // further module scripts for every page
	// Progress is told what is being done, from one goroutine at a time; it may be nil. Total is 0
	// where it is not known.
	Progress func(phase Phase, done, total int)
}

// A Phase is a part of a build.
type Phase string

// The phases in order.
const (
	Reading    Phase = "読み込み"
	Linking    Phase = "つなぎ合わせ"
	Rendering  Phase = "書き出し"
	Publishing Phase = "公開"
)

// A Summary says what a build did.
type Summary struct {
	Pages     int
	Files     int // published files, pages among them
	Written   int // files that were new or different
	Removed   int
	Duration  time.Duration
	Site      *site.Site
	Documents []*markdown.Document
}

// A Builder builds one site again and again, and keeps what it parsed between builds. Its methods
// must not be called concurrently.
type Builder struct {
	options  Options
	parsed   map[string]parsed         // by path
	pictures map[string]assets.Picture // by hash and name
	dialect  dialect
	calc     compiled
	furigana furigana
}

// A dialect is what parsing depends on beside the file itself.
type dialect struct {
	markdown markdown.Options
	lang     string
	editions string
}

type parsed struct {
	doc   *markdown.Document
	found diagnostic.List
}

// New returns a builder.
func New(o Options) *Builder {
	return &Builder{options: o, parsed: make(map[string]parsed), pictures: make(map[string]assets.Picture)}
}

// An Output is a file to publish. Path is slash-separated, below the output folder.
type Output struct {
	Path   string
	Bytes  []byte
	Source string // the content file it was made from; empty for those the build makes
}

// A Target receives the files of a build. Put may be called concurrently and keeps no reference to
// the bytes. Nothing that was put is published before Commit; Abort drops it.
type Target interface {
	Put(Output) error
	Commit() (written, removed int, err error)
	Abort()
}

// Check reads, parses and links the site without rendering it, and runs the editors' checks.
func (b *Builder) Check(ctx context.Context) (*site.Site, diagnostic.List) {
	w := &work{Builder: b, ctx: ctx, checking: true}
	defer w.close()
	w.read()
	w.link()
	w.report(check.Site(w.site)...)
	return w.site, w.found.Sort()
}

// Build builds the site into target. When the list has errors, nothing was published.
func (b *Builder) Build(ctx context.Context, target Target) (Summary, diagnostic.List) {
	start := time.Now()
	w := &work{Builder: b, ctx: ctx, target: target, taken: make(map[string]string)}
	defer w.close()
	for _, phase := range []func(){w.read, w.link, w.prepare} {
		phase()
		// Linking still runs after errors in reading, so that one run tells everything.
		if w.site != nil && (ctx.Err() != nil || w.found.HasErrors()) {
			target.Abort()
			return Summary{}, w.found.Sort()
		}
	}
	w.render()
	if w.found.HasErrors() || ctx.Err() != nil {
		target.Abort()
		return Summary{}, w.found.Sort()
	}
	b.progress(Publishing, 0, 0)
	written, removed, err := target.Commit()
	if err != nil {
		w.found = append(w.found, outputError(err))
	}
	return Summary{
		Pages: len(w.site.Pages), Files: len(w.taken), Written: written, Removed: removed,
		Duration: time.Since(start), Site: w.site,
	}, w.found.Sort()
}

func (b *Builder) progress(phase Phase, done, total int) {
	if b.options.Progress != nil {
		b.options.Progress(phase, done, total)
	}
}

// work is one run of a builder.
type work struct {
	*Builder
	ctx      context.Context
	checking bool
	target   Target
	folder   *content.Folder
	settings content.Site
	sources  []content.Source
	own      ownReadings
	entries  []content.Entry // all but pages
	docs     []*markdown.Document
	theme    *render.Theme
	site     *site.Site
	shown    map[string]assets.Picture
	bundle   assets.Bundle
	beside   sync.WaitGroup // bundling and compiling, which run while pages are parsed
	mu       sync.Mutex
	found    diagnostic.List
	taken    map[string]string // output path in small letters → what it is made from
}

func (w *work) close() {
	w.beside.Wait()
	if w.folder != nil {
		w.folder.Close()
	}
}

func (w *work) report(found ...diagnostic.Diagnostic) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, found...)
}

// link brings the pages together.
func (w *work) link() {
	w.beside.Wait()
	w.progress(Linking, 0, 0)
	linked, found := site.Link(site.Input{
		Settings: w.settings, Sources: w.sources, Documents: w.docs, Files: w.entries, Calc: w.calc.set,
		Today: w.options.Today, Drafts: w.options.Drafts, Preview: w.options.Preview,
	})
	w.site = linked
	w.report(found...)
}

// bundleTheme begins to bundle the theme's assets, which takes about as long as reading a few
// hundred pages.
func (w *work) bundleTheme() {
	root := "/"
	if base, err := parseBase(w.settings.BaseURL); err == nil {
		root = base
	}
	w.beside.Go(func() {
		options := assets.BundleOptions{SourceMaps: w.options.Preview, Root: root}
		bundle, found := assets.BundleTheme(w.options.Theme, options)
		if w.hasCalc() {
			scripts, more := assets.BundleScripts(browser.Scripts, options)
			bundle, found = bundle.With(scripts), append(found, more...)
		}
		w.bundle = bundle
		w.report(found...)
	})
}

// prepare reads the pictures that pages show.
func (w *work) prepare() {
	w.shown = make(map[string]assets.Picture)
	for _, name := range w.site.Pictures {
		if picture, ok := w.picture(name); ok {
			w.shown[name] = picture
		}
	}
}

func (w *work) picture(name string) (assets.Picture, bool) {
	file, err := w.folder.Read(content.Entry{Path: name, Kind: content.Image})
	if err != nil {
		w.report(unreadable(name, err))
		return assets.Picture{}, false
	}
	key := string(file.Hash[:]) + name
	if picture, ok := w.pictures[key]; ok {
		return picture, true
	}
	picture, err := assets.NewPicture(name, file.Bytes)
	if err != nil {
		w.report(diagnostic.Diagnostic{
			Code: "image-broken", Span: diagnostic.InFile(name),
			Message: err.Error() + "。", Suggestion: "画像を書き出し直して、置き換えてください。",
		})
		return picture, false
	}
	w.pictures[key] = picture
	return picture, true
}

// render writes every page and what stands beside them to the target.
func (w *work) render() {
	renderer := render.New(render.Input{
		Theme: w.theme, Site: w.site, Bundle: w.bundle, Pictures: w.shown, Today: w.options.Today,
		Preview: w.options.Preview, Scripts: w.options.Scripts,
	})
	pages := w.site.Pages
	var beside sync.WaitGroup
	beside.Go(func() { w.putFiles(renderer) })
	defer beside.Wait()
	w.each(len(pages), Rendering, func() func(int) {
		var scratch render.Scratch
		var read []byte
		return func(i int) {
			p := pages[i]
			html, err := renderer.Page(p, &scratch)
			if err != nil {
				w.report(render.TemplateError(err))
				return
			}
			w.putPage(Output{Path: p.Output, Bytes: html, Source: p.Path}, p.Lang, p.Edition, &read)
		}
	})
}

// putFiles hands over everything that is no page.
func (w *work) putFiles(renderer *render.Renderer) {
	for _, f := range append(w.bundle.Files, renderer.Modules()...) {
		w.put(Output{Path: f.Output, Bytes: f.Bytes})
	}
	for _, name := range w.site.Pictures {
		for _, f := range w.shown[name].Files {
			w.putOnce(Output{Path: f.Output, Bytes: f.Bytes, Source: name})
		}
	}
	static, err := assets.StaticFiles(w.options.Theme)
	if err != nil {
		w.report(unreadable("static", err))
	}
	for _, f := range static {
		w.put(Output{Path: f.Output, Bytes: f.Bytes})
	}
	for _, name := range w.site.Files {
		file, err := w.folder.Read(content.Entry{Path: name})
		if err != nil {
			w.report(unreadable(name, err))
			continue
		}
		w.put(Output{Path: name, Bytes: assets.WithoutMetadata(name, file.Bytes), Source: name})
	}
	extras, found := renderer.Extras()
	w.report(found...)
	for _, f := range extras {
		o := Output{Path: f.Output, Bytes: f.Bytes}
		if strings.HasSuffix(f.Output, "/index.html") {
			w.putPage(o, w.settings.Lang, "", new([]byte))
			continue
		}
		w.put(o)
	}
}

// put hands a file to the target, unless another file has its path.
func (w *work) put(o Output) {
	key := foldCase(o.Path)
	w.mu.Lock()
	first, twice := w.taken[key]
	if !twice {
		w.taken[key] = sourceOr(o)
	}
	w.mu.Unlock()
	if twice {
		w.report(diagnostic.Diagnostic{
			Code: "url-twice", Span: diagnostic.InFile(sourceOr(o)),
			Message:    "「" + first + "」と同じ住所 /" + o.Path + " に書き出されます。",
			Suggestion: "どちらかの名前を変えてください（大文字と小文字の違いだけでは分けられません）。",
		})
		return
	}
	if err := w.target.Put(o); err != nil {
		w.report(outputError(err))
	}
}

// putOnce is put for hashed files, which several pictures may share.
func (w *work) putOnce(o Output) {
	w.mu.Lock()
	_, taken := w.taken[foldCase(o.Path)]
	w.mu.Unlock()
	if !taken {
		w.put(o)
	}
}

func sourceOr(o Output) string {
	if o.Source != "" {
		return o.Source
	}
	return o.Path
}

// skipped returns the output folder where it lies in the content folder.
func (w *work) skipped() []fs.FileInfo {
	if w.options.Out == "" {
		return nil
	}
	info, err := os.Stat(w.options.Out)
	if err != nil {
		return nil
	}
	return []fs.FileInfo{info}
}

// sameFolder reports whether two paths name one folder.
func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	return errX != nil && errY != nil && filepath.Clean(a) == filepath.Clean(b)
}

func unreadable(name string, err error) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code: "unreadable", Span: diagnostic.InFile(name),
		Message: "ファイルを読めません（" + cause(err) + "）。", Suggestion: "ファイルがあるか、読み取りの権限があるかを確かめてください。",
	}
}

// cause returns what the system says of a failed file operation, without the path.
func cause(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

// SetToday changes the day for the next build.
func (b *Builder) SetToday(day content.Date) { b.options.Today = day }

// Excerpt returns the line of a content file that span begins on, with a mark below it; empty where
// there is none.
func Excerpt(contentDir string, span diagnostic.Span) string {
	source, err := os.ReadFile(filepath.Join(contentDir, filepath.FromSlash(span.Path)))
	if err != nil {
		return ""
	}
	return diagnostic.Excerpt(source, span)
}

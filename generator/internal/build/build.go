// Package build runs the phases of a build: read, parse, link, plan, write. It alone knows all the stages. A build
// either publishes everything or leaves what was published before as it was.
package build

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/highlight"
	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// Options say what to build. Content is required; the zero value of the rest is a build of what is
// published today, with the built-in defaults.
type Options struct {
	Content string // the content folder
	Theme   fs.FS
	// OpenTheme returns the theme that site.yaml names, in place of Theme; nil where Theme is that of every site.
	OpenTheme func(name string) (fs.FS, error)

	Out     string // output folder, left out when it lies in the content folder; may be empty
	BaseURL string // instead of site.yaml's
	Today   content.Date
	Drafts  bool
	Preview bool     // publish everything, marked
	Scripts []string // further module scripts for every page, before the theme's
	// Cache is the folder for what is expensive to compute and valid in later runs, see Builder.Save. It need
	// not exist, and need not be writable. If it is empty, nothing is kept.
	Cache string
	// Progress receives how far the build is, from one goroutine at a time; it may be nil. Total is 0
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
	Pages    int
	Files    int // published files, pages among them
	Written  int // files that were new or different
	Removed  int
	Partial  bool     // an error in the middle of publishing left some files old and some new
	Changed  []string // output paths of the pages and files that were made
	Duration time.Duration
	Site     *site.Site
}

// A Builder builds one site repeatedly, and keeps what it read and computed between builds. Its methods must not
// be called concurrently.
type Builder struct {
	options      Options
	folder       *snapshot
	cache        *cache
	themeVersion uint64 // changes whenever the theme may have changed
	highlighter  *highlight.Highlighter
	scaler       *images.Scaler
	built        *built // the last build that wrote its pages
	partly       bool   // see PublishPartly
}

// New returns a builder.
func New(o Options) *Builder {
	b := &Builder{options: o, cache: newCache(), highlighter: newHighlighter(o), scaler: newScaler(o)}
	b.folder = newSnapshot(b.cache.next)
	return b
}

// newHighlighter returns the highlighter of a builder's code blocks.
func newHighlighter(o Options) *highlight.Highlighter {
	if o.Cache == "" {
		return highlight.New("")
	}
	return highlight.New(filepath.Join(o.Cache, "highlight"))
}

// Save writes to the folder Options.Cache what later runs need not compute again. It does nothing where there is
// nothing new, and may be called while the builder is at work.
func (b *Builder) Save() { b.highlighter.Save() }

// Close saves and releases the folder Options.Cache.
func (b *Builder) Close() {
	b.highlighter.Close()
	b.scaler.Trim()
}

// SetToday changes the day for the next build.
func (b *Builder) SetToday(day content.Date) { b.options.Today = day }

// PublishPartly has the next builds publish what can be made although there are errors elsewhere, or ends that.
func (b *Builder) PublishPartly(partly bool) { b.partly = partly }

// Build builds the site into target. When the list has errors, nothing was published.
func (b *Builder) Build(ctx context.Context, target publish.Target) (Summary, diagnostic.List) {
	return b.build(b.newRun(ctx, Changes{All: true}), target)
}

// Rebuild builds the site into a target of this builder's earlier builds. It reads only what changes name, and makes only
// what the target lacks; the outcome is that of Build.
func (b *Builder) Rebuild(ctx context.Context, target publish.Target, changes Changes) (Summary, diagnostic.List) {
	r := b.newRun(ctx, changes)
	r.incremental = true
	return b.build(r, target)
}

func (b *Builder) build(r *run, target publish.Target) (Summary, diagnostic.List) {
	start := time.Now()
	defer r.close()
	made := r.make(target)
	if r.ctx.Err() != nil { // what steps that were cut short report is not true of the site
		target.Abort()
		return Summary{}, nil
	}
	if made == nil || r.hasErrors() && !b.partly {
		target.Abort()
		return Summary{}, r.findings()
	}
	r.progress(Publishing, 0, 0)
	written, removed, err := target.Commit()
	if err != nil {
		r.report(failedOutput(err))
	}
	if b.built == nil || b.built.listing != made.listing {
		b.cache.sweep()
		b.folder.forgetGone()
	}
	b.built = made
	return Summary{
		Pages: len(made.site.Pages), Files: made.files, Written: written, Removed: removed, Changed: r.changed,
		Duration: time.Since(start), Site: made.site, Partial: errors.Is(err, publish.ErrPartial),
	}, r.findings()
}

// make runs all phases but publishing; nil means that there is nothing to build from. It goes on after errors, so that
// one run reports those of every phase.
func (r *run) make(target publish.Target) *built {
	in := r.read()
	if in == nil {
		return nil
	}
	return r.finish(in, r.link(in), target)
}

// finish plans and writes a linked site, unless its theme is broken: errors of that would hide all others.
func (r *run) finish(in *inputs, l *linked, target publish.Target) *built {
	isOfTheme := func(d diagnostic.Diagnostic) bool {
		return d.Severity == diagnostic.Error && strings.HasPrefix(d.Code, "theme-")
	}
	if r.ctx.Err() != nil || slices.ContainsFunc(r.found, isOfTheme) {
		return nil
	}
	return r.write(r.plan(in, l), target)
}

// A run is one build: what its phases share.
type run struct {
	ctx          context.Context
	options      Options
	folder       *snapshot
	cache        *cache
	themeVersion uint64
	highlighter  *highlight.Highlighter
	scaler       *images.Scaler
	incremental  bool // outcomes of pages are kept for later builds
	checking     bool // pages are parsed with their prose, and published nowhere
	studying     bool // no page is written, so that neither scripts nor readings are needed
	changes      Changes
	beside       sync.WaitGroup // steps that run while pages are parsed

	mu      sync.Mutex
	found   diagnostic.List
	changed []string // outputs that were made
}

func (b *Builder) newRun(ctx context.Context, changes Changes) *run {
	if changes.All || changes.Theme {
		b.themeVersion = b.cache.next()
	}
	b.cache.begin()
	return &run{
		ctx: ctx, options: b.options, folder: b.folder, cache: b.cache, themeVersion: b.themeVersion,
		highlighter: b.highlighter, scaler: b.scaler, changes: changes,
	}
}

func (r *run) close() {
	r.beside.Wait()
	r.folder.close()
}

func (r *run) progress(phase Phase, done, total int) {
	if r.options.Progress != nil {
		r.options.Progress(phase, done, total)
	}
}

func (r *run) report(found ...diagnostic.Diagnostic) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.found = append(r.found, found...)
}

// reportAll reports many lists.
func (r *run) reportAll(lists []diagnostic.List) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, found := range lists {
		n += len(found)
	}
	r.found = slices.Grow(r.found, n)
	for _, found := range lists {
		r.found = append(r.found, found...)
	}
}

func (r *run) hasErrors() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.found.HasErrors()
}

// step returns the outcome of a step that depends on key, and reports what it found.
func step[K comparable, V any](r *run, s slot, key K, make func() (V, diagnostic.List)) V {
	value, found := cached(r.cache, s, key, make)
	r.report(found...)
	return value
}

// start runs work concurrently, and returns a function that waits for its outcome.
func start[V any](r *run, work func() V) (wait func() V) {
	var value V
	done := make(chan struct{})
	r.beside.Go(func() {
		defer close(done)
		value = work()
	})
	return func() V {
		<-done
		return value
	}
}

// each runs work for 0 … n−1 on all processors. newWorker is called once for each. One worker takes consecutive
// numbers: what pages of a section have in common is made once, and other workers would wait for it.
func (r *run) each(n int, phase Phase, newWorker func() func(int)) {
	share := max(1, min(32, n/(8*runtime.GOMAXPROCS(0))))
	var next, done atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			work := newWorker()
			for end := 0; end < n; {
				end = int(next.Add(int64(share)))
				for i := end - share; i < min(end, n) && r.ctx.Err() == nil; i++ {
					work(i)
					if d := done.Add(1); d%64 == 0 || int(d) == n {
						mu.Lock()
						r.progress(phase, int(d), n)
						mu.Unlock()
					}
				}
			}
		})
	}
	wg.Wait()
}

func unreadable(name string, err error) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code: "unreadable", Span: diagnostic.InFile(name),
		Message: "ファイルを読めません（" + publish.Cause(err) + "）。", Suggestion: "ファイルがあるか、読み取りの権限があるかを確かめてください。",
	}
}

// Excerpt returns the line of a content file that span begins on, with a mark below it; empty where
// there is none. It follows no link out of the content folder.
func Excerpt(contentDir string, span diagnostic.Span) string {
	folder, err := content.Open(contentDir)
	if err != nil {
		return ""
	}
	defer folder.Close()
	file, err := folder.Read(content.Entry{Path: span.Path})
	if err != nil {
		return ""
	}
	return diagnostic.Excerpt(file.Bytes, span)
}

// Package build runs the phases of a build: read, parse, link, render, publish. It alone knows all
// the stages; they know nothing of each other's work. A build either publishes everything or
// leaves what was published before as it was.
package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/highlight"
	"shirube/generator/internal/images"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/publish"
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
	Scripts []string // further module scripts for every page, before the theme's
	// Cache is the folder in which things that take long to find out are kept for later runs, see
	// Builder.Save; it need not exist, and need not be writable. Empty, nothing is kept.
	Cache string
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
	Pages    int
	Files    int // published files, pages among them
	Written  int // files that were new or different
	Removed  int
	Changed  []string // output paths of the pages and files that were made
	Duration time.Duration
	Site     *site.Site
}

// A Builder builds one site again and again, and keeps what it read and worked out between builds.
// Its methods must not be called concurrently.
type Builder struct {
	options     Options
	listing     listing
	files       map[string]content.File // those that configure the site, and .calc files
	parsed      map[string]parsed       // by path
	dialect     dialect
	pictures    map[string]knownPicture // by path
	fileKeys    map[string]uint64       // of files that are published as they are, by path
	calc        compiled
	furigana    annotation
	linked      linked
	plan        *plan
	themeSerial int    // grows whenever the theme may have changed
	serial      uint64 // the last that was given to anything
	memos       memos
	highlighter *highlight.Highlighter
}

// memos are the outcomes of the smaller stages.
type memos struct {
	settings    memo[[sha256.Size]byte, content.Site]
	sources     memo[[sha256.Size]byte, []content.Source]
	readings    memo[[sha256.Size]byte, content.Readings]
	synonyms    memo[[sha256.Size]byte, [][]string]
	theme       memo[themeKey, *render.Theme]
	static      memo[int, []publish.Output]
	install     memo[installKey, []publish.Output]
	themeFiles  memo[int, map[string][sha256.Size]byte]
	styles      memo[bundleKey, assets.Bundle]
	scripts     memo[bundleKey, assets.Bundle]
	calculators memo[bundleKey, assets.Bundle]
	claims      memo[claimKey, int]
}

// New returns a builder.
func New(o Options) *Builder {
	return &Builder{
		options: o, files: make(map[string]content.File), parsed: make(map[string]parsed),
		pictures: make(map[string]knownPicture), fileKeys: make(map[string]uint64),
		highlighter: newHighlighter(o),
	}
}

// Build builds the site into target. When the list has errors, nothing was published.
func (b *Builder) Build(ctx context.Context, target publish.Target) (Summary, diagnostic.List) {
	return b.run(ctx, &buildRun{target: target, changes: Changes{All: true}})
}

// Rebuild builds the site into a target that has been built into by this builder. It reads what
// changes name, and makes what the target does not have as it is now; what comes out is what Build
// would make.
func (b *Builder) Rebuild(ctx context.Context, target publish.Target, changes Changes) (Summary, diagnostic.List) {
	return b.run(ctx, &buildRun{target: target, changes: changes, incremental: true})
}

func (b *Builder) run(ctx context.Context, w *buildRun) (Summary, diagnostic.List) {
	start := time.Now()
	w.Builder, w.ctx = b, ctx
	defer w.close()
	if w.changes.All || w.changes.Theme {
		b.themeSerial++
	}
	for _, phase := range []func(){w.readAll, w.link, w.makePlan, w.write} {
		phase()
		// Linking still runs after errors in reading, so that one run tells everything.
		if w.site != nil && (ctx.Err() != nil || w.hasErrors()) {
			w.target.Abort()
			return Summary{}, w.found.Sort()
		}
	}
	b.progress(Publishing, 0, 0)
	written, removed, err := w.target.Commit()
	if err != nil {
		w.report(failedOutput(err))
	}
	return Summary{
		Pages: len(w.site.Pages), Files: w.count, Written: written, Removed: removed, Changed: w.changed,
		Duration: time.Since(start), Site: w.site,
	}, w.found.Sort()
}

func (b *Builder) progress(phase Phase, done, total int) {
	if b.options.Progress != nil {
		b.options.Progress(phase, done, total)
	}
}

// buildRun is one run of a builder.
type buildRun struct {
	*Builder
	ctx         context.Context
	checking    bool
	incremental bool // what has not changed is kept
	changes     Changes
	target      publish.Target

	folder     *content.Folder
	configured configured
	settings   content.Site
	sources    []content.Source
	own        ownReadings
	pages      []content.Entry
	entries    []content.Entry // all but pages and what configures the site
	docs       []*markdown.Document
	theme      *render.Theme
	static     []publish.Output
	site       *site.Site
	shown      map[string]images.Picture
	bundled    assets.Bundle
	kept       *manifestTarget // nil for sites that devices do not keep, and in a preview
	beside     sync.WaitGroup  // bundling and compiling, which run while pages are parsed

	mu      sync.Mutex
	found   diagnostic.List
	changed []string
	count   int // files that are published
}

func (w *buildRun) close() {
	w.beside.Wait()
	if w.folder != nil {
		w.folder.Close()
	}
}

func (w *buildRun) report(found ...diagnostic.Diagnostic) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, found...)
}

func (w *buildRun) hasErrors() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.found.HasErrors()
}

// skipped returns the output folder where it lies in the content folder.
func (w *buildRun) skipped() []fs.FileInfo {
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

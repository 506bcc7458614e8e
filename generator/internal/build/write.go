package build

import (
	"encoding/binary"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/book"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// write hands every file of the site to the target, and makes the pages that it does not have yet.
func (w *buildRun) write() {
	w.keepOffline()
	files, pages := w.fileOutputs(), make([]*pageSource, len(w.plan.pages))
	for i := range w.plan.pages {
		pages[i] = w.sourceOf(&w.plan.pages[i])
	}
	w.report(book.Check(w.plan.renderer)...)
	if w.claimPaths(files, pages); w.hasErrors() {
		return
	}
	for _, o := range files {
		w.put(o)
	}
	var open []*pageSource // those that the target does not have as they are now
	for _, s := range pages {
		switch {
		case w.keepAll(s.outputs):
		case s.book != nil && w.incremental:
			w.promise(s)
		default:
			open = append(open, s)
		}
	}
	index := w.newIndex()
	w.each(len(open), Rendering, func() func(int) {
		worker := pageWriter{index: index.worker()}
		return func(i int) { w.putPage(open[i], &worker) }
	})
	w.putIndex(index)
}

// keepAll reports whether the target has all outputs of a page.
func (w *buildRun) keepAll(outputs []publish.Output) bool {
	for _, o := range outputs {
		if !w.target.Keep(o) {
			return false
		}
	}
	return true
}

// put hands a file to the target, unless it has it.
func (w *buildRun) put(o publish.Output) {
	if w.target.Keep(o) {
		return
	}
	w.noteChange(o)
	if err := w.target.Put(o); err != nil {
		w.report(failedOutput(err))
	}
}

// putPage makes a page and hands it over.
func (w *buildRun) putPage(s *pageSource, worker *pageWriter) {
	page, readings, unread, err := s.write(worker)
	if err != nil {
		w.report(render.TemplateError(err))
		return
	}
	worker.index.add(s.page, page)
	for i, made := range [][]byte{page, readings}[:len(s.outputs)] {
		o := s.outputs[i]
		o.Bytes = made
		if i == 0 {
			w.noteChange(o)
		}
		if err := w.target.Put(o); err != nil {
			w.report(failedOutput(err))
		}
	}
	for _, p := range unread {
		w.reportUnread(p, sourceOr(s.outputs[0]))
	}
}

// noteChange notes that a file is not the one of the last build.
func (w *buildRun) noteChange(o publish.Output) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.changed = append(w.changed, o.Path)
}

// fileOutputs returns everything that is no page.
func (w *buildRun) fileOutputs() []publish.Output {
	var files []publish.Output
	for _, f := range slices.Concat(w.bundled.Files, w.static, w.plan.renderer.Modules()) {
		files = append(files, publish.Output{Path: f.Path, Bytes: f.Bytes})
	}
	shared := make(map[string]bool) // pictures may have hashed files in common
	for _, name := range slices.Sorted(maps.Keys(w.shown)) {
		for _, f := range w.shown[name].Files {
			if !shared[f.Path] {
				files = append(files, publish.Output{Path: f.Path, Bytes: f.Bytes, Source: name})
			}
			shared[f.Path] = true
		}
	}
	for _, name := range w.site.Files {
		files = append(files, w.contentFile(name))
	}
	for _, f := range w.plan.renderer.Files() {
		files = append(files, publish.Output{Path: f.Output, Key: w.plan.serial, Make: func() ([]byte, error) { return f.Make(), nil }})
	}
	return append(files, w.offlineOutputs()...)
}

// contentFile returns a file of the content folder that is published as it is.
func (w *buildRun) contentFile(name string) publish.Output {
	dir := w.options.Content
	o := publish.Output{Path: name, Source: name, Make: func() ([]byte, error) { return readPublished(dir, name) }}
	if w.incremental {
		o.Key = w.fileKey(name)
	}
	return o
}

func isDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// fileKey returns what tells a file's bytes from others that it had. It reports drawings that must not be
// published.
func (w *buildRun) fileKey(name string) uint64 {
	if known, ok := w.fileKeys[name]; ok {
		return known
	}
	file, err := w.folder.Read(content.Entry{Path: name})
	if err != nil {
		w.report(unreadable(name, err))
		return 0
	}
	if isDrawing(name) {
		if err := images.CheckDrawing(file.Bytes); err != nil {
			w.report(brokenImage(name, err))
			return 0
		}
	}
	hash := file.Hash()
	w.fileKeys[name] = binary.NativeEndian.Uint64(hash[:])
	return w.fileKeys[name]
}

func readPublished(dir, name string) ([]byte, error) {
	folder, err := content.Open(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	file, err := folder.Read(content.Entry{Path: name})
	if err != nil {
		return nil, &sourceError{name, err}
	}
	return images.WithoutMetadata(name, file.Bytes), nil
}

// A sourceError says that a content file cannot be read any more.
type sourceError struct {
	name string
	err  error
}

func (e *sourceError) Error() string { return e.name + ": " + e.err.Error() }

func (e *sourceError) Unwrap() error { return e.err }

// failedOutput returns the finding for a file that could not be written, or read to be written.
func failedOutput(err error) diagnostic.Diagnostic {
	if source, ok := errors.AsType[*sourceError](err); ok {
		return unreadable(source.name, source.err)
	}
	return publish.Diagnose(err)
}

// claimKey is what the paths of a site depend on.
type claimKey struct {
	plan     uint64
	theme    int
	furigana uint64
}

// claimPaths reports files that would be written to one path. Letter case is passed over, since many
// file systems do.
func (w *buildRun) claimPaths(files []publish.Output, pages []*pageSource) {
	key := claimKey{w.plan.serial, w.themeSerial, w.furigana.serial}
	count, found := w.memos.claims.get(key, func() (int, diagnostic.List) {
		c := outputPaths{taken: make(map[string]string, len(files)+2*len(pages))}
		for _, o := range files {
			c.add(o)
		}
		for _, s := range pages {
			for _, o := range s.outputs {
				c.add(o)
			}
		}
		return len(c.taken), c.found
	})
	w.count = count
	w.report(found...)
}

// outputPaths are the paths that files are published at.
type outputPaths struct {
	taken map[string]string // path in small letters → what it is made from
	found diagnostic.List
}

func (c *outputPaths) add(o publish.Output) {
	key := foldCase(o.Path)
	first, twice := c.taken[key]
	if !twice {
		c.taken[key] = sourceOr(o)
		return
	}
	c.found = append(c.found, diagnostic.Diagnostic{
		Code: "url-twice", Span: diagnostic.InFile(sourceOr(o)),
		Message:    "「" + first + "」と同じ住所 /" + o.Path + " に書き出されます。",
		Suggestion: "どちらかの名前を変えてください（大文字と小文字の違いだけでは分けられません）。",
	})
}

func sourceOr(o publish.Output) string {
	if o.Source != "" {
		return o.Source
	}
	return o.Path
}

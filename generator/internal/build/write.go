package build

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/book"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// built is what a build has made.
type built struct {
	*planned
	sources []*pageSource
	files   int // that are published
}

// A writer puts the files of one build into its target.
type writer struct {
	*run
	*planned
	target publish.Target
	files  int
}

// write puts every file of the site into the target, and makes the pages that it does not have yet.
func (r *run) write(p *planned, target publish.Target) *built {
	w := &writer{run: r, planned: p, target: target}
	offline := w.noteOffline()
	files, pages := append(w.fileOutputs(), w.offlineOutputs(offline)...), r.sources(p)
	if w.writesOnce() {
		p.inputs.pages = nil
	}
	r.report(book.Check(p.renderer)...)
	w.files = r.checkPaths(files, pages)
	for _, o := range files {
		w.put(o)
	}
	w.putPages(pages)
	if offline != nil && !w.hasErrors() {
		if err := offline.putLast(); err != nil {
			w.report(failedOutput(err))
		}
	}
	return &built{p, pages, w.files}
}

// putPages makes and puts the pages that the target does not have as they are now.
func (w *writer) putPages(pages []*pageSource) {
	var open []*pageSource
	for _, s := range pages {
		switch {
		case w.keepAll(s.outputs):
		case s.book != nil && w.incremental:
			w.putLazily(s)
		default:
			open = append(open, s)
		}
	}
	index := w.newIndex()
	w.each(len(open), Rendering, func() func(int) {
		worker := pageWriter{index: index.worker()}
		return func(i int) {
			w.putPage(open[i], &worker)
			if w.writesOnce() {
				open[i].doc = nil
			}
		}
	})
	w.putIndex(index)
}

// writesOnce reports whether no page is written again, so that documents are not needed after their pages.
func (w *writer) writesOnce() bool { return !w.incremental && !w.checking && !w.target.Remakes() }

// keepAll reports whether the target has all outputs of a page.
func (w *writer) keepAll(outputs []publish.Output) bool {
	for _, o := range outputs {
		if !w.target.Keep(o) {
			return false
		}
	}
	return true
}

// put puts a file into the target, unless it is there.
func (w *writer) put(o publish.Output) {
	if w.target.Keep(o) {
		return
	}
	w.noteChange(o)
	if err := w.target.Put(o); err != nil {
		w.report(failedOutput(err))
	}
}

// putLazily puts a page that is made on request. Previews do so with books, which nearly every edit changes and
// few open; they do not count as changed.
func (w *writer) putLazily(s *pageSource) {
	for _, o := range s.outputs {
		if err := w.target.Put(o); err != nil {
			w.report(failedOutput(err))
		}
	}
}

// putPage makes a page and puts it into the target.
func (w *writer) putPage(s *pageSource, worker *pageWriter) {
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

// noteChange notes that a file is not that of the last build.
func (r *run) noteChange(o publish.Output) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changed = append(r.changed, o.Path)
}

// fileOutputs returns everything that is no page, except the files of offline reading.
func (w *writer) fileOutputs() []publish.Output {
	static := slices.DeleteFunc(slices.Clone(w.theme.static), func(o publish.Output) bool { return slices.Contains(w.site.Files, o.Path) })
	files := slices.Concat(w.bundle.Files, static, w.renderer.Modules())
	files = slices.DeleteFunc(files, func(o publish.Output) bool { return w.givesWay(o.Path) })
	shared := make(map[string]bool) // pictures may have hashed files in common
	for _, name := range slices.Sorted(maps.Keys(w.pictures.shown)) {
		for _, f := range w.pictures.shown[name].Files {
			if !shared[f.Path] {
				f.Source = name
				files = append(files, f)
			}
			shared[f.Path] = true
		}
	}
	for _, name := range w.site.Files {
		if !w.pictures.refused[name] {
			files = append(files, w.contentFile(name))
		}
	}
	for _, f := range w.renderer.Files() {
		if w.givesWay(f.Output) || f.Output == headersName && slices.Contains(w.site.Files, headersName) {
			continue
		}
		files = append(files, publish.Output{
			Path: f.Output, Key: w.planned.plan.version, Make: func() ([]byte, error) { return f.Make(), nil },
		})
	}
	return files
}

// headersName is the file in which hosts read the headers of a site.
const headersName = "_headers"

// contentFile returns a file of the content folder that is published as it is. Headers of its own are written after
// those of every site.
func (w *writer) contentFile(name string) publish.Output {
	dir := w.options.Content
	o := publish.Output{Path: name, Source: name, Make: func() ([]byte, error) { return readPublished(dir, name) }}
	if w.incremental {
		src, err := w.folder.version(content.Entry{Path: name})
		if err != nil {
			w.report(unreadable(name, err))
		}
		o.Key = src.version
	}
	if name != headersName {
		return o
	}
	for _, f := range w.renderer.Files() {
		if f.Output == headersName {
			ours := f.Make()
			o.Key = uint64(render.Key(o.Key).With(w.planned.plan.version))
			o.Make = func() ([]byte, error) {
				own, err := readPublished(dir, name)
				return slices.Concat(ours, []byte("\n"), own), err
			}
		}
	}
	return o
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
	clean, err := images.Clean(name, file.Bytes)
	if err != nil {
		return nil, &sourceError{name, err}
	}
	return clean, nil
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

// sourceOr returns the content file of an output, or its path.
func sourceOr(o publish.Output) string { return cmp.Or(o.Source, o.Path) }

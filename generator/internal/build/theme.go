package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"

	"shirube/calculator/browser"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

// themeKey is what a theme depends on.
type themeKey struct {
	serial  int
	strings string // the site's own
}

// bundleKey is what the bundled assets depend on.
type bundleKey struct {
	theme   int
	root    string
	hasCalc bool
	offline bool
}

func (w *work) loadTheme() {
	key := themeKey{w.themeSerial, fmt.Sprint(w.settings.Strings)}
	theme, found := w.memos.theme.get(key, func() (*render.Theme, diagnostic.List) { return w.loadTemplates() })
	w.theme = theme
	w.report(found...)
	static, found := w.memos.static.get(w.themeSerial, func() ([]assets.File, diagnostic.List) { return staticFiles(w.options.Theme) })
	w.static = static
	w.report(found...)
}

// loadTemplates loads the templates and strings; where they are those of the last build, the theme
// stays the same, and with it all that was made from it.
func (w *work) loadTemplates() (*render.Theme, diagnostic.List) {
	theme, found := render.LoadTheme(w.options.Theme)
	theme, unknown := theme.With(w.settings.Strings)
	found = append(found, unknown...)
	if last := w.memos.theme.value; last != nil && len(found) == 0 && last.Same(theme) {
		return last, nil
	}
	return theme, found
}

func staticFiles(theme fs.FS) ([]assets.File, diagnostic.List) {
	files, err := assets.StaticFiles(theme)
	if err != nil {
		return files, diagnostic.List{unreadable("static", err)}
	}
	return files, nil
}

// bundleTheme begins to bundle the theme's assets, which takes about as long as reading a few
// hundred pages.
func (w *work) bundleTheme() {
	root := "/"
	if base, err := parseBase(w.settings.BaseURL); err == nil {
		root = base
	}
	key := bundleKey{w.themeSerial, root, w.hasCalc(), w.settings.Offline}
	w.beside.Go(func() {
		bundle, found := w.memos.bundle.get(key, func() (assets.Bundle, diagnostic.List) { return w.bundle(key) })
		w.bundled = bundle
		w.report(found...)
	})
}

func (w *work) bundle(key bundleKey) (assets.Bundle, diagnostic.List) {
	options := assets.BundleOptions{
		SourceMaps: w.options.Preview, StableNames: w.options.Preview, Preview: w.options.Preview, Root: key.root, Offline: key.offline,
	}
	if w.keepsOffline() {
		options.Worker = key.root + assets.WorkerName
	}
	bundle, found := assets.BundleTheme(w.options.Theme, options)
	if key.hasCalc {
		scripts, more := assets.BundleScripts(browser.Scripts, options)
		bundle, found = bundle.With(scripts), append(found, more...)
	}
	return bundle, found
}

// readPictures reads the pictures that pages show.
func (w *work) readPictures() {
	w.shown = make(map[string]assets.Picture)
	for _, name := range w.site.Pictures {
		if picture, ok := w.picture(name); ok {
			w.shown[name] = picture
		}
	}
}

// A knownPicture is the outcome of reading a picture that had a hash.
type knownPicture struct {
	hash    [sha256.Size]byte
	picture assets.Picture
	isStale bool // the file may be another by now
}

func (w *work) picture(name string) (assets.Picture, bool) {
	known, ok := w.pictures[name]
	if ok && !known.isStale {
		return known.picture, true
	}
	file, err := w.folder.Read(content.Entry{Path: name, Kind: content.Image})
	if err != nil {
		delete(w.pictures, name)
		w.report(unreadable(name, err))
		return assets.Picture{}, false
	}
	if ok && known.hash == file.Hash {
		known.isStale = false
		w.pictures[name] = known
		return known.picture, true
	}
	picture, err := assets.NewPicture(name, file.Bytes)
	if err != nil {
		delete(w.pictures, name)
		w.report(diagnostic.Diagnostic{
			Code: "image-broken", Span: diagnostic.InFile(name),
			Message: err.Error() + "。", Suggestion: "画像を書き出し直して、置き換えてください。",
		})
		return picture, false
	}
	w.pictures[name] = knownPicture{hash: file.Hash, picture: picture}
	return picture, true
}

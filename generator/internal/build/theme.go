package build

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/browser"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// themeKey is what a theme depends on.
type themeKey struct {
	serial  int
	strings string // the site's own
}

// bundleKey is what a bundle depends on.
type bundleKey struct {
	files   [sha256.Size]byte // of the theme's that it may hold
	root    string
	offline bool
	worker  string // its address; empty where devices keep nothing of this build
}

func (w *buildRun) loadTheme() {
	key := themeKey{w.themeSerial, fmt.Sprint(w.settings.Strings)}
	theme, found := w.memos.theme.get(key, func() (*render.Theme, diagnostic.List) { return w.loadTemplates() })
	w.theme = theme
	w.report(found...)
	static, found := w.memos.static.get(w.themeSerial, func() ([]publish.Output, diagnostic.List) { return staticFiles(w.options.Theme) })
	w.static = static
	w.report(found...)
}

// loadTemplates loads the templates and strings; where they are those of the last build, the theme
// stays the same, and with it all that was made from it.
func (w *buildRun) loadTemplates() (*render.Theme, diagnostic.List) {
	theme, found := render.LoadTheme(w.options.Theme)
	theme, unknown := theme.With(w.settings.Strings)
	found = append(found, unknown...)
	if last := w.memos.theme.value; last != nil && len(found) == 0 && last.Same(theme) {
		return last, nil
	}
	return theme, found
}

func staticFiles(theme fs.FS) ([]publish.Output, diagnostic.List) {
	files, err := assets.StaticFiles(theme)
	if err != nil {
		return files, diagnostic.List{unreadable("static", err)}
	}
	return files, nil
}

// bundleTheme begins to bundle the theme's assets, which takes about as long as reading a few
// hundred pages. Style sheets and scripts are bundled apart, so that a change of one does not wait
// for the other.
func (w *buildRun) bundleTheme() {
	root := "/"
	if base, err := parseBase(w.settings.BaseURL); err == nil {
		root = base
	}
	hasCalc, key := w.hasCalc(), bundleKey{root: root, offline: w.settings.Offline}
	if w.keepsOffline() {
		key.worker = root + assets.WorkerName
	}
	w.beside.Go(func() {
		all, found := w.bundleGroup(&w.memos.styles, key, "scripts", assets.BundleStyles)
		scripts, more := w.bundleGroup(&w.memos.scripts, key, "styles", assets.BundleScripts)
		all, found = all.With(scripts), append(found, more...)
		if hasCalc {
			calculators, more := w.memos.calculators.get(key, func() (assets.Bundle, diagnostic.List) {
				return assets.BundleCalculators(browser.Scripts, w.bundleOptions(key))
			})
			all, found = all.With(calculators), append(found, more...)
		}
		w.bundled = all
		w.report(found...)
	})
}

// bundleGroup bundles a part of the theme, unless nothing but templates, strings and the other part
// has changed.
func (w *buildRun) bundleGroup(m *memo[bundleKey, assets.Bundle], key bundleKey, other string, bundle func(fs.FS, assets.BundleOptions) (assets.Bundle, diagnostic.List)) (assets.Bundle, diagnostic.List) {
	files, _ := w.memos.themeFiles.get(w.themeSerial, func() (map[string][sha256.Size]byte, diagnostic.List) { return hashFiles(w.options.Theme), nil })
	key.files = hashOf(files, func(name string) bool {
		top, _, _ := strings.Cut(name, "/")
		return top != other && top != "templates" && top != "strings"
	})
	return m.get(key, func() (assets.Bundle, diagnostic.List) { return bundle(w.options.Theme, w.bundleOptions(key)) })
}

func (w *buildRun) bundleOptions(key bundleKey) assets.BundleOptions {
	return assets.BundleOptions{
		SourceMaps: w.options.Preview, StableNames: w.options.Preview, Preview: w.options.Preview,
		Root: key.root, Offline: key.offline, Worker: key.worker,
	}
}

// hashFiles returns the hash of every file.
func hashFiles(files fs.FS) map[string][sha256.Size]byte {
	hashes := make(map[string][sha256.Size]byte)
	_ = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		bytes, err := fs.ReadFile(files, name)
		if err == nil {
			hashes[name] = sha256.Sum256(bytes)
		}
		return nil
	})
	return hashes
}

// hashOf returns a hash of the files that belong.
func hashOf(hashes map[string][sha256.Size]byte, belongs func(name string) bool) [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		if belongs(name) {
			fmt.Fprintf(h, "%q %x\n", name, hashes[name])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// readPictures reads the pictures that pages show, and looks through drawings that are published without
// being shown.
func (w *buildRun) readPictures() {
	for _, name := range w.site.Files {
		if isDrawing(name) {
			w.fileKey(name)
		}
	}
	w.shown = make(map[string]images.Picture)
	for _, name := range w.site.Pictures {
		if picture, ok := w.picture(name); ok {
			w.shown[name] = picture
		}
	}
}

// A knownPicture is the outcome of reading a picture that had a hash.
type knownPicture struct {
	hash    [sha256.Size]byte
	picture images.Picture
	isStale bool // the file may be another by now
}

func (w *buildRun) picture(name string) (images.Picture, bool) {
	known, ok := w.pictures[name]
	if ok && !known.isStale {
		return known.picture, true
	}
	file, err := w.folder.Read(content.Entry{Path: name, Kind: content.Image})
	if err != nil {
		delete(w.pictures, name)
		w.report(unreadable(name, err))
		return images.Picture{}, false
	}
	hash := file.Hash()
	if ok && known.hash == hash {
		known.isStale = false
		w.pictures[name] = known
		return known.picture, true
	}
	picture, err := images.NewPicture(name, file.Bytes)
	if err != nil {
		delete(w.pictures, name)
		w.report(brokenImage(name, err))
		return picture, false
	}
	w.pictures[name] = knownPicture{hash: hash, picture: picture}
	return picture, true
}

// brokenImage reports a picture that cannot be published.
func brokenImage(name string, err error) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "image-broken", Span: diagnostic.InFile(name),
		Message: err.Error() + "。", Suggestion: "画像を書き出し直して、置き換えてください。",
	}
	if errors.Is(err, images.ErrActive) {
		d.Suggestion = "その部分を消すか、動きのない画像として書き出し直して、置き換えてください。"
	}
	return d
}

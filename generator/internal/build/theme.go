package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"

	"shirube/calculator/browser"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// themeFiles is a theme without what is bundled.
type themeFiles struct {
	*render.Theme
	static []publish.Output
}

// themeKey is what a theme depends on.
type themeKey struct {
	version uint64
	strings string // the site's own
}

// bundleKey is what a bundle depends on.
type bundleKey struct {
	files   [sha256.Size]byte // of the theme's that it may hold
	root    string
	offline bool
	worker  string // address of the service worker; empty for none
}

func (r *run) loadTheme(settings content.Site) themeFiles {
	key := themeKey{r.themeVersion, fmt.Sprint(settings.Strings)}
	theme := step(r, slot{step: "theme"}, key, func() (*render.Theme, diagnostic.List) { return r.loadTemplates(settings) })
	return themeFiles{theme, step(r, slot{step: "static"}, r.themeVersion, r.readStatic)}
}

// loadTemplates loads the templates and strings; where they are those of the last build, the theme
// stays the same, and with it all that was made from it.
func (r *run) loadTemplates(settings content.Site) (*render.Theme, diagnostic.List) {
	theme, found := render.LoadTheme(r.options.Theme)
	theme, unknown := theme.With(settings.Strings)
	found = append(found, unknown...)
	if last := latest[*render.Theme](r.cache, slot{step: "theme"}); last != nil && len(found) == 0 && last.Same(theme) {
		return last, nil
	}
	return theme, found
}

func (r *run) readStatic() ([]publish.Output, diagnostic.List) {
	files, err := assets.StaticFiles(r.options.Theme)
	if err != nil {
		return files, diagnostic.List{unreadable("static", err)}
	}
	return files, nil
}

// startBundle begins to bundle the theme's assets, which takes about as long as reading a few hundred pages. Style
// sheets, scripts and the calculators' scripts are bundled apart, so that a change of one does not wait for the others.
func (r *run) startBundle(in *inputs) (wait func() assets.Bundle) {
	key := bundleKey{root: basePath(in.settings.BaseURL), offline: in.settings.Offline}
	if r.keepsOffline(in.settings) {
		key.worker = key.root + assets.WorkerName
	}
	hasCalc := in.hasCalc()
	return start(r, func() assets.Bundle {
		hashes := step(r, slot{step: "theme files"}, r.themeVersion, func() (map[string][sha256.Size]byte, diagnostic.List) {
			return hashFiles(r.options.Theme), nil
		})
		group := func(name, other string, bundle func(fs.FS, assets.BundleOptions) (assets.Bundle, diagnostic.List)) assets.Bundle {
			key := key
			key.files = hashOf(hashes, other)
			return step(r, slot{step: name}, key, func() (assets.Bundle, diagnostic.List) {
				return bundle(r.options.Theme, r.bundleOptions(key))
			})
		}
		all := group("styles", "scripts", assets.BundleStyles).With(group("scripts", "styles", assets.BundleScripts))
		if hasCalc {
			all = all.With(step(r, slot{step: "calculator scripts"}, key, func() (assets.Bundle, diagnostic.List) {
				return assets.BundleCalculators(browser.Scripts, r.bundleOptions(key))
			}))
		}
		return all
	})
}

func (r *run) bundleOptions(key bundleKey) assets.BundleOptions {
	return assets.BundleOptions{
		SourceMaps: r.options.Preview, StableNames: r.options.Preview, Preview: r.options.Preview,
		Root: key.root, Offline: key.offline, Worker: key.worker,
	}
}

// basePath returns the path of a base URL; "/" where there is none.
func basePath(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "/"
	}
	return u.EscapedPath()
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

// hashOf returns a hash of the files that a bundle may hold: all but templates, strings and another folder.
func hashOf(hashes map[string][sha256.Size]byte, other string) [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		if top, _, _ := strings.Cut(name, "/"); top != other && top != "templates" && top != "strings" {
			fmt.Fprintf(h, "%q %x\n", name, hashes[name])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

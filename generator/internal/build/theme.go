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
	"shirube/generator/internal/accent"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/render"
)

// themeFiles is a theme without what is bundled.
type themeFiles struct {
	*render.Theme
	source themeSource
	static []publish.Output
}

// A themeSource is the folder of the theme that a build uses.
type themeSource struct {
	files   fs.FS
	version themeVersion
}

// A themeVersion identifies the files of a theme.
type themeVersion struct {
	number uint64
	name   string // that site.yaml gives
}

// themeKey is what a theme depends on.
type themeKey struct {
	version themeVersion
	strings string // the site's own
}

// bundleKey is what a bundle depends on.
type bundleKey struct {
	files   [sha256.Size]byte // of the theme's that it may hold
	own     string            // colours and style sheets that site.yaml names
	root    string
	offline bool
	worker  string // address of the service worker; empty for none
}

// openTheme returns the theme of a site. One that cannot be opened is an error in site.yaml.
func (r *run) openTheme(settings content.Site) themeSource {
	source := themeSource{r.options.Theme, themeVersion{number: r.themeVersion}}
	name := settings.Theme
	if name.Value == "" || r.options.OpenTheme == nil {
		return source
	}
	source.version.name = name.Value
	files, err := r.options.OpenTheme(name.Value)
	if err != nil {
		r.report(diagnostic.Diagnostic{
			Code: "theme-missing", Span: name.Span, Message: fmt.Sprintf("テーマ「%s」を開けません（%v）。", name.Value, err),
			Suggestion: "content と同じ所にあるフォルダーの名前を書いてください。shirube new theme " + name.Value + " で作れます。",
		})
		return source
	}
	source.files = files
	return source
}

// ThemeName returns the theme that site.yaml named in the last build; empty for none.
func (b *Builder) ThemeName() string {
	return latest[content.Site](b.cache, slot{"configure", content.SettingsPath}).Theme.Value
}

func (r *run) loadTheme(settings content.Site) themeFiles {
	source := r.openTheme(settings)
	key := themeKey{source.version, fmt.Sprint(settings.Strings, settings.Lang, settings.Editions)}
	theme := step(r, slot{step: "theme"}, key, func() (*render.Theme, diagnostic.List) { return r.loadTemplates(source.files, settings) })
	static := step(r, slot{step: "static"}, source.version, func() ([]publish.Output, diagnostic.List) { return readStatic(source.files) })
	return themeFiles{theme, source, static}
}

// loadTemplates loads the templates and strings; where they are those of the last build, the theme
// stays the same, and with it all that was made from it.
func (r *run) loadTemplates(files fs.FS, settings content.Site) (*render.Theme, diagnostic.List) {
	theme, found := render.LoadTheme(files)
	theme, unknown := theme.With(ownStrings(settings))
	theme, missing := theme.For(&settings)
	found = slices.Concat(found, unknown, missing)
	if last := latest[*render.Theme](r.cache, slot{step: "theme"}); last != nil && !found.HasErrors() && last.Same(theme) {
		return last, found
	}
	return theme, found
}

// ownStrings returns the interface strings that site.yaml gives for languages and for editions.
func ownStrings(settings content.Site) []content.Wording {
	words := slices.Clone(settings.Strings)
	for _, e := range settings.Editions {
		words = append(words, e.Strings...)
	}
	return words
}

func readStatic(theme fs.FS) ([]publish.Output, diagnostic.List) {
	files, err := assets.StaticFiles(theme)
	if err != nil {
		return files, diagnostic.List{unreadable("static", err)}
	}
	return files, nil
}

// startBundle begins to bundle the theme's assets, which takes about as long as reading a few hundred pages. Style
// sheets, scripts and the calculators' scripts are bundled apart, so that a change of one does not wait for the others.
func (r *run) startBundle(in *inputs) (wait func() assets.Bundle) {
	if r.studying {
		return func() assets.Bundle { return assets.Bundle{} }
	}
	key := bundleKey{root: basePath(in.settings.BaseURL), offline: in.settings.Offline}
	if r.keepsOffline(in.settings) {
		key.worker = key.root + assets.WorkerName
	}
	hasCalc, source := in.hasCalc(), in.theme.source
	return start(r, func() assets.Bundle {
		hashes := step(r, slot{step: "theme files"}, source.version, func() (map[string][sha256.Size]byte, diagnostic.List) {
			return hashFiles(source.files), nil
		})
		scripts := key
		scripts.files = hashOf(hashes, "styles")
		all := step(r, slot{step: "scripts"}, scripts, func() (assets.Bundle, diagnostic.List) {
			return assets.BundleScripts(source.files, r.bundleOptions(scripts))
		})
		styles := key
		styles.files = hashOf(hashes, "scripts")
		all = r.bundleStyles(source.files, in.settings.Appearance, styles).With(all)
		if hasCalc {
			all = all.With(step(r, slot{step: "calculator scripts"}, key, func() (assets.Bundle, diagnostic.List) {
				return assets.BundleCalculators(browser.Scripts, r.bundleOptions(key))
			}))
		}
		return all
	})
}

// bundleStyles bundles the style sheets of a theme with those of the site.
func (r *run) bundleStyles(theme fs.FS, look content.Appearance, key bundleKey) assets.Bundle {
	own, found := ownStyles(look)
	r.report(found...)
	key.own = fmt.Sprint(own)
	bundle, found := cachedReading(r, slot{step: "styles"}, key, func(files *reader) (assets.Bundle, diagnostic.List) {
		own.Read = files.Read
		return assets.BundleStyles(theme, own, r.bundleOptions(key))
	})
	r.report(found...)
	return bundle
}

// ownStyles returns what site.yaml adds to the styles of the theme. A colour that could not be read is made darker,
// and reported.
func ownStyles(look content.Appearance) (assets.OwnStyles, diagnostic.List) {
	var own assets.OwnStyles
	for _, sheet := range look.CSS {
		own.Sheets = append(own.Sheets, sheet.Value)
	}
	colour, err := accent.Parse(look.Accent.Value)
	if err != nil {
		return own, nil // none is given, or it has been reported
	}
	shades, isReadable := accent.Derive(colour)
	own.Colours = shades.CSS()
	if isReadable {
		return own, nil
	}
	return own, diagnostic.List{{
		Severity: diagnostic.Warning, Code: "accent-contrast", Span: look.Accent.Span,
		Message: fmt.Sprintf("%s の文字は、明るい背景では読みにくい色です（コントラスト %.1f:1。4.5:1 以上が要ります）。%s に直して使います。",
			colour, accent.Contrast(colour, accent.LightTint()), shades.Light.Accent),
		Suggestion: fmt.Sprintf("この色でよければ、accent: %q と書いてください。", shades.Light.Accent),
	}}
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

// hashOf returns a hash of the files that a bundle may have: all but templates, strings and another folder.
func hashOf(hashes map[string][sha256.Size]byte, other string) [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		if top, _, _ := strings.Cut(name, "/"); top != other && top != "templates" && top != "strings" {
			fmt.Fprintf(h, "%q %x\n", name, hashes[name])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

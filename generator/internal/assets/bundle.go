// Package assets prepares what pages load beside their HTML: style sheets and scripts, bundled and
// minified by esbuild, the files that install the site as a PWA, and its service worker. Every bundled file
// is named by a hash of its content, so that browsers may keep it for ever.
package assets

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/publish"
)

// A Bundle is a set of bundled style sheets and scripts.
type Bundle struct {
	Names map[string]string // entry (main.css, early.js, …) → output path
	Files []publish.Output  // sorted by output path
	// Worker is the service worker, which is not among the files; nil for none.
	Worker []byte
}

// BundleOptions are options of bundling. The zero value is that of published sites.
type BundleOptions struct {
	SourceMaps  bool
	StableNames bool   // entries keep their names without a hash, so that a page need not change with them
	Preview     bool   // a preview.ts beside a main.ts is bundled in its place
	Root        string // base path of the site, with a slash at both ends
	Offline     bool   // with the script of the page of saved pages
	Worker      string // address of the service worker that pages register; empty for none
}

// An entry is a file that pages load by itself; the others are imported by entries.
type entry struct{ path, name string }

// styleEntries are the style sheets of a theme.
func styleEntries() []entry {
	return []entry{
		{"styles/main.css", "main"}, {"styles/code.css", "code"}, {"styles/calculator.css", "calculator"}, {"styles/book.css", "book"},
		{"styles/home.css", "home"}, {"styles/search.css", "search"},
	}
}

// scriptEntries are the scripts of a theme: modules, and the classic script that runs before the
// first paint.
func scriptEntries() (modules, classic []entry) {
	return []entry{{"scripts/main.ts", "main"}, {"scripts/ask.ts", "ask"}, {"scripts/notes.ts", "notes"},
			{"scripts/readings.ts", "readings"}, {"scripts/filter.ts", "filter"}},
		[]entry{{"scripts/early.ts", "early"}}
}

// source returns the file of an entry; in a preview, a preview.ts beside it takes precedence over main.ts.
func (e entry) source(files fs.FS, o BundleOptions) string {
	if folder, isMain := strings.CutSuffix(e.path, "main.ts"); isMain && o.Preview {
		if _, err := fs.Stat(files, folder+"preview.ts"); err == nil {
			return folder + "preview.ts"
		}
	}
	return e.path
}

// BundleStyles bundles the style sheets of a theme, with a site's own after the main one.
func BundleStyles(theme fs.FS, own OwnStyles, o BundleOptions) (Bundle, diagnostic.List) {
	entries := styleEntries()
	if !own.isEmpty() {
		entries[0].path, theme = ownEntry, ownFS{theme, own}
	}
	return bundleEntries(theme, entries, api.FormatESModule, o)
}

// BundleScripts bundles the scripts of a theme.
func BundleScripts(theme fs.FS, o BundleOptions) (Bundle, diagnostic.List) {
	modules, classic := scriptEntries()
	if o.Offline {
		modules = append(modules, entry{"scripts/offline.ts", "offline"})
	}
	bundle, found := bundleEntries(theme, modules, api.FormatESModule, o)
	early, more := bundleEntries(theme, classic, api.FormatIIFE, o)
	bundle, found = bundle.With(early), append(found, more...)
	search, more := bundleEntries(theme, []entry{{"scripts/search.ts", "search"}}, api.FormatESModule, o)
	bundle, found = bundle.With(search), append(found, more...)
	if o.Worker != "" {
		bundle.Worker, more = bundleWorker(theme, o)
		found = append(found, more...)
	}
	return bundle, found
}

// BundleCalculators bundles the calculators' scripts.
func BundleCalculators(scripts fs.FS, o BundleOptions) (Bundle, diagnostic.List) {
	return bundleEntries(scripts, []entry{{"main.ts", "calculator"}, {"engine.ts", "engine"}, {"chart.ts", "chart"}, {"sheet.ts", "sheet"}}, api.FormatESModule, o)
}

// With returns both bundles as one.
func (b Bundle) With(other Bundle) Bundle {
	joined := Bundle{Names: maps.Clone(b.Names), Files: append(slices.Clone(b.Files), other.Files...), Worker: b.Worker}
	if joined.Worker == nil {
		joined.Worker = other.Worker
	}
	maps.Copy(joined.Names, other.Names)
	sortByPath(joined.Files)
	return joined
}

func sortByPath(files []publish.Output) {
	slices.SortFunc(files, func(a, b publish.Output) int { return strings.Compare(a.Path, b.Path) })
}

func bundleEntries(files fs.FS, entries []entry, format api.Format, o BundleOptions) (Bundle, diagnostic.List) {
	bundle := Bundle{Names: make(map[string]string)}
	var points []api.EntryPoint
	for _, e := range entries {
		if isFile(files, e.path) {
			points = append(points, api.EntryPoint{InputPath: e.source(files, o), OutputPath: e.name})
		}
	}
	if len(points) == 0 {
		return bundle, nil
	}
	result := api.Build(bundleOptions(files, points, format, o))
	bundle.add(result.OutputFiles, o.StableNames)
	return bundle, append(diagnostics(result.Errors, diagnostic.Error), diagnostics(result.Warnings, diagnostic.Warning)...)
}

func bundleOptions(files fs.FS, points []api.EntryPoint, format api.Format, o BundleOptions) api.BuildOptions {
	options := api.BuildOptions{
		EntryPointsAdvanced: points, Bundle: true, Write: false, Format: format,
		Outdir: "/" + publish.AssetFolder, AbsWorkingDir: "/", EntryNames: "[name]-[hash]", AssetNames: "[name]-[hash]", ChunkNames: "[name]-[hash]",
		PublicPath:       o.Root + publish.AssetFolder,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Charset: api.CharsetUTF8, Platform: api.PlatformBrowser, LegalComments: api.LegalCommentsNone,
		// Of a lone entry, what it imports later is a file of its own; several would share files that load one after the other.
		Splitting: format == api.FormatESModule && len(points) == 1,
		Target:    api.ES2020,
		Engines:   []api.Engine{{Name: api.EngineSafari, Version: "15"}, {Name: api.EngineChrome, Version: "90"}, {Name: api.EngineFirefox, Version: "90"}},
		Define:    map[string]string{"WORKER": strconv.Quote(o.Worker)},
		Loader:    map[string]api.Loader{".svg": api.LoaderFile, ".png": api.LoaderFile, ".webp": api.LoaderFile},
		Plugins:   []api.Plugin{themeFiles(files)},
	}
	if o.StableNames {
		options.EntryNames, options.ChunkNames = "[name]", "[name]"
	}
	if o.SourceMaps {
		options.Sourcemap = api.SourceMapLinked
	}
	return options
}

// themeFiles lets esbuild read the files of theme, and nothing else.
func themeFiles(theme fs.FS) api.Plugin {
	const namespace = "theme"
	return api.Plugin{Name: namespace, Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := a.Path
			if a.Kind != api.ResolveEntryPoint {
				if !strings.HasPrefix(name, ".") && a.Kind != api.ResolveCSSImportRule && a.Kind != api.ResolveCSSURLToken {
					return api.OnResolveResult{}, nil
				}
				if strings.HasPrefix(name, "data:") || strings.HasPrefix(name, "#") {
					return api.OnResolveResult{Path: name, External: true}, nil
				}
				if strings.HasPrefix(name, "//") || strings.Contains(name, "://") {
					return api.OnResolveResult{}, fmt.Errorf("「%s」は、ほかのサイトのファイルです。読む人のことがそのサイトに伝わるので、使えません。ファイルをフォルダーに置いてください", name)
				}
				name = path.Join(path.Dir(a.Importer), name)
			}
			return api.OnResolveResult{Path: withEnding(theme, name), Namespace: namespace}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			bytes, err := fs.ReadFile(theme, a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(bytes)
			return api.OnLoadResult{Contents: &text, Loader: loaderOf(a.Path)}, nil
		})
	}}
}

// withEnding returns the file of an import whose ending may be left out.
func withEnding(theme fs.FS, name string) string {
	for _, ending := range []string{"", ".ts", ".css"} {
		if isFile(theme, name+ending) {
			return name + ending
		}
	}
	return name
}

func isFile(files fs.FS, name string) bool {
	_, err := fs.ReadFile(files, name)
	return err == nil
}

func loaderOf(name string) api.Loader {
	switch path.Ext(name) {
	case ".ts":
		return api.LoaderTS
	case ".css":
		return api.LoaderCSS
	case ".js", ".mjs":
		return api.LoaderJS
	case ".json":
		return api.LoaderJSON
	}
	return api.LoaderFile
}

func (b *Bundle) add(outputs []api.OutputFile, stable bool) {
	for _, f := range outputs {
		output := strings.TrimPrefix(f.Path, "/")
		b.Files = append(b.Files, publish.Output{Path: output, Bytes: f.Contents})
		base := path.Base(output)
		if ext := path.Ext(base); ext == ".css" || ext == ".js" {
			if i := strings.LastIndex(base, "-"); i > 0 && !stable {
				base = base[:i] + ext
			}
			b.Names[base] = output
		}
	}
}

// diagnostics converts esbuild's messages, whose wording stays.
func diagnostics(messages []api.Message, severity diagnostic.Severity) diagnostic.List {
	var found diagnostic.List
	for _, m := range messages {
		d := diagnostic.Diagnostic{
			Severity: severity, Code: "theme-asset", Span: diagnostic.InFile("(theme)"),
			Message:    "テーマのスタイルかスクリプトに誤りがあります: " + m.Text + "。",
			Suggestion: "示した行を直してください。",
		}
		if at := m.Location; at != nil {
			d.Span = diagnostic.At(placeOf(at.File), at.Line, len([]rune(at.LineText[:min(at.Column, len(at.LineText))]))+1)
		}
		found = append(found, d)
	}
	return found
}

// StaticFiles returns the files of a theme's static folder, which are published at the root as
// they are.
func StaticFiles(theme fs.FS) ([]publish.Output, error) { return folderFiles(theme, "static") }

// folderFiles returns the files of a theme's folder, sorted, with their paths in it; none where there
// is no such folder.
func folderFiles(theme fs.FS, folder string) ([]publish.Output, error) {
	var files []publish.Output
	err := fs.WalkDir(theme, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		bytes, err := fs.ReadFile(theme, name)
		files = append(files, publish.Output{Path: strings.TrimPrefix(name, folder+"/"), Bytes: bytes})
		return err
	})
	if _, missing := fs.Stat(theme, folder); missing != nil {
		err = nil
	}
	sortByPath(files)
	return files, err
}

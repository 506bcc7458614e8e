// Package assets prepares what pages load beside their HTML: style sheets and scripts, bundled and
// minified by esbuild, and pictures with their sizes and smaller versions. Every file gets a name
// with a hash of its content, so that browsers may keep it for ever.
package assets

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
)

// Folder is where hashed files are published, below the root of the site.
const Folder = "assets"

// A File is a file to publish. Output is its path below the output folder.
type File struct {
	Output string
	Bytes  []byte
}

// A Bundle is the outcome of bundling a theme's style sheets and scripts.
type Bundle struct {
	Names map[string]string // entry (main.css, early.js, …) → output path
	Files []File            // sorted by output path
}

// BundleOptions say how to bundle. The zero value writes no source maps, as published sites want.
type BundleOptions struct {
	SourceMaps bool
	Root       string // base path of the site, with a slash at both ends
}

// entries are the files of a theme that pages load by themselves; the others are imported by them.
// A classic script runs before the first paint, so it must not be a module.
func entries() (modules, classic []string) {
	return []string{"styles/main.css", "styles/code.css", "scripts/main.ts"}, []string{"scripts/early.ts"}
}

// BundleTheme bundles the entries that theme has.
func BundleTheme(theme fs.FS, o BundleOptions) (Bundle, diagnostic.List) {
	modules, classic := entries()
	bundle := Bundle{Names: make(map[string]string)}
	var found diagnostic.List
	for _, group := range []struct {
		paths  []string
		format api.Format
	}{{modules, api.FormatESModule}, {classic, api.FormatIIFE}} {
		paths := present(theme, group.paths)
		if len(paths) == 0 {
			continue
		}
		result := api.Build(bundleOptions(theme, paths, group.format, o))
		found = append(found, diagnostics(result.Errors, diagnostic.Error)...)
		found = append(found, diagnostics(result.Warnings, diagnostic.Warning)...)
		bundle.add(result.OutputFiles)
	}
	slices.SortFunc(bundle.Files, func(a, b File) int { return strings.Compare(a.Output, b.Output) })
	return bundle, found
}

func present(theme fs.FS, paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		_, err := fs.Stat(theme, p)
		return err != nil
	})
}

func bundleOptions(theme fs.FS, paths []string, format api.Format, o BundleOptions) api.BuildOptions {
	options := api.BuildOptions{
		EntryPoints: paths, Bundle: true, Write: false, Format: format,
		Outdir: "/" + Folder, AbsWorkingDir: "/", EntryNames: "[name]-[hash]", AssetNames: "[name]-[hash]",
		PublicPath:       o.Root + Folder,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Charset: api.CharsetUTF8, Platform: api.PlatformBrowser, LegalComments: api.LegalCommentsNone,
		Target:  api.ES2020,
		Engines: []api.Engine{{Name: api.EngineSafari, Version: "15"}, {Name: api.EngineChrome, Version: "90"}, {Name: api.EngineFirefox, Version: "90"}},
		Loader:  map[string]api.Loader{".svg": api.LoaderFile, ".png": api.LoaderFile, ".webp": api.LoaderFile},
		Plugins: []api.Plugin{themeFiles(theme)},
	}
	if o.SourceMaps {
		options.Sourcemap = api.SourceMapLinked
	}
	return options
}

// themeFiles lets esbuild read a theme's files, wherever they are kept, and nothing else.
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

// withEnding finds the file that an import without ending means.
func withEnding(theme fs.FS, name string) string {
	for _, ending := range []string{"", ".ts", ".css"} {
		if info, err := fs.Stat(theme, name+ending); err == nil && !info.IsDir() {
			return name + ending
		}
	}
	return name
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

func (b *Bundle) add(outputs []api.OutputFile) {
	for _, f := range outputs {
		output := strings.TrimPrefix(f.Path, "/")
		b.Files = append(b.Files, File{Output: output, Bytes: f.Contents})
		base := path.Base(output)
		if ext := path.Ext(base); ext == ".css" || ext == ".js" {
			if i := strings.LastIndex(base, "-"); i > 0 {
				b.Names[base[:i]+ext] = output
			}
		}
	}
}

// diagnostics turns esbuild's messages into ours. Their wording stays esbuild's.
func diagnostics(messages []api.Message, severity diagnostic.Severity) diagnostic.List {
	var found diagnostic.List
	for _, m := range messages {
		d := diagnostic.Diagnostic{
			Severity: severity, Code: "theme-asset", Span: diagnostic.InFile("(theme)"),
			Message:    "テーマのスタイルかスクリプトに誤りがあります: " + m.Text + "。",
			Suggestion: "示した行を直してください。",
		}
		if at := m.Location; at != nil {
			d.Span = diagnostic.At(strings.TrimPrefix(at.File, "theme:"), at.Line, len([]rune(at.LineText[:min(at.Column, len(at.LineText))]))+1)
		}
		found = append(found, d)
	}
	return found
}

// StaticFiles returns the files of a theme's static folder, which are published at the root as
// they are.
func StaticFiles(theme fs.FS) ([]File, error) {
	found := make(map[string][]byte)
	err := fs.WalkDir(theme, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		found[strings.TrimPrefix(name, "static/")], err = fs.ReadFile(theme, name)
		return err
	})
	if _, missing := fs.Stat(theme, "static"); missing != nil {
		err = nil
	}
	var files []File
	for _, name := range slices.Sorted(maps.Keys(found)) {
		files = append(files, File{Output: name, Bytes: found[name]})
	}
	return files, err
}

package assets

import (
	"io/fs"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
)

// BundleModule returns one module script with all that it imports from files, for a program that
// serves it under a name of its own.
func BundleModule(files fs.FS, entry string) ([]byte, diagnostic.List) {
	points := []api.EntryPoint{{InputPath: entry, OutputPath: "module"}}
	result := api.Build(bundleOptions(files, points, api.FormatESModule, BundleOptions{Root: "/"}))
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil, diagnostics(result.Errors, diagnostic.Error)
	}
	return result.OutputFiles[0].Contents, nil
}

// BundleGlobal returns one script with all that it imports from files, which declares the global variable name with what
// the entry exports.
func BundleGlobal(files fs.FS, entry, name string) ([]byte, diagnostic.List) {
	options := bundleOptions(files, []api.EntryPoint{{InputPath: entry, OutputPath: "module"}}, api.FormatIIFE, BundleOptions{Root: "/"})
	options.GlobalName = name
	result := api.Build(options)
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil, diagnostics(result.Errors, diagnostic.Error)
	}
	return result.OutputFiles[0].Contents, nil
}

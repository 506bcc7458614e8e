package assets

import (
	"io/fs"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
)

// BundleModule returns one module script with all that it imports from files, for a program that
// serves it under a name of its own.
func BundleModule(files fs.FS, entry string) ([]byte, diagnostic.List) {
	return bundleOne(files, entry, api.FormatESModule, "")
}

// BundleGlobal returns one script with all that it imports from files, which declares the global variable name with what
// the entry exports.
func BundleGlobal(files fs.FS, entry, name string) ([]byte, diagnostic.List) {
	return bundleOne(files, entry, api.FormatIIFE, name)
}

func bundleOne(files fs.FS, entry string, format api.Format, global string) ([]byte, diagnostic.List) {
	options := bundleOptions(files, []api.EntryPoint{{InputPath: entry, OutputPath: "module"}}, format, BundleOptions{Root: "/"})
	options.GlobalName = global
	result := api.Build(options)
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil, diagnostics(result.Errors, diagnostic.Error)
	}
	return result.OutputFiles[0].Contents, nil
}

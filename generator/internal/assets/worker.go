package assets

import (
	_ "embed"
	"io/fs"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/publish"
)

// WorkerName is the file of the service worker. It is at the root of the site, which is its scope, and has no hash in
// its name, so that browsers find its next version.
const WorkerName = "sw.js"

const workerSource = "scripts/sw.ts"

//go:embed retire.js
var retiringWorker []byte

// RetiringWorker returns the worker of a site without offline reading: it removes the caches of an earlier one, and
// then itself.
func RetiringWorker() publish.Output {
	return publish.Output{Path: WorkerName, Bytes: retiringWorker}
}

// bundleWorker bundles the service worker of a theme into one classic script without a source map.
func bundleWorker(theme fs.FS, o BundleOptions) ([]byte, diagnostic.List) {
	for _, name := range []string{workerSource, "scripts/offline.ts", "templates/offline.html"} {
		if _, err := fs.Stat(theme, name); err != nil {
			return nil, diagnostic.List{withoutOffline(name)}
		}
	}
	o.SourceMaps = false
	bundle, found := bundleEntries(theme, []entry{{workerSource, "worker"}}, api.FormatIIFE, o)
	if len(bundle.Files) == 0 {
		return nil, found
	}
	return bundle.Files[0].Bytes, found
}

// withoutOffline reports a theme that lacks a file for offline reading.
func withoutOffline(name string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code: "theme-asset", Span: diagnostic.InFile(name),
		Message:    "オフラインで読むためのこのファイルが、テーマにありません。",
		Suggestion: "themes/michi の同じ名前のファイルを手本に作るか、site.yaml の offline: true を外してください。",
	}
}

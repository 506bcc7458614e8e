package assets

import (
	_ "embed"
	"io/fs"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/calculator/diagnostic"
)

// WorkerName is the file of the service worker. It lies at the root of the site, which is what a
// worker may answer for, and has no hash in its name, by which browsers find its next version.
const WorkerName = "sw.js"

// workerSource is where a theme has its service worker.
const workerSource = "scripts/sw.ts"

//go:embed retire.js
var retiringWorker []byte

// RetiringWorker returns the worker of a site that keeps nothing on devices: it removes what an
// earlier one has kept there, and then itself.
func RetiringWorker() File { return File{Output: WorkerName, Bytes: retiringWorker} }

// bundleWorker bundles the service worker of a theme into one classic script without a source map.
func bundleWorker(theme fs.FS, o BundleOptions) ([]byte, diagnostic.List) {
	if _, err := fs.Stat(theme, workerSource); err != nil {
		return nil, diagnostic.List{{
			Code: "theme-asset", Span: diagnostic.InFile(workerSource),
			Message:    "テーマに、オフラインで読むためのスクリプトがありません。",
			Suggestion: "themes/michi/scripts の同じ名前のファイルを手本に作るか、site.yaml の offline: true を外してください。",
		}}
	}
	o.SourceMaps = false
	bundle, found := bundleEntries(theme, []entry{{workerSource, "worker"}}, api.FormatIIFE, o)
	if len(bundle.Files) == 0 {
		return nil, found
	}
	return bundle.Files[0].Bytes, found
}

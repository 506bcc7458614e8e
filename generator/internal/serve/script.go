package serve

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"sync"

	"shirube/generator/internal/assets"
)

//go:embed preview/*.ts
var previewSources embed.FS

//go:embed preview/preview.css
var previewCSS []byte

// bundleScript returns a function that bundles the preview's script when it is first called.
func bundleScript() func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) {
		sources, err := fs.Sub(previewSources, "preview")
		if err != nil {
			return nil, err
		}
		script, found := assets.BundleModule(sources, "main.ts")
		if found.HasErrors() {
			return nil, fmt.Errorf("the preview's script: %s", found[0])
		}
		return script, nil
	})
}

// scriptAddress is the address of the preview's script, which names the language of its words.
func (o Options) scriptAddress() string {
	if o.Lang == "" || o.Lang == "ja" {
		return "/" + previewScript
	}
	return "/" + previewScript + "?lang=" + o.Lang
}

// ownScript answers with the preview's script.
func (s *server) ownScript(w http.ResponseWriter, r *http.Request) {
	script, err := s.script()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, previewScript, script)
}

package serve

import (
	"strings"
	"sync"

	"shirube/generator/internal/assets"
	"shirube/generator/internal/build"
	"shirube/generator/internal/search"
)

// A searchIndex is made when a browser asks for it, since it is written from every page, and kept
// until the site in view changes.
type searchIndex struct {
	mu       sync.Mutex
	revision int
	files    map[string][]byte // nil where it has not been made
}

// isOfIndex reports whether a path is that of a file of the search index.
func isOfIndex(name string) bool {
	return name == search.IndexPath || strings.HasPrefix(name, assets.Folder+"/search-")
}

// searchFile returns a file of the index of the site in view.
func (s *server) searchFile(name string) (o build.Output, ok bool, err error) {
	s.mu.RLock()
	revision := s.revision
	s.mu.RUnlock()
	index := &s.index
	index.mu.Lock()
	defer index.mu.Unlock()
	if index.files == nil || index.revision != revision {
		s.building.Lock()
		makeFiles := s.builder.SearchFiles()
		s.building.Unlock()
		if makeFiles == nil {
			return o, false, nil
		}
		if index.files, err = makeFiles(); err != nil {
			return o, false, err
		}
		index.revision = revision
	}
	bytes, ok := index.files[name]
	return build.Output{Path: name, Bytes: bytes}, ok, nil
}

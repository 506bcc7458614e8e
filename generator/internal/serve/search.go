package serve

import (
	"strings"

	"shirube/generator/internal/publish"
	"shirube/generator/internal/search"
)

// isOfIndex reports whether a path is that of a file of the search index.
func isOfIndex(name string) bool {
	return name == search.IndexPath || strings.HasPrefix(name, publish.AssetFolder+"/search-")
}

// searchFile returns a file of the search index of the site in view. The index needs every page, so it is made when a
// browser loads it.
func (s *server) searchFile(name string) (o publish.Output, ok bool, err error) {
	s.mu.RLock()
	index := s.index
	s.mu.RUnlock()
	if index == nil {
		return o, false, nil
	}
	files, err := index()
	bytes, ok := files[name]
	return publish.Output{Path: name, Bytes: bytes}, ok, err
}

package serve

import (
	"path/filepath"

	"shirube/generator/internal/build"
	"shirube/generator/internal/watch"
)

// changes returns what a builder must read again after c.
func (s *server) changes(c watch.Change) build.Changes {
	changes := build.Changes{All: c.All}
	for _, name := range c.Paths {
		if path, ok := within(s.options.Build.Content, name); ok {
			changes.Content = append(changes.Content, path)
		}
		if s.theme != "" {
			_, isTheme := within(s.theme, name)
			changes.Theme = changes.Theme || isTheme
		}
	}
	return changes
}

// within returns the slash-separated path of name below folder.
func within(folder, name string) (path string, ok bool) {
	path, err := filepath.Rel(folder, name)
	return filepath.ToSlash(path), err == nil && filepath.IsLocal(path)
}

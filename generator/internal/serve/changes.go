package serve

import (
	"path/filepath"
	"slices"

	"shirube/generator/internal/build"
	"shirube/generator/internal/watch"
)

// changes says what a builder must look at again after c.
func (o Options) changes(c watch.Change) build.Changes {
	changes := build.Changes{All: c.All}
	for _, name := range c.Paths {
		if path, ok := within(o.Build.Content, name); ok {
			changes.Content = append(changes.Content, path)
		}
		changes.Theme = changes.Theme || slices.ContainsFunc(o.Folders, func(folder string) bool {
			_, ok := within(folder, name)
			return ok
		})
	}
	return changes
}

// within returns the slash-separated path of name below folder.
func within(folder, name string) (path string, ok bool) {
	path, err := filepath.Rel(folder, name)
	return filepath.ToSlash(path), err == nil && filepath.IsLocal(path)
}

package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/atomicfile"
)

// fix corrects in the content folder what has one right answer, and returns the findings that are left.
func (c *command) fix(found diagnostic.List) (diagnostic.List, error) {
	fixes := make(map[string][]diagnostic.Fix)
	var left diagnostic.List
	for _, d := range found {
		if d.Fix == nil {
			left = append(left, d)
			continue
		}
		fixes[d.Span.Path] = append(fixes[d.Span.Path], *d.Fix)
	}
	root, err := os.OpenRoot(c.content)
	if err != nil {
		return found, err
	}
	defer root.Close()
	for _, name := range slices.Sorted(maps.Keys(fixes)) {
		done, err := fixFile(root, name, fixes[name])
		if err != nil {
			return found, diagnostic.Errorf("「%s」を直せません: %w", "cannot correct %q: %w", name, err)
		}
		c.say(c.words("%s: %d か所を直しました。", "%s: corrected %d places"), filepath.ToSlash(name), done)
	}
	return left, nil
}

// fixFile writes a file with its fixes applied, and returns how many were.
func fixFile(root *os.Root, name string, fixes []diagnostic.Fix) (int, error) {
	source, err := root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return 0, err
	}
	mended, done := diagnostic.Apply(source, fixes)
	if done == 0 {
		return 0, nil
	}
	return done, atomicfile.Write(filepath.Join(root.Name(), filepath.FromSlash(name)), mended)
}

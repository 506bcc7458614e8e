package build

import (
	"path/filepath"

	"shirube/generator/internal/highlight"
)

// newHighlighter returns what highlights the blocks of code of a builder's sites.
func newHighlighter(o Options) *highlight.Highlighter {
	if o.Cache == "" {
		return highlight.New("")
	}
	return highlight.New(filepath.Join(o.Cache, "highlight"))
}

// Save keeps in the folder Options.Cache what later runs need not find out again. It does nothing
// where there is nothing new, and may be called while the builder is at work.
func (b *Builder) Save() { b.highlighter.Save() }

// Close saves and lets go of the folder Options.Cache.
func (b *Builder) Close() { b.highlighter.Close() }

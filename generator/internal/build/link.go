package build

import (
	"crypto/sha256"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// configured are the hashes of the files that linking depends on.
type configured struct{ settings, sources [sha256.Size]byte }

// linkKey is what linking depends on beside the faces of pages.
type linkKey struct {
	configured
	baseURL string
	listing int
	calc    *calculator.Set
	today   content.Date
	drafts  bool
	preview bool
}

// linked is the last site that was linked. Linking is a pure function of its key and its faces.
type linked struct {
	key   linkKey
	faces []*markdown.PageSummary
	site  *site.Site
	found diagnostic.List
}

// link brings the pages together, unless all faces are what they were.
func (w *buildRun) link() {
	w.beside.Wait()
	w.progress(Linking, 0, 0)
	key := linkKey{w.configured, w.settings.BaseURL, w.listing.serial, w.calc.set, w.options.Today, w.options.Drafts, w.options.Preview}
	faces := make([]*markdown.PageSummary, len(w.docs))
	for i, doc := range w.docs {
		faces[i] = doc.PageSummary
	}
	if w.linked.site == nil || w.linked.key != key || !w.linked.holdsFor(faces) {
		linkedSite, found := site.Link(site.Input{
			Settings: w.settings, Sources: w.sources, Summaries: faces, Files: w.entries, Calc: w.calc.set,
			Today: w.options.Today, Drafts: w.options.Drafts, Preview: w.options.Preview,
		})
		w.linked = linked{key, faces, linkedSite, found}
	}
	w.site = w.linked.site
	w.report(w.linked.found...)
}

// holdsFor reports whether linking these faces would give the same again. Where links and embeds
// stand matters only to findings, so it may change on pages without any.
func (l *linked) holdsFor(faces []*markdown.PageSummary) bool {
	if len(l.faces) != len(faces) {
		return false
	}
	for i, face := range faces {
		if old := l.faces[i]; old != face && (!old.Same(face) || l.hasFindingIn(face.Path)) {
			return false
		}
	}
	return true
}

func (l *linked) hasFindingIn(path string) bool {
	for _, d := range l.found {
		if d.Span.Path == path {
			return true
		}
	}
	return false
}

package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// A guess is a dangling link that may have been meant for something else.
type guess struct {
	finding int   // index of its finding
	from    *Page // the page that has it; nil for one to a heading
	link    markdown.Link
	to      *Page  // the page whose heading is missing
	name    string // of the file or heading that is missing
}

// guess notes that the last finding may suggest what was meant.
func (l *linker) guess(g guess) {
	g.finding = len(l.found) - 1
	l.guesses = append(l.guesses, g)
}

const (
	// manyHeadings is how many headings that are missing get a suggestion by their spelling.
	manyHeadings = 1000
	// manyComparisons is how many names are compared with those that are missing. So many dangling links are not due to
	// spelling.
	manyComparisons = 1_000_000
)

// spellings are what missing names are compared with, made for the first dangling link.
type spellings struct {
	pages, pictures *spelling
	headings        int // that were missing
}

// begin allows as many comparisons as a site may take; after an edit, the pages that are linked again may take as many.
func (s *spellings) begin() {
	s.headings = 0
	if s.pages != nil {
		s.pages.left, s.pictures.left = manyComparisons, manyComparisons
	}
}

// suggest adds to the findings on a page's dangling links what was meant.
func (l *linker) suggest(f *followed) {
	s := l.spellings
	for _, g := range f.guesses {
		d := &f.found[g.finding]
		if g.to != nil {
			if s.headings++; s.headings <= manyHeadings {
				if near := diagnostic.Closest(g.name, slices.Sorted(g.to.summary().IDs)); near != "" {
					d.Suggestion = fmt.Sprintf("「#%s」のことですか。", near)
				}
			}
			continue
		}
		if s.pages == nil {
			s.pages, s.pictures = newSpelling(l.pagePaths()), newSpelling(l.picturePaths())
		}
		if g.link.Picture {
			g.suggest(d, s.pictures)
		} else {
			g.suggest(d, s.pages)
		}
	}
	f.found, f.guesses = f.found.Sort(), nil
}

func (g *guess) suggest(d *diagnostic.Diagnostic, s *spelling) {
	near := s.nearest(g.name)
	if near == "" {
		return
	}
	meant := relative(folderOf(cmp.Or(g.link.From, g.from.Path)), near)
	d.Suggestion = fmt.Sprintf("「%s」のことですか。", meant)
	if !s.shared[path.Base(near)] && path.Base(near) == path.Base(g.name) {
		d.Fix = &diagnostic.Fix{From: g.link.Span.Start, Old: "](" + g.link.Destination, New: "](" + strings.Replace(g.link.Destination, g.name, meant, 1)}
	}
}

// A spelling helps to guess which file a link was meant for.
type spelling struct {
	paths    diagnostic.Candidates
	byName   map[string]string   // last segment → first path
	shared   map[string]bool     // last segments of several paths
	byFolder map[string][]string // last segments
	known    map[string]string   // guesses by spelling, of names that were looked for
	left     int                 // comparisons that may still be made; they are slow
}

func newSpelling(paths []string) *spelling {
	s := &spelling{
		paths: diagnostic.NewCandidates(paths), byName: make(map[string]string, len(paths)), shared: make(map[string]bool),
		byFolder: make(map[string][]string), known: make(map[string]string), left: manyComparisons,
	}
	for _, p := range paths {
		name, folder := path.Base(p), folderOf(p)
		s.byFolder[folder] = append(s.byFolder[folder], name)
		if _, ok := s.byName[name]; ok {
			s.shared[name] = true
			continue
		}
		s.byName[name] = p
	}
	return s
}

// nearest finds a file that name may have been meant for: first one of the same name
// elsewhere, then one in its folder and one anywhere that is spelled alike.
func (s *spelling) nearest(name string) string {
	if p, ok := s.byName[path.Base(name)]; ok && p != name {
		return p
	}
	near, ok := s.known[name]
	if !ok {
		near = s.closest(name)
		s.known[name] = near
	}
	return near
}

func (s *spelling) closest(name string) string {
	const slower = 5 // paths are longer than names
	folder := folderOf(name)
	beside := s.byFolder[folder]
	if s.left -= len(beside); s.left < 0 {
		return ""
	}
	if near := diagnostic.Closest(path.Base(name), beside); near != "" {
		return path.Join(folder, near)
	}
	if s.left -= slower * s.paths.Len(); s.left < 0 {
		return ""
	}
	return s.paths.Closest(name)
}

func (l *linker) pagePaths() []string {
	var paths []string
	for _, p := range l.site.Pages {
		if !p.Generated {
			paths = append(paths, p.Path)
		}
	}
	return paths
}

func (l *linker) picturePaths() []string {
	var paths []string
	for _, f := range l.in.Files {
		if f.Kind == content.Image {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// idOnGitHub returns the id of the heading of a page that a fragment leads to on GitHub, in whatever letter case;
// empty where there is none.
func (l *linker) idOnGitHub(page *markdown.PageSummary, fragment string) string {
	made, ok := l.onGitHub.Load(page)
	if !ok {
		made, _ = l.onGitHub.LoadOrStore(page, idsOnGitHub(page.Headings))
	}
	return made.(map[string]string)[strings.ToLower(norm.NFC.String(fragment))]
}

// idsOnGitHub returns the ids of headings by those that lead to them on GitHub.
func idsOnGitHub(headings []markdown.Heading) map[string]string {
	seen, ids := make(map[string]int), make(map[string]string, 2*len(headings))
	for _, h := range headings {
		slug := norm.NFC.String(markdown.GitHubSlug(h.Text))
		own := slug
		if n := seen[slug]; n > 0 {
			own += "-" + strconv.Itoa(n)
		}
		seen[slug]++
		for _, name := range []string{own, strings.ToLower(h.ID)} {
			if _, taken := ids[name]; !taken {
				ids[name] = h.ID
			}
		}
	}
	return ids
}

// relative returns the path of name as seen from a folder.
func relative(folder, name string) string {
	from := strings.Split(folder, "/")
	if folder == "" {
		from = nil
	}
	to := strings.Split(name, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

package check

import (
	"maps"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/syntax"
)

// damage adds the names that unreadable declarations of a file may have declared.
func (s *scope) damage(f *syntax.File) {
	for _, name := range f.Damaged {
		s.damaged[name] = true
	}
}

// isDamaged reports whether a name may belong to a declaration that could not be read: uses of it are not reported
// as well.
func (s *scope) isDamaged(name string) bool {
	name, _, _ = strings.Cut(name, ".") // a result of a 判定
	return find(s, name, func(s *scope) map[string]bool { return s.damaged })
}

// isReported marks an undeclared name as reported, and returns whether it was before or belongs to a declaration with
// an error of its own.
func (b *builder) isReported(name string) bool {
	if b.scope.isDamaged(name) || b.reported[name] {
		b.broken = true
		return true
	}
	b.reported[name] = true
	return false
}

// try makes a check whose findings are dropped, since another check of the same words reports them. What it finds does not count as
// reported.
func (b *builder) try(check func()) {
	list, names, lines := b.list, maps.Clone(b.reported), maps.Clone(b.spacedLines)
	check()
	b.list, b.reported, b.spacedLines = list, names, lines
}

// spacesMissing reports a name that is really several words of the language. A line gives
// one such finding.
func (b *builder) spacesMissing(name string, at diagnostic.Span, options func(string) bool) bool {
	spaced, ok := b.config.Units.Spaced(name, func(word string) bool { return b.scope.value(word) != nil || options != nil && options(word) })
	if !ok {
		return false
	}
	if !b.spacedLines[at.Start.Line] {
		b.spacedLines[at.Start.Line] = true
		b.errorAt(syntax.CodeSpaces, at, "「"+name+"」という名前はどこにもありません。", syntax.SpacesRemedy(spaced))
	}
	return true
}

// mentionsDamaged reports whether an expression has a name of a declaration that could not be read.
func (b *builder) mentionsDamaged(x syntax.Expr) bool {
	found := false
	syntax.Walk(x, func(x syntax.Expr) {
		if n, ok := x.(*syntax.Name); ok && b.scope.isDamaged(n.Name) {
			found = true
		}
	})
	return found
}

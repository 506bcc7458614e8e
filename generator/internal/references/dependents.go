package references

import (
	"slices"

	"shirube/generator/internal/lint"
)

// DependentsOf returns the places that depend on a source, also through others: figures and tables that cite it, the
// calculators that cite it or compute with those figures, their examples, and the pages that quote or show any of
// them. The places come by file and line.
func DependentsOf(in lint.Input, source string) []Use {
	queue := []string{source}
	var uses []Use
	for at := 0; at < len(queue); at++ {
		subject, err := Why(in, queue[at])
		if err != nil {
			continue // a source that nobody declares has no dependents
		}
		uses = append(uses, subject.Uses...)
		for _, name := range dependentNames(in, subject) {
			if !slices.Contains(queue, name) {
				queue = append(queue, name)
			}
		}
	}
	sortUses(uses)
	return slices.Compact(uses)
}

// dependentNames returns the figures, tables and calculators that depend on the subject.
func dependentNames(in lint.Input, s Subject) []string {
	var names []string
	if f := in.Site.Figures; f != nil && s.Kind == sourceKind {
		for _, v := range f.All() {
			if slices.Contains(v.Sources, s.Name) {
				names = append(names, v.Name)
			}
		}
		for _, t := range f.Tables() {
			if slices.Contains(t.Sources, s.Name) {
				names = append(names, t.Name)
			}
		}
	}
	if in.Calc == nil || s.Kind == calculatorKind {
		return names
	}
	for _, p := range in.Calc.Programs {
		if slices.ContainsFunc(s.Uses, func(u Use) bool { return u.Span.Path == p.Path }) {
			names = append(names, p.Name)
		}
	}
	return names
}

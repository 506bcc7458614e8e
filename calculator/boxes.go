package calculator

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// isBox reports whether an input is an option of a 複数選択.
func (p *Program) isBox(input int) bool {
	return slices.ContainsFunc(p.typed.Sets, func(s ir.BoxSet) bool { return slices.Contains(s.Inputs, input) })
}

// boxAnswers replaces each answer to a 複数選択 (a JSON array of names, or names separated by commas or と; なし ticks
// none) by answers to its options, which may also be answered directly (当てはまるもの.手帳).
func (p *Program) boxAnswers(given map[string]any) (map[string]any, error) {
	if len(p.typed.Sets) == 0 {
		return given, nil
	}
	all := maps.Clone(given)
	for i := range p.typed.Sets {
		s := &p.typed.Sets[i]
		value := given[s.Name]
		delete(all, s.Name)
		if value == nil || value == "" {
			continue
		}
		boxes, problem := boxesOf(s, value)
		if problem.Ja != "" {
			return nil, boxesError(s, problem)
		}
		for option, input := range s.Inputs {
			name := p.typed.Inputs[input].Name
			if _, twice := all[name]; twice {
				return nil, boxesError(s, diagnostic.Textf("「%s」にも答えがあります。", "“%s” is answered, too.", name))
			}
			all[name] = boxes[option]
		}
	}
	return all, nil
}

// boxesOf returns the answer to each option of a 複数選択.
func boxesOf(s *ir.BoxSet, value any) (boxes []any, problem diagnostic.Text) {
	names, isKnown, problem := namesOf(value)
	boxes = make([]any, len(s.Options))
	for i := range boxes {
		if boxes[i] = any(false); !isKnown {
			boxes[i] = Unsure
		}
	}
	for _, name := range names {
		option := slices.IndexFunc(s.Options, func(o ir.Option) bool { return o.Name == name || syntax.Fold(o.Label) == name })
		if option < 0 {
			return nil, diagnostic.Textf("「%s」という選択肢はありません。", "There is no option “%s”.", excerpt(name))
		}
		boxes[option] = true
	}
	return boxes, problem
}

// namesOf returns the names that an answer ticks; isKnown is false for わからない.
func namesOf(value any) (names []string, isKnown bool, problem diagnostic.Text) {
	switch v := value.(type) {
	case []string:
		return v, true, problem
	case []any:
		for _, x := range v {
			name, ok := x.(string)
			if !ok {
				return nil, true, diagnostic.Textf("「%s」は選択肢の名前ではありません。", "“%s” is not the name of an option.", excerpt(x))
			}
			names = append(names, strings.TrimSpace(syntax.Fold(name)))
		}
		return names, true, problem
	case string:
		text := strings.TrimSpace(syntax.Fold(v))
		if text == Unsure || text == "なし" {
			return nil, text == "なし", problem
		}
		for part := range strings.SplitSeq(strings.ReplaceAll(text, " と ", ","), ",") {
			names = append(names, strings.TrimSpace(part))
		}
		return names, true, problem
	}
	return nil, true, diagnostic.Textf("「%s」は読めません。", "“%s” cannot be read.", excerpt(value))
}

// boxesError returns the error for a wrong answer to a 複数選択.
func boxesError(s *ir.BoxSet, problem diagnostic.Text) error {
	names := optionNames(s.Options)
	return &InputError{Input: s.Name, Problem: problem, Accepts: diagnostic.Text{
		Ja: fmt.Sprintf("「%s」のうち当てはまるもの（「、」で並べます）か「なし」か「%s」", strings.Join(names, "」「"), Unsure),
		En: fmt.Sprintf("those of “%s” that apply (with “、” between them), “なし” or “%s”", strings.Join(names, "”, “"), Unsure),
	}}
}

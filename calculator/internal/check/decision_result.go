package check

import (
	"fmt"
	"slices"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// resultType returns the type of a result of a 判定 with several. Its options are those of the rules, first those
// with words of their own.
func (b *builder) resultType(d *syntax.Decision, result int) *ir.Type {
	form := d.Results[result].Form
	t := &ir.Type{Kind: kindOf(form), Unit: ir.UnitOf(form.Unit)}
	if t.Kind == ir.YesNo {
		t.Options = yesNoOptions()
	}
	if t.Kind != ir.Choice {
		return t
	}
	named := map[string]bool{}
	var rest []ir.Option
	for _, r := range d.Rules {
		for _, o := range r.Results[result].Options {
			if !named[o.Name] {
				named[o.Name] = true
				rest = append(rest, ir.Option{Name: o.Name, Label: o.Name})
			}
		}
	}
	for _, line := range d.Options {
		if !isOutcome(d, line.Name.Name) {
			b.errorAt(CodeUnused, line.Name.Span, fmt.Sprintf("結果「%s」になる規則がありません。", line.Name.Name), withoutRule(line.Name.Name))
		}
		if named[line.Name.Name] && bitOf(t.Options, line.Name.Name) < 0 {
			t.Options = append(t.Options, ir.Option{Name: line.Name.Name, Label: b.text("選択肢", b.out.Name, line.Label)})
		}
	}
	for _, o := range rest {
		if bitOf(t.Options, o.Name) < 0 {
			t.Options = append(t.Options, o)
		}
	}
	if len(t.Options) > ir.MaxOptions {
		b.errorAt(CodeTooManyOptions, d.Name.Span, fmt.Sprintf("結果が多すぎます（%d個まで）。", ir.MaxOptions), "結果をまとめてください。")
		t.Options = t.Options[:ir.MaxOptions]
	}
	return t
}

// isOutcome reports whether a rule names an option in one of its results.
func isOutcome(d *syntax.Decision, name string) bool {
	return slices.ContainsFunc(d.Rules, func(r syntax.Rule) bool {
		return slices.ContainsFunc(r.Results, func(result syntax.RuleResult) bool {
			return slices.ContainsFunc(result.Options, func(o syntax.Ident) bool { return o.Name == name })
		})
	})
}

// ruleValue returns the value where the condition of a rule holds: its outcomes, or its result.
func (b *builder) ruleValue(s *symbol, t *ir.Type, r syntax.Rule, e *env) ir.Expr {
	if len(s.decision.Results) == 0 {
		return &ir.Literal{Typed: ir.Of(t, ir.Extent{Possible: outcomeMask(t, r.Outcomes)})}
	}
	result := r.Results[s.result]
	if t.Kind == ir.Choice {
		return &ir.Literal{Typed: ir.Of(t, ir.Extent{Possible: outcomeMask(t, result.Options)})}
	}
	x := b.expression(result.Expr, e)
	if x == nil {
		return nil
	}
	form := s.decision.Results[s.result].Form
	if !admits(form, x.Type()) {
		return b.reject(CodeDeclaredUnit, result.Span, fmt.Sprintf("「%s」は%sと宣言されていますが、規則の値は%sです。", s.name, formName(form), kindName(x.Type())),
			"規則の値か、判定の1行目の種類を直してください。")
	}
	if t.Kind == ir.Number {
		return withUnit(x, t.Unit)
	}
	return x
}

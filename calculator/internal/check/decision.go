package check

import (
	"fmt"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// maxRules is the largest number of rules of one 判定.
const maxRules = 500

// decision checks one 判定.
func (b *builder) decision(s *symbol) (ir.Step, ir.Expr) {
	d := s.decision
	step := ir.Step{Kind: ir.Decision, Name: s.name, Words: decisionWords(d), Help: b.words(d.Properties, "説明"),
		Sources: b.sources(d.Properties), Assumed: b.words(d.Properties, "仮定"), Position: s.at}
	for _, r := range d.Rules {
		isSourced := b.literalsSourced(b.scope, d.Properties, r.Cond)
		for _, result := range r.Results {
			isSourced = isSourced && b.literalsSourced(b.scope, d.Properties, result.Expr)
		}
		if !isSourced {
			break
		}
	}
	if len(d.Rules) > maxRules {
		b.errorAt(CodeProgramSize, d.Rules[maxRules].Span, fmt.Sprintf("規則が多すぎます（%d個まで）。", maxRules), "範囲で決まるものは「表」に、残りはいくつかの「判定」に分けてください。")
		return step, nil
	}
	if len(d.Results) > 0 {
		return step, b.firstRule(s, b.resultType(d, s.result))
	}
	t := &ir.Type{Kind: ir.Choice, Options: b.outcomes(d)}
	if d.All {
		return step, b.allRules(s, t)
	}
	return step, b.firstRule(s, t)
}

// decisionWords writes the rules of a decision in one line.
func decisionWords(d *syntax.Decision) string {
	rules, separator := make([]string, len(d.Rules)), " または "
	if len(d.Results) > 0 {
		separator = " | "
	}
	for i, r := range d.Rules {
		outcomes := make([]string, len(r.Outcomes))
		for j, o := range r.Outcomes {
			outcomes[j] = o.Name
		}
		for _, result := range r.Results {
			outcomes = append(outcomes, result.Text)
		}
		words := r.Words
		if r.Cond == nil {
			words = "それ以外"
		}
		rules[i] = words + "：" + strings.Join(outcomes, separator)
	}
	return strings.Join(rules, " ／ ")
}

// outcomes lists the outcomes: those with words of their own first, then as the rules name them.
func (b *builder) outcomes(d *syntax.Decision) []ir.Option {
	var list []ir.Option
	if len(d.Options) > 0 {
		list = b.options(d.Options, d.Name, ir.MaxOptions)
	}
	used := map[string]bool{}
	for _, r := range d.Rules {
		for _, o := range r.Outcomes {
			used[o.Name] = true
			if bitOf(list, o.Name) >= 0 {
				continue
			}
			if len(list) == ir.MaxOptions {
				b.errorAt(CodeTooManyOptions, o.Span, fmt.Sprintf("結果が多すぎます（%d個まで）。", ir.MaxOptions), "結果をまとめてください。")
				return list
			}
			list = append(list, ir.Option{Name: o.Name, Label: o.Name})
		}
	}
	for _, o := range d.Options {
		if !used[o.Name.Name] {
			b.errorAt(CodeUnused, o.Name.Span, fmt.Sprintf("結果「%s」になる規則がありません。", o.Name.Name), withoutRule(o.Name.Name))
		}
	}
	return list
}

// withoutRule says how to correct a line of a 判定 that was read as an outcome but is that of no rule.
func withoutRule(name string) string {
	return diagnostic.DidYouMean(name, []string{"説明", "選び方", "出典", "仮定"}, fmt.Sprintf("「もし 条件: %s」を足すか、この行を消してください。", name))
}

// outcomeMask returns the bits of outcomes; unknown ones, which are reported elsewhere, have none.
func outcomeMask(t *ir.Type, outcomes []syntax.Ident) int64 {
	mask := int64(0)
	for _, o := range outcomes {
		if bit := bitOf(t.Options, o.Name); bit >= 0 {
			mask |= 1 << bit
		}
	}
	return mask
}

// firstRule builds the value of a 判定 whose first matching rule decides, and rejects rules that cannot be reached.
func (b *builder) firstRule(s *symbol, t *ir.Type) ir.Expr {
	d := s.decision
	node := &ir.Cond{Typed: ir.Typed{T: t}}
	e := b.envOf(s)
	var before []ir.Expr
	closed, failed := false, false
	for i, r := range d.Rules {
		if closed {
			return b.reject(CodeShadowed, r.Span, "この規則まで来ることはありません。", "前の規則だけで決まっています。前の条件を確かめるか、この規則を消してください。")
		}
		if r.Cond == nil {
			b.probeRule(s, before, nil, r)
			node.Else, closed = b.ruleValue(s, t, r, e), true
			failed = failed || node.Else == nil
			break
		}
		c := b.condition(r.Cond, e)
		if c == nil || !b.occurs(c, r, i > 0) {
			failed = true
			continue
		}
		b.probeRule(s, before, c.x, r)
		outcome := b.ruleValue(s, t, r, e.with(c.yes, true))
		if outcome == nil {
			failed = true
			continue
		}
		if c.x.Extent().Possible == ir.Yes {
			node.Else, closed = outcome, true
			continue
		}
		node.Cases = append(node.Cases, ir.Case{Cond: c.x, Then: outcome})
		before = append(before, not(c.x))
		// What is left contradicts itself, so this rule takes all the rest.
		if e = e.with(c.no, true); e.dead {
			node.Cases, node.Else, closed = node.Cases[:len(node.Cases)-1], outcome, true
		}
	}
	if failed {
		return nil
	}
	return b.closed(s, node)
}

// occurs requires that a rule's condition can hold where the earlier ones do not.
func (b *builder) occurs(c *cond, r syntax.Rule, later bool) bool {
	if c.x.Extent().Possible&ir.Yes != 0 {
		return true
	}
	suggestion := "条件か、入力の範囲を確かめてください。"
	if later {
		suggestion = "前の規則で先に決まっているか、範囲の外です。" + suggestion
	}
	b.errorAt(CodeNever, r.Cond.At(), "この条件に当てはまることはありません。", suggestion)
	return false
}

// closed requires the rules to decide every case.
func (b *builder) closed(s *symbol, node *ir.Cond) ir.Expr {
	if node.Else == nil {
		what := "どの規則にも当てはまらない場合があります。"
		if missed := b.uncoveredCase(s); missed != "" {
			what = missed + "の規則がありません。"
		}
		return b.reject(CodeNotExhaustive, s.at, fmt.Sprintf("判定「%s」には、%s", s.name, what), "規則を足すか、最後に「それ以外: 結果」を書いてください。")
	}
	if len(node.Cases) == 0 {
		return node.Else
	}
	values := []ir.Expr{node.Else}
	for _, c := range node.Cases {
		values = append(values, c.Then)
	}
	if node.T.Kind == ir.Number {
		var ok bool
		if values, ok = b.align(values, s.at); !ok {
			return nil
		}
		node.T = values[0].Type()
		for i := range node.Cases {
			node.Cases[i].Then = values[i+1]
		}
		node.Else = values[0]
	}
	node.E = values[0].Extent()
	for _, x := range values[1:] {
		node.E = hull(node.T.Kind, node.E, x.Extent())
	}
	return node
}

// probeRule adds the probe of a rule: that no rule before it holds (before) and its own condition c does, which is
// nil for それ以外.
func (b *builder) probeRule(s *symbol, before []ir.Expr, c ir.Expr, r syntax.Rule) {
	if s.result > 0 {
		return // reported with the first result
	}
	args := before[:len(before):len(before)]
	if c != nil {
		args = append(args, c)
	}
	if len(args) == 0 {
		return
	}
	words := "もし " + r.Words
	if r.Cond == nil {
		words = "それ以外"
	}
	b.addProbe(and(args...), r.Span, fmt.Sprintf("判定「%s」の", s.decision.Name.Name), words, "つの規則")
}

// allRules builds the value of a 判定 with 選び方: すべて.
func (b *builder) allRules(s *symbol, t *ir.Type) ir.Expr {
	d := s.decision
	node := &ir.Outcomes{Typed: ir.Typed{T: &ir.Type{Kind: ir.Set, Options: t.Options}}}
	for i, r := range d.Rules {
		if r.Cond == nil {
			return b.reject(CodeSetOnly, r.Span, "「選び方: すべて」の判定に「それ以外」は書けません。", "この行を消すか、条件を書いてください。")
		}
		c := b.condition(r.Cond, b.envOf(s))
		if c == nil || !b.occurs(c, r, false) {
			return nil
		}
		for _, o := range r.Outcomes {
			node.Conds = append(node.Conds, c.x)
			node.Bits = append(node.Bits, bitOf(t.Options, o.Name))
		}
		node.E.Possible |= outcomeMask(t, r.Outcomes)
		b.addProbe(c.x, d.Rules[i].Span, fmt.Sprintf("判定「%s」の", d.Name.Name), "もし "+r.Words, "つの規則")
	}
	return node
}

// literalsSourced requires a source where a formula or decision has a figure of its own. 0, 1, rounding steps and
// conversions of units are no figures.
func (c *checker) literalsSourced(s *scope, p syntax.Properties, x syntax.Expr) bool {
	if p.Get("出典") != nil || p.Get("仮定") != nil {
		return true
	}
	for _, n := range s.statedFigures(x) {
		if s.isConversion(n.Quantity) {
			continue
		}
		c.errorAt(CodeFigureWithoutWords, n.Span, fmt.Sprintf("「%s」の出典がありません。", n.Quantity),
			"「値」として出典とともに宣言して名前で呼ぶか、ここに「出典: …」か「仮定: 理由」を書いてください。")
		return false
	}
	return true
}

// statedFigures lists the literals of x that are figures.
func (s *scope) statedFigures(x syntax.Expr) []*syntax.Number {
	steps := map[syntax.Expr]bool{} // and options
	var list []*syntax.Number
	syntax.Walk(x, func(x syntax.Expr) {
		switch n := x.(type) {
		case *syntax.Among:
			if name, ok := n.X.(*syntax.Name); ok && s.value(name.Name) != nil && s.value(name.Name).options {
				for _, option := range n.Alts {
					steps[option] = true
				}
			}
		case *syntax.Call:
			if len(n.Args) >= 2 && diagnostic.Closest(n.Name.Name, []string{"切り捨て", "切り上げ", "四捨五入"}) != "" {
				steps[n.Args[1]] = true
			}
		case *syntax.Number:
			if !steps[x] && !isTrivial(n.Quantity) {
				list = append(list, n)
			}
		}
	})
	return list
}

// isTrivial reports numbers that need no source: −1, 0, 1, and what holds by definition.
func isTrivial(q syntax.Quantity) bool {
	s := q.String()
	switch s {
	case "52週/年", "100%":
		return true
	}
	return q.Value.Scale == 0 && q.Value.Digits.IsInt64() && q.Value.Digits.Int64() >= -1 && q.Value.Digits.Int64() <= 1
}

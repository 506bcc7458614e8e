package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// answer reads a value that a file gives for an input: one value, a range or alternatives. inside requires it to be in
// 範囲.
func (b *builder) answer(in *ir.Input, value, high syntax.Expr, at diagnostic.Span, inside bool) (ir.Extent, bool) {
	if w, ok := value.(*syntax.Word); ok && w.Text == "わからない" && high == nil && inside {
		return in.Unknown, true
	}
	low, ok := b.singleAnswer(&in.Type, value)
	if !ok {
		return low, false
	}
	if high != nil {
		if low, ok = b.highAnswer(in.Name, &in.Type, low, high, at); !ok {
			return low, false
		}
	}
	if in.Type.Kind == ir.Number && (low.Low%in.Step != 0 || low.High%in.Step != 0) {
		b.errorAt(CodeStep, at, fmt.Sprintf("「%s」は %s きざみです。", in.Name, ir.FormatNumber(in.Step, &in.Type)), "きざみに合う値にするか、「刻み」を変えてください。")
		return low, false
	}
	if inside && !within(in.Type.Kind, low, in.Range) {
		b.errorAt(CodeOutOfRange, at, fmt.Sprintf("「%s」の範囲に入っていません。", in.Name),
			fmt.Sprintf("%s の中の値にするか、「範囲」を広げてください。", ir.FormatExtent(in.Range, &in.Type)))
		return low, false
	}
	return low, true
}

// highAnswer returns the range from low to the value high.
func (b *builder) highAnswer(name string, t *ir.Type, low ir.Extent, high syntax.Expr, at diagnostic.Span) (ir.Extent, bool) {
	if !t.Kind.IsInterval() || t.IsLong() {
		b.errorAt(CodeAnswer, at, fmt.Sprintf("「%s」に「から」の範囲は書けません。", name), "選択肢は「A か B」のように並べてください。")
		return low, false
	}
	top, ok := b.singleAnswer(t, high)
	if !ok {
		return low, false
	}
	if top.High < low.Low {
		b.errorAt(CodeRangeOrder, at, "範囲の両端が逆です。", "小さい方を先に書いてください。")
		return low, false
	}
	return ir.Extent{Low: low.Low, High: top.High}, true
}

// within reports whether every value of inner is one of outer.
func within(k ir.Kind, inner, outer ir.Extent) bool {
	if k.IsInterval() {
		return inner.Low >= outer.Low && inner.High <= outer.High
	}
	return inner.Possible&^outer.Possible == 0
}

// singleAnswer reads one value of a type, or alternatives of a choice.
func (b *builder) singleAnswer(t *ir.Type, x syntax.Expr) (ir.Extent, bool) {
	if name, ok := nameOf(x); ok && t.IsLong() {
		return b.optionAnswer(t, name, x.At())
	}
	switch n := x.(type) {
	case *syntax.Bad:
		return ir.Extent{}, false
	case *syntax.Number:
		switch t.Kind {
		case ir.Number:
			return b.numberAnswer(t, n)
		case ir.Choice, ir.Set:
			return b.optionAnswer(t, n.Quantity.String(), n.Span)
		}
	case *syntax.Date:
		if t.Kind == ir.Date {
			return ir.Point(n.Day), true
		}
	case *syntax.Bool:
		if t.Kind == ir.YesNo {
			return ir.Extent{Possible: map[bool]int64{true: ir.Yes, false: ir.No}[n.Yes]}, true
		}
	case *syntax.Name:
		if t.Kind == ir.Choice || t.Kind == ir.Set {
			return b.optionAnswer(t, n.Name, n.At())
		}
	case *syntax.Word: // an option may be called なし
		if bitOf(t.Options, n.Text) >= 0 {
			return b.optionAnswer(t, n.Text, n.Span)
		}
	case *syntax.Among:
		return b.alternatives(t, n)
	}
	b.errorAt(CodeAnswer, x.At(), fmt.Sprintf("ここに書けるのは%sです。", kindName(t)), b.answerRemedy(t, x))
	return ir.Extent{}, false
}

// answerRemedy says how to write an answer of a type that is written otherwise.
func (b *builder) answerRemedy(t *ir.Type, x syntax.Expr) string {
	name, _ := nameOf(x)
	remedy := ""
	switch t.Kind {
	case ir.YesNo:
		word := strings.ToLower(name)
		if slices.Contains([]string{"yes", "y", "true", "有", "有り", "あり", "ある", "該当"}, word) {
			remedy = "「はい」と書いてください。"
		} else if slices.Contains([]string{"no", "n", "false", "無", "無し", "ない", "非該当"}, word) {
			remedy = "「いいえ」と書いてください。"
		}
	case ir.Date:
		remedy = syntax.DateRemedy(name)
	case ir.Number:
		remedy = cmp.Or(b.config.Units.RangeRemedy(name), b.config.Units.NumberRemedy(name))
	}
	return cmp.Or(remedy, "値の種類を確かめてください。")
}

// alternatives reads options that か joins: their union, or for a long choice the hull, which then covers the options
// between them too.
func (b *builder) alternatives(t *ir.Type, n *syntax.Among) (ir.Extent, bool) {
	var e ir.Extent
	if n.All {
		b.errorAt(CodeAnswer, n.Span, "「と」で並べられるのは、複数選択の答えだけです。", "どれか1つに決まらないときは「A か B」と書いてください。")
		return e, false
	}
	if t.Kind.IsInterval() && !t.IsLong() {
		b.errorAt(CodeAnswer, n.Span, "数や日付を「か」で並べることはできません。", "範囲なら「A から B」と書いてください。")
		return e, false
	}
	for i, alt := range n.Alts {
		one, ok := b.singleAnswer(t, alt)
		if !ok {
			return e, false
		}
		if i == 0 {
			e = one
		}
		e = hull(t.Kind, e, one)
	}
	return e, true
}

// optionAnswer returns the option called name.
func (b *builder) optionAnswer(t *ir.Type, name string, at diagnostic.Span) (ir.Extent, bool) {
	bit := bitOf(t.Options, name)
	if bit < 0 {
		b.unknownOption(t, name, at)
		return ir.Extent{}, false
	}
	return t.Option(bit), true
}

// unknownOption reports a name that no option has, once for each name. Words that readers see in place of the name
// are recognized, and several words written without a space.
func (b *builder) unknownOption(t *ir.Type, name string, at diagnostic.Span) {
	var names []string
	for _, o := range t.Options {
		names = append(names, o.Name)
	}
	if b.isReported("選択肢 " + name) {
		return
	}
	isOption := func(word string) bool { return bitOf(t.Options, word) >= 0 }
	if b.spacesMissing(name, at, isOption) {
		return
	}
	suggestion := "選べるのは " + quoteList(names) + " です。"
	if t.IsLong() {
		suggestion = fmt.Sprintf("選べる名前は%d個あります。", len(names))
	}
	suggestion = diagnostic.DidYouMean(name, names, suggestion)
	for _, o := range t.Options {
		if o.Label == name {
			suggestion = fmt.Sprintf("「%s」と書いてください。選択肢は、言葉ではなく名前で書きます。", o.Name)
		}
	}
	b.errorAt(CodeUnknownOption, at, fmt.Sprintf("「%s」という選択肢はありません。", name), suggestion)
}

func quoteList(names []string) string {
	s := ""
	for _, n := range names {
		s += "「" + n + "」"
	}
	return s
}

// numberAnswer reads a number at the scale of t. A bare number takes the unit of t: 20 for 20日, and 10 for 10% where
// t is in %.
func (b *builder) numberAnswer(t *ir.Type, n *syntax.Number) (ir.Extent, bool) {
	if n.Bare && t.Unit.Percent {
		n.Quantity.Unit.Percent = true
	}
	unit := ir.UnitOf(n.Quantity.Unit)
	if unit != t.Unit && !n.Bare {
		b.wrongUnit(n.Span, unit, t.Unit)
		return ir.Extent{}, false
	}
	v, ok := n.Quantity.Number().Stored(t.Scale)
	if !ok {
		b.errorAt(CodeStep, n.Span, fmt.Sprintf("小数の桁が合いません（小数%d桁まで）。", t.Scale), "桁を減らすか、入力なら「刻み: 0.1」のように刻みを書いてください。")
		return ir.Extent{}, false
	}
	return ir.Point(v), true
}

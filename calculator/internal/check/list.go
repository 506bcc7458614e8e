package check

import (
	"fmt"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// maxItems is the largest size of a list.
const maxItems = 50

// A list is 一覧 as the checker unrolls it: an input for the number of items, and for each item that
// there may be, inputs for its fields and steps for the formulas over it. The values of items beyond the
// number are used by no result. All items have the same extents, so that a finding about one of them
// is a finding about all.
type list struct {
	symbol *symbol
	decl   *syntax.List
	index  int // in Program.Lists
	count  ir.Expr
	inputs [][]int            // by item and field
	exists []ir.Expr          // by item: that the list has it
	before map[[2]int]ir.Expr // by two items: that the first comes before the second by 並び
}

// lists declares the 一覧 of the file with their fields.
func (b *builder) lists() {
	for _, d := range b.file.Lists {
		s := &symbol{kind: inputSymbol, index: len(b.out.Inputs)}
		if !b.declare(b.scope, d.Count.Name, s) {
			continue
		}
		count, ok := b.input(d.Count)
		s.failed = !ok
		low, high := count.Range.Low, count.Range.High
		if ok && (low < 0 || high > maxItems || high < 1 || count.Type.Scale > 0) {
			b.errorAt(CodeListSize, d.Count.Name.Span, fmt.Sprintf("一覧「%s」の数は、0から%dまでの範囲で書きます。", count.Name, maxItems),
				fmt.Sprintf("「一覧 %s: 0人 から 10人」のように書いてください。", count.Name))
			s.failed = true
		}
		if s.failed {
			high, b.broken = 1, true
		}
		b.addInput(count)
		s.list = &list{symbol: s, decl: d, index: len(b.out.Lists), count: b.inputRefs[s.index], before: map[[2]int]ir.Expr{}}
		b.fields(s.list, int(high))
		b.out.Lists = append(b.out.Lists, ir.List{Name: count.Name, Count: s.index, Items: s.list.inputs})
	}
}

// fields declares the fields of a list and adds their inputs, item by item.
func (b *builder) fields(l *list, size int) {
	var inputs []ir.Input
	var fields []*symbol
	for _, d := range l.decl.Fields {
		s := &symbol{kind: fieldSymbol, list: l, index: len(fields), options: d.Form == syntax.ChoiceInput}
		if !b.declare(b.scope, d.Name, s) {
			continue
		}
		in, ok := b.input(d)
		s.failed = !ok
		inputs, fields = append(inputs, in), append(fields, s)
	}
	if len(b.out.Inputs)+size*len(inputs) > maxInputs {
		b.errorAt(CodeProgramSize, l.decl.Count.Name.Span, fmt.Sprintf("一覧の項目が多すぎます（入力は合わせて%d個まで）。", maxInputs),
			"一覧の数の上限を下げるか、項目を減らしてください。")
		size = 1
	}
	for i := range size {
		var row []int
		for _, in := range inputs {
			in.Item = &ir.ListItem{List: l.index, Index: i}
			row = append(row, len(b.out.Inputs))
			b.addInput(in)
		}
		l.inputs = append(l.inputs, row)
		l.exists = append(l.exists, hasItem(l, i))
	}
	b.listOrder(l)
}

// hasItem returns the condition that the list has an item i, counted from 0.
func hasItem(l *list, i int) ir.Expr {
	if l.count.Extent().Low > int64(i) {
		return yesNoLiteral(true)
	}
	number := &ir.Literal{Typed: ir.Of(l.count.Type(), ir.Point(int64(i+1)))}
	return compareOf(ir.LessEqual, number, l.count)
}

// listOrder checks 並び.
func (b *builder) listOrder(l *list) {
	order := l.decl.Order
	if order == nil {
		return
	}
	s := b.scope.values[order.Field.Name]
	if s == nil || s.kind != fieldSymbol || s.list != l {
		b.errorAt(CodeListOrder, order.Field.Span, fmt.Sprintf("「%s」は、この一覧の項目ではありません。", order.Field.Name),
			"「項目」で書いた日付か数の名前を書いてください。")
		l.decl.Order = nil
		return
	}
	s.used = true
	if in := &b.out.Inputs[l.inputs[0][s.index]]; !in.Type.Kind.IsInterval() || in.Type.IsLong() {
		b.errorAt(CodeListOrder, order.Field.Span, fmt.Sprintf("「%s」の順には並べられません。", order.Field.Name), "日付か数の項目の名前を書いてください。")
		l.decl.Order = nil
	}
}

// precedes returns the condition that item j comes before item i: by 並び, equal ones in the order of the answers.
func (b *builder) precedes(l *list, j, i int) ir.Expr {
	if l.decl.Order == nil {
		return yesNoLiteral(j < i)
	}
	pair := [2]int{j, i}
	if before, ok := l.before[pair]; ok {
		return before
	}
	field := b.scope.values[l.decl.Order.Field.Name].index
	x, y := b.inputRefs[l.inputs[j][field]], b.inputRefs[l.inputs[i][field]]
	if l.decl.Order.Descending {
		x, y = y, x
	}
	op := ir.Less
	if j < i {
		op = ir.LessEqual
	}
	l.before[pair] = compareOf(op, x, y)
	return l.before[pair]
}

// declareOver declares a 式 or 判定, with a symbol for each item where it is over a list.
func (b *builder) declareOver(name syntax.Ident, over *syntax.Ident, s *symbol) {
	if !b.declare(b.scope, name, s) || over == nil {
		return
	}
	of := b.scope.value(over.Name)
	if of == nil || of.list == nil || of.kind != inputSymbol {
		if !b.scope.isDamaged(over.Name) {
			b.errorAt(CodeUnknownList, over.Span, fmt.Sprintf("「%s」という一覧はありません。", over.Name), b.nearestList(over.Name))
		}
		s.failed, s.used, s.state = true, true, resolved
		b.scope.damaged[name.Name] = true
		return
	}
	of.used = true
	s.list = of.list
	for i := range of.list.inputs {
		item := *s
		item.item = i
		s.items = append(s.items, &item)
	}
}

func (b *builder) nearestList(name string) string {
	var names []string
	for _, d := range b.file.Lists {
		names = append(names, d.Count.Name.Name)
	}
	return diagnostic.DidYouMean(name, names, "「一覧 子ども: 0人 から 10人」のように宣言してください。")
}

// ofItem resolves the name of a field, or of a formula over a list, for the item of e.
func (b *builder) ofItem(s *symbol, n *syntax.Name, e *env) ir.Expr {
	s.list.symbol.used = true
	if e.list != s.list {
		name := s.list.symbol.name
		return b.reject(CodeItemOutside, n.At(), fmt.Sprintf("「%s」は一覧「%s」の1つごとの値です。", n.Name, name),
			fmt.Sprintf("合計(…) や 数える(…) の中で使うか、「式 名前(%s) = …」として1つごとに計算してください。", name))
	}
	if s.failed {
		return nil
	}
	if s.kind == fieldSymbol {
		return b.narrow(b.inputRefs[s.list.inputs[e.item][s.index]], e)
	}
	x := b.resolve(s.items[e.item], n.At())
	if x == nil {
		return nil
	}
	return b.narrow(x, e)
}

// itemEnv returns e for one item of a list. Look-ups there are no steps of their own.
func itemEnv(e *env, l *list, i int) *env {
	out := *e
	// A step for each item would make the working as long as the list.
	out.list, out.item, out.branch = l, i, true
	return &out
}

// envOf returns the context of the formula or decision s.
func (b *builder) envOf(s *symbol) *env {
	if s.list == nil {
		return b.base
	}
	e := *b.base
	e.list, e.item = s.list, s.item
	return &e
}

// itemOf returns the item of a list that the step of a symbol belongs to.
func itemOf(s *symbol) *ir.ListItem {
	if s.list == nil {
		return nil
	}
	return &ir.ListItem{List: s.list.index, Index: s.item}
}

// within runs check for item i of a list: its probes count only where the item exists, and its findings
// are reported once for all items.
func (b *builder) within(l *list, i int, check func()) {
	outer := b.exists
	b.exists = nil
	if l != nil {
		b.exists = l.exists[i]
	}
	b.once(l != nil && i > 0, check)
	b.exists = outer
}

// once runs check. Where it repeats an earlier one, findings of both are reported once.
func (b *builder) once(repeats bool, check func()) {
	before := len(b.list)
	check()
	if !repeats {
		return
	}
	// The same place with the same code is the same mistake, whatever item the message names.
	known := slices.Clone(b.list[:before])
	for _, d := range b.list[before:] {
		if !slices.ContainsFunc(known, func(k diagnostic.Diagnostic) bool { return k.Code == d.Code && k.Span == d.Span }) {
			known = append(known, d)
		}
	}
	b.list = known
}

// addProbe adds a condition that should hold in some example.
func (b *builder) addProbe(cond ir.Expr, at diagnostic.Span, group, part, kind string) {
	if b.isBorrowed(at) {
		return
	}
	if b.exists != nil {
		cond = and(b.exists, cond)
	}
	b.probes = append(b.probes, ir.Probe{Cond: cond, Position: at, Group: group, Part: part, Kind: kind})
}

// fieldRelevance sets the condition under which the fields of each item matter: that the item exists, and their own
// 必要なとき.
func (b *builder) fieldRelevance(l *list) {
	for i, row := range l.inputs {
		for k, input := range row {
			relevant := l.exists[i]
			if property := l.decl.Fields[k].Properties.Get("必要なとき"); property != nil {
				e := itemEnv(&env{raw: true}, l, i)
				b.within(l, i, func() {
					if c := b.condition(property.Value, e); c != nil {
						relevant = and(relevant, c.x)
					}
				})
			}
			if relevant.Extent().Possible != ir.Yes {
				b.out.Inputs[input].Relevant = relevant
			}
		}
	}
}

// itemBehind returns the item of e, where x depends on its fields.
func (b *builder) itemBehind(x ir.Expr, e *env) *ir.ListItem {
	if e.list == nil {
		return nil
	}
	for _, input := range e.list.inputs[e.item] {
		if b.share(x, b.inputRefs[input]) {
			return &ir.ListItem{List: e.list.index, Index: e.item}
		}
	}
	return nil
}

// givenItems reads a list of an example: the number of items, and the fields of each.
func (b *builder) givenItems(s *symbol, a syntax.Assignment) []ir.Answer {
	l := s.list
	if l == nil {
		b.errorAt(CodeAnswer, a.Span, fmt.Sprintf("「%s」は一覧ではありません。", a.Name.Name), "「[ ]」を使わず、値を1つ書いてください。")
		return nil
	}
	n, limits := int64(len(a.Items)), b.out.Inputs[s.index].Range
	if n < limits.Low || n > limits.High {
		b.errorAt(CodeOutOfRange, a.Span, fmt.Sprintf("一覧「%s」に書けるのは %s です。", s.name, ir.FormatExtent(limits, &b.out.Inputs[s.index].Type)),
			"項目の数を合わせるか、一覧の範囲を広げてください。")
		return nil
	}
	answers := []ir.Answer{{Input: s.index, Value: ir.Point(n)}}
	for i, item := range a.Items {
		seen := map[string]bool{}
		for _, field := range item {
			if seen[field.Name.Name] {
				b.errorAt(CodeExampleTwice, field.Span, fmt.Sprintf("「%s」が2回あります。", field.Name.Name), "どちらかを消してください。")
			}
			seen[field.Name.Name] = true
			f := b.scope.value(field.Name.Name)
			if f == nil || f.kind != fieldSymbol || f.list != l || field.Items != nil {
				b.errorAt(CodeExpectation, field.Name.Span, fmt.Sprintf("「%s」は一覧「%s」の項目ではありません。", field.Name.Name, s.name),
					"「項目」で書いた名前を書いてください。")
				continue
			}
			if answer, ok := b.givenAnswer(l.inputs[i][f.index], field); ok {
				answers = append(answers, answer)
			}
		}
	}
	return answers
}

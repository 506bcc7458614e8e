package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/syntax"
)

// A borrower adds to the declarations of a calculator those of others that its 式 with 計算機 … の … need: formulas,
// decisions, inputs, figures, and every 止める. A declaration of the calculator replaces an input of the same name.
type borrower struct {
	*checker
	file  *syntax.File // the calculator with its borrowed declarations
	own   map[string]diagnostic.Span
	taken map[any]bool    // borrowed declarations
	stops map[string]bool // files whose 止める are borrowed
	names []string        // calculators
	using *syntax.Formula
	chain []*syntax.File // calculators whose results are being borrowed, each by the one before
}

// calculatorName returns the name of the calculator of a file.
func calculatorName(f *syntax.File) string { return strings.TrimSuffix(path.Base(f.Path), ".calc") }

// withBorrowed returns f with the declarations that its formulas borrow, and the names of the calculators.
func (c *checker) withBorrowed(f *syntax.File) (*syntax.File, []string) {
	if !slices.ContainsFunc(f.Formulas, func(d *syntax.Formula) bool { return d.From != nil }) {
		return f, nil
	}
	file := *f
	file.Formulas = nil
	// Appending must not change f.
	file.Damaged, file.Units, file.Inputs, file.Lists = slices.Clip(f.Damaged), slices.Clip(f.Units), slices.Clip(f.Inputs), slices.Clip(f.Lists)
	file.Figures, file.Holidays, file.Tables = slices.Clip(f.Figures), slices.Clip(f.Holidays), slices.Clip(f.Tables)
	file.Functions, file.Decisions, file.Messages = slices.Clip(f.Functions), slices.Clip(f.Decisions), slices.Clip(f.Messages)
	b := &borrower{checker: c, file: &file, own: declaredNames(f), taken: map[any]bool{}, stops: map[string]bool{f.Path: true}, chain: []*syntax.File{f}}
	for _, d := range f.Formulas {
		if d.From != nil && d.From.Output.Name == d.Name.Name {
			delete(b.own, d.Name.Name)
		}
	}
	for _, d := range f.Formulas {
		b.join(f, d)
	}
	return &file, b.names
}

// declaredNames returns the names of the values of a file, with their places.
func declaredNames(f *syntax.File) map[string]diagnostic.Span {
	names := map[string]diagnostic.Span{}
	add := func(name syntax.Ident) { names[name.Name] = name.Span }
	for _, d := range f.Inputs {
		add(d.Name)
	}
	for _, d := range f.Lists {
		add(d.Count.Name)
		for _, field := range d.Fields {
			add(field.Name)
		}
	}
	for _, d := range f.Figures {
		add(d.Name)
	}
	for _, d := range f.Formulas {
		add(d.Name)
	}
	for _, d := range f.Decisions {
		add(d.Name)
	}
	return names
}

// join adds a formula, or the declarations that it borrows.
func (b *borrower) join(from *syntax.File, d *syntax.Formula) {
	if d.From != nil && b.borrow(from, d) {
		if d.Name.Name == d.From.Output.Name {
			return // the borrowed declaration has its name
		}
		named := *d
		named.Expr = &syntax.Name{Ident: d.From.Output}
		d = &named
	}
	b.file.Formulas = append(b.file.Formulas, d)
}

// borrow adds the declarations that the formula d borrows. It reports whether there is such a result.
func (b *borrower) borrow(from *syntax.File, d *syntax.Formula) bool {
	b.using = d
	other := b.calculators[d.From.Calculator.Name]
	switch {
	case other == nil:
		b.unknownCalculator(d.From.Calculator, from)
		return false
	case slices.Contains(b.chain, other):
		b.calculatorRing(d.From.Calculator, other)
		return false
	}
	b.chain = append(b.chain, other)
	defer func() { b.chain = b.chain[:len(b.chain)-1] }()
	// What cannot be read there may be what is needed here, so consequences are not reported here either.
	b.file.Broken = b.file.Broken || other.Broken
	b.file.Damaged = append(b.file.Damaged, other.Damaged...)
	at := slices.IndexFunc(other.Outputs, func(o *syntax.Output) bool { return o.Name.Name == d.From.Output.Name })
	if at < 0 || other.Outputs[at].When != nil {
		if !other.Broken {
			b.notAnOutput(d.From.Output, other)
		}
		return false
	}
	if !slices.Contains(b.names, d.From.Calculator.Name) {
		b.names = append(b.names, d.From.Calculator.Name)
	}
	if d.Name.Name == d.From.Output.Name {
		delete(b.own, d.Name.Name)
	}
	b.stopsOf(other)
	b.need(other, d.From.Output.Name)
	if day := referenceDayName; slices.ContainsFunc(other.Inputs, func(in *syntax.Input) bool { return in.Name.Name == day }) {
		b.need(other, day)
	}
	return true
}

// unknownCalculator reports a name that no calculator of the site has.
func (b *borrower) unknownCalculator(name syntax.Ident, from *syntax.File) {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(b.calculators)), func(known string) bool { return b.calculators[known] == from })
	suggestion := diagnostic.DidYouMean(name.Name, names,
		"ファイルの名前から .calc を除いたもの（"+strings.Join(names, "・")+"）を書いてください。")
	b.errorAt(CodeUnknownCalculator, name.Span, fmt.Sprintf("「%s」という別の計算機はありません。", name.Name), suggestion)
}

// calculatorRing reports a calculator that needs its own results, once for all calculators of the ring.
func (b *borrower) calculatorRing(at syntax.Ident, first *syntax.File) {
	var ring []string
	for _, f := range b.chain[slices.Index(b.chain, first):] {
		ring = append(ring, calculatorName(f))
	}
	b.file.Broken = true
	key := strings.Join(slices.Sorted(slices.Values(ring)), " ")
	if b.rings[key] {
		return
	}
	b.rings[key] = true
	suggestion := "自分の結果なら、その名前だけを書いてください。"
	if len(ring) > 1 {
		suggestion = ringRemedy(ring)
	}
	b.errorAt(CodeRecursion, at.Span, fmt.Sprintf("計算機「%s」の計算に「%s」自身の結果が要ります。", ring[0], ring[0]), suggestion)
}

// notAnOutput reports a result that cannot be borrowed: there is none of the name, or it has a condition, so that it
// might be absent.
func (b *borrower) notAnOutput(name syntax.Ident, other *syntax.File) {
	var names []string
	for _, o := range other.Outputs {
		if o.When == nil {
			names = append(names, o.Name.Name)
		}
	}
	suggestion := diagnostic.DidYouMean(name.Name, names, fmt.Sprintf("借りられるのは、いつも出る結果（%s）です。", strings.Join(names, "・")))
	b.errorAt(CodeBorrowedOutput, name.Span, fmt.Sprintf("計算機「%s」に、借りられる結果「%s」はありません。", calculatorName(other), name.Name), suggestion)
}

// stopsOf adds the 止める of a calculator with what they need, and its units.
func (b *borrower) stopsOf(other *syntax.File) {
	if b.stops[other.Path] {
		return
	}
	b.stops[other.Path] = true
	for _, d := range other.Units {
		if !slices.ContainsFunc(b.file.Units, func(own *syntax.UnitDeclaration) bool { return own.Name.Name == d.Name.Name }) {
			b.file.Units = append(b.file.Units, d)
		}
	}
	for _, m := range other.Messages {
		if m.Stop {
			b.file.Messages = append(b.file.Messages, m)
			b.needAll(other, m.Cond)
		}
	}
}

// needAll adds the declarations that an expression of another calculator names.
func (b *borrower) needAll(other *syntax.File, x syntax.Expr) {
	syntax.Walk(x, func(x syntax.Expr) {
		switch n := x.(type) {
		case *syntax.Name:
			b.need(other, n.Name)
			b.needHolidays(other, n.Name)
		case *syntax.Call:
			b.needCall(other, n.Name.Name)
		}
	})
}

// need adds the declaration of a name of another calculator, if it has one.
func (b *borrower) need(other *syntax.File, name string) {
	for _, d := range other.Inputs {
		if d.Name.Name == name {
			b.needInput(other, d)
		}
	}
	for _, d := range other.Lists {
		if d.Count.Name.Name == name || slices.ContainsFunc(d.Fields, func(f *syntax.Input) bool { return f.Name.Name == name }) {
			b.needList(other, d)
		}
	}
	for _, d := range other.Figures {
		if d.Name.Name == name && b.take(d, d.Name) {
			b.file.Figures = append(b.file.Figures, d)
		}
	}
	for _, d := range other.Decisions {
		if (d.Name.Name == name || strings.HasPrefix(name, d.Name.Name+".")) && b.take(d, d.Name) {
			b.file.Decisions = append(b.file.Decisions, d)
			for _, r := range d.Rules {
				b.needAll(other, r.Cond)
				for _, result := range r.Results {
					b.needAll(other, result.Expr)
				}
			}
		}
	}
	for _, d := range other.Formulas {
		if d.Name.Name == name && b.take(d, d.Name) {
			b.join(other, d)
			b.needAll(other, d.Expr)
		}
	}
}

// needHolidays adds a 休日 that another calculator declares for itself.
func (b *borrower) needHolidays(other *syntax.File, name string) {
	for _, d := range other.Holidays {
		if d.Name.Name == name && !b.taken[d] {
			b.taken[d] = true
			b.file.Holidays = append(b.file.Holidays, d)
		}
	}
}

// needInput adds an input, unless the calculator declares its name.
func (b *borrower) needInput(other *syntax.File, d *syntax.Input) {
	if _, own := b.own[d.Name.Name]; own || b.taken[d] {
		return
	}
	b.taken[d], b.own[d.Name.Name] = true, d.Name.Span
	b.file.Inputs = append(b.file.Inputs, d)
	if p := d.Properties.Get("必要なとき"); p != nil {
		b.needAll(other, p.Value)
	}
}

// needList adds a list with all its fields, unless the calculator declares one of the same name.
func (b *borrower) needList(other *syntax.File, d *syntax.List) {
	if _, own := b.own[d.Count.Name.Name]; own || b.taken[d] {
		return
	}
	b.taken[d] = true
	b.file.Lists = append(b.file.Lists, d)
	for _, in := range append([]*syntax.Input{d.Count}, d.Fields...) {
		b.own[in.Name.Name] = in.Name.Span
		if p := in.Properties.Get("必要なとき"); p != nil {
			b.needAll(other, p.Value)
		}
	}
}

// needCall adds a table or function that another calculator declares for itself.
func (b *borrower) needCall(other *syntax.File, name string) {
	for _, d := range other.Tables {
		if d.Name.Name == name && !b.taken[d] {
			b.taken[d] = true
			b.file.Tables = append(b.file.Tables, d)
		}
	}
	for _, d := range other.Functions {
		if d.Name.Name == name && !b.taken[d] {
			b.taken[d] = true
			b.file.Functions = append(b.file.Functions, d)
			for _, v := range d.Versions {
				b.needAll(other, v.Expr)
			}
		}
	}
}

// take reports whether a declaration of another calculator must still be added. It is an error if this
// calculator uses its name for something else.
func (b *borrower) take(d any, name syntax.Ident) bool {
	if b.taken[d] {
		return false
	}
	b.taken[d] = true
	if at, own := b.own[name.Name]; own {
		b.errorAt(CodeDuplicateName, at, fmt.Sprintf("「%s」は、借りた計算に要る名前です。", name.Name), "ここの名前を変えるか、入力として聞いている名前だけを同じにしてください。",
			diagnostic.Note{Span: name.Span, Message: "借りた計算の宣言はここです。"}, diagnostic.Note{Span: b.using.Name.Span, Message: "借りているのはここです。"})
		return false
	}
	b.own[name.Name] = name.Span
	return true
}

// resultSizes are the numbers of figures, tables and texts of a Result.
type resultSizes struct{ figures, tables, texts int }

func ownResults(r Result) resultSizes {
	return resultSizes{len(r.Figures), len(r.Tables), len(r.Texts)}
}

// keep removes from r what was added for declarations of other files, which have it themselves.
func (n resultSizes) keep(r *Result, path string) {
	r.Figures = append(r.Figures[:n.figures], slices.DeleteFunc(r.Figures[n.figures:],
		func(f *Figure) bool { return f.Position.Path != path })...)
	r.Tables = append(r.Tables[:n.tables], slices.DeleteFunc(r.Tables[n.tables:],
		func(t *Table) bool { return t.Position.Path != path })...)
	r.Texts = append(r.Texts[:n.texts], slices.DeleteFunc(r.Texts[n.texts:], func(t Text) bool { return t.Span.Path != path })...)
}

// isBorrowed reports whether a place is in another calculator, whose own examples reach it.
func (b *builder) isBorrowed(at diagnostic.Span) bool {
	return at.Path != b.file.Path && slices.ContainsFunc(b.out.Borrows, func(name string) bool {
		return b.calculators[name] != nil && b.calculators[name].Path == at.Path
	})
}

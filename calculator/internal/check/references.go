package check

import (
	"cmp"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/syntax"
)

// A Reference is one place of a file that names something declared elsewhere.
type Reference struct {
	// Kind is the kind of the target: 値, 表, 関数, 出典, 計算機, 入力 (also the number of items of a 一覧), 項目, 式 or 判定.
	Kind string
	Name string
	// Words are the reference as the file writes it: 負担上限月額(一般1).
	Words string
	// Quote reports whether it is between the braces of a text.
	Quote bool
	// Calculator is the calculator of the file; "" in a shared one.
	Calculator string
	Span       diagnostic.Span
}

// A referrer collects the references of one file.
type referrer struct {
	scope      *scope
	calculator string
	list       []Reference
}

// references returns the references of a file, by place.
func references(s *scope, f *syntax.File) []Reference {
	r := &referrer{scope: s}
	if len(f.Calculators) > 0 {
		r.calculator = calculatorName(f)
	}
	r.declarations(f)
	slices.SortStableFunc(r.list, func(a, b Reference) int {
		return cmp.Or(cmp.Compare(a.Span.Start.Line, b.Span.Start.Line), cmp.Compare(a.Span.Start.Column, b.Span.Start.Column))
	})
	return r.list
}

// declarations goes through a file in the order of its kinds; references sorts by place afterwards.
func (r *referrer) declarations(f *syntax.File) {
	for _, d := range f.Calculators {
		r.properties(d.Properties)
		r.text(d.Title)
	}
	for _, d := range f.Inputs {
		r.properties(d.Properties)
		r.options(d.Options)
	}
	for _, d := range f.Lists {
		r.properties(d.Count.Properties)
		if d.Order != nil {
			r.value(d.Order.Field)
		}
		for _, field := range d.Fields {
			r.properties(field.Properties)
			r.options(field.Options)
		}
	}
	for _, d := range f.Figures {
		r.properties(d.Properties)
		for _, v := range d.Values {
			r.text(v.Note)
		}
	}
	for _, d := range f.Tables {
		r.properties(d.Properties)
		for _, v := range d.Versions {
			for _, row := range v.Rows {
				r.text(row.Note)
			}
		}
	}
	for _, d := range f.Holidays {
		r.properties(d.Properties)
	}
	for _, d := range f.Functions {
		r.function(d)
	}
	for _, d := range f.Formulas {
		r.properties(d.Properties)
		r.over(d.List)
		if d.From != nil {
			r.add("計算機", d.From.Calculator, d.From.Calculator.Name, d.From.Calculator.Span)
			continue
		}
		r.expr(d.Expr)
	}
	for _, d := range f.Decisions {
		r.properties(d.Properties)
		r.over(d.List)
		r.options(d.Options)
		for _, rule := range d.Rules {
			r.expr(rule.Cond)
			for _, result := range rule.Results {
				r.expr(result.Expr)
			}
		}
	}
	r.results(f)
}

// results adds the references of messages, outputs, worked-out tables and examples; cases from a file beside the
// calculator are left out.
func (r *referrer) results(f *syntax.File) {
	for _, d := range f.Messages {
		r.properties(d.Properties)
		r.expr(d.Cond)
		r.text(d.Text)
	}
	for _, d := range f.Outputs {
		r.properties(d.Properties)
		r.value(d.Name)
		r.expr(d.When)
	}
	for _, d := range f.Grids {
		r.text(d.Title)
		r.axis(d.Rows)
		r.axis(d.Columns)
		for _, name := range d.Outputs {
			r.value(name)
		}
		r.assignments(d.Fixed)
	}
	for _, d := range f.Examples {
		if d.Case {
			continue
		}
		r.text(d.Title)
		r.assignments(d.Assignments)
		for _, m := range d.Messages {
			r.text(m.Prefix)
		}
	}
}

// function adds the references of a 関数, without those to its parameters.
func (r *referrer) function(d *syntax.Function) {
	r.properties(d.Properties)
	outer := r.scope
	r.scope = newScope(outer)
	for _, p := range d.Params {
		r.scope.values[p.Name.Name] = nil
	}
	for _, v := range d.Versions {
		r.expr(v.Expr)
	}
	r.scope = outer
}

// properties adds the sources, expressions and quotes of properties.
func (r *referrer) properties(properties syntax.Properties) {
	for _, p := range properties {
		switch {
		case p.Key.Name == "出典":
			for _, id := range sourceIDs(p) {
				r.add("出典", id, id.Name, id.Span)
			}
		case p.Value != nil:
			r.expr(p.Value)
			r.expr(p.High)
		default:
			r.text(p.Words)
		}
	}
}

func (r *referrer) options(list []syntax.OptionLine) {
	for _, o := range list {
		r.text(o.Label)
	}
}

func (r *referrer) axis(a *syntax.GridAxis) {
	if a != nil {
		r.value(a.Input)
	}
}

// assignments adds the names of answers and results, and those of the fields in items of lists.
func (r *referrer) assignments(list []syntax.Assignment) {
	for _, a := range list {
		r.value(a.Name)
		for _, item := range a.Items {
			r.assignments(item)
		}
	}
}

// over adds the list of a formula over one.
func (r *referrer) over(name *syntax.Ident) {
	if name != nil {
		r.value(*name)
	}
}

// expr adds the references of an expression; nil has none.
func (r *referrer) expr(x syntax.Expr) {
	syntax.Walk(x, func(x syntax.Expr) {
		switch n := x.(type) {
		case *syntax.Name:
			r.value(n.Ident)
		case *syntax.Call:
			if r.scope.table(n.Name.Name) != nil {
				r.add("表", n.Name, syntax.Words(n), n.Span)
			} else if r.scope.function(n.Name.Name) != nil {
				r.add("関数", n.Name, syntax.Words(n), n.Span)
			}
		}
	})
}

// value adds a reference to a value; names of options are not references.
func (r *referrer) value(name syntax.Ident) {
	if s := r.scope.value(name.Name); s != nil {
		r.add(s.kind.word(), name, name.Name, name.Span)
	}
}

// text adds the quotes of a text.
func (r *referrer) text(t syntax.Text) {
	for _, q := range t.Quotes {
		first := len(r.list)
		r.expr(q.Expr)
		for i := range r.list[first:] {
			r.list[first+i].Quote, r.list[first+i].Words, r.list[first+i].Span = true, q.Words, q.Span
		}
	}
}

func (r *referrer) add(kind string, name syntax.Ident, words string, at diagnostic.Span) {
	r.list = append(r.list, Reference{Kind: kind, Name: name.Name, Words: words, Calculator: r.calculator, Span: at})
}

// word returns the keyword that declares a symbol of this kind.
func (k symbolKind) word() string {
	return [...]string{figureSymbol: "値", inputSymbol: "入力", formulaSymbol: "式", decisionSymbol: "判定", fieldSymbol: "項目"}[k]
}

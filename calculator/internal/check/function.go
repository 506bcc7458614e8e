package check

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A function is 関数. It is checked at each call, where its parameters have the values and ranges of
// the arguments.
type function struct {
	decl       *syntax.Function
	home       *scope
	calculator string // "" where it is shared
	sources    []string
	help       string
	assumed    string
	used       bool
}

// A functionUse is a call with its value, which further calls with the same arguments share.
type functionUse struct {
	function *function
	args     []ir.Expr
	x        ir.Expr
}

// declareFunctions declares the functions of a file.
func (c *checker) declareFunctions(s *scope, f *syntax.File, calculator string) {
	for _, d := range f.Functions {
		fn := &function{decl: d, home: s, calculator: calculator, sources: c.sources(d.Properties)}
		c.writeTexts(func() {
			fn.help, fn.assumed = c.helpTexts(d.Properties, calculator)
		})
		for i, v := range d.Versions {
			if i > 0 {
				c.rising(d.Versions[i-1].From, v.From)
			}
			c.literalsSourced(s, d.Properties, v.Expr)
		}
		if c.freeForCalls(s, d.Name, "関数") {
			s.functions[d.Name.Name] = fn
		}
	}
}

// freeForCalls requires a name that no built-in function, table or function has.
func (c *checker) freeForCalls(s *scope, name syntax.Ident, what string) bool {
	if slices.Contains(functionNames(), name.Name) {
		c.errorAt(CodeFunctionName, name.Span, fmt.Sprintf("「%s」は関数の名前なので使えません。", name.Name), "語を足して別の名前にしてください。")
		return false
	}
	var earlier diagnostic.Span
	if t := s.table(name.Name); t != nil {
		earlier = t.table.Position
	} else if fn := s.function(name.Name); fn != nil {
		earlier = fn.decl.Name.Span
	} else {
		return true
	}
	c.nameTwice(what, name, earlier)
	return false
}

// maxExpansions bounds the calls of functions and the items of lists that are checked for one calculator: where
// functions call others twice, each level doubles the calls.
const maxExpansions = 50_000

// expand counts a call or an item, and reports once that there are too many.
func (b *builder) expand(at diagnostic.Span) bool {
	b.expansions++
	if b.expansions == maxExpansions+1 {
		b.errorAt(CodeProgramSize, at, "関数や一覧の計算が入れ子になりすぎています。", "中の計算を先に「式」として書いて、その名前を使ってください。")
	}
	return b.expansions <= maxExpansions
}

// functionCall checks a call of a declared function by its expression on the arguments.
func (b *builder) functionCall(n *syntax.Call, fn *function, e *env) ir.Expr {
	fn.used = true
	if len(fn.decl.Versions) == 0 {
		b.broken = true
		return nil
	}
	if fn.calculator == "" {
		b.sharedUse[fn.decl.Name.Name] = true
	}
	args := b.functionArgs(n, fn, e)
	if args == nil {
		return nil
	}
	if at := slices.Index(b.calls, fn); at >= 0 {
		var ring []string
		for _, call := range b.calls[at:] {
			ring = append(ring, call.decl.Name.Name)
		}
		return b.reject(CodeRecursion, n.Name.Span, fmt.Sprintf("関数「%s」の計算に「%s」自身が要ります。", n.Name.Name, n.Name.Name), ringRemedy(ring))
	}
	if !b.expand(n.Name.Span) {
		return nil
	}
	// A call is a step of its own, with its line in the working, where it always takes place. Elsewhere its sources
	// go to the step around it.
	own := !e.branch && !e.raw && e.list == nil && len(b.calls) == 0
	for _, u := range b.functionUses {
		if own && u.function == fn && slices.Equal(u.args, args) {
			return u.x
		}
	}
	outer := b.inner
	b.inner = slices.Clone(fn.sources)
	x := b.bodyOf(n, fn, args, e)
	sources := b.inner
	b.inner = outer
	switch {
	case x == nil:
		return nil
	case !own:
		b.inner = append(b.inner, sources...)
		return x
	}
	ref := b.addStep(ir.Step{Kind: ir.Formula, Name: syntax.Words(n), Words: functionWords(fn.decl), Help: fn.help,
		Sources: withSources(nil, sources), Assumed: fn.assumed, Expr: x, Position: n.Span})
	b.functionUses = append(b.functionUses, functionUse{fn, args, ref})
	return ref
}

// functionWords writes the expressions of a function in one line.
func functionWords(d *syntax.Function) string {
	var parts []string
	for _, v := range d.Versions {
		words := v.Words
		if v.From != nil && len(d.Versions) > 1 {
			words = syntax.FormatDay(v.From.Day) + " から " + words
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, " ／ ")
}

// functionArgs checks the arguments against the parameters; nil means that an error has been
// reported.
func (b *builder) functionArgs(n *syntax.Call, fn *function, e *env) []ir.Expr {
	var names []string
	for _, p := range fn.decl.Params {
		names = append(names, p.Name.Name)
	}
	if !b.arity(n, len(names), len(names), fmt.Sprintf("%s(%s)", n.Name.Name, strings.Join(names, ", "))) {
		return nil
	}
	args := make([]ir.Expr, len(n.Args))
	for i, a := range n.Args {
		x := b.expression(a, e)
		if x == nil {
			return nil
		}
		p := fn.decl.Params[i]
		if !admits(p.Form, x.Type()) {
			b.errorAt(CodeKinds, a.At(), fmt.Sprintf("関数「%s」の引数「%s」は%sですが、%sです。", n.Name.Name, p.Name.Name,
				formName(p.Form), kindName(x.Type())),
				"引数に合う値を渡してください。")
			return nil
		}
		args[i] = x
	}
	return args
}

// admits reports whether a value of type t may be a parameter or result of form f.
func admits(f syntax.ValueForm, t *ir.Type) bool {
	if f.Form == syntax.ChoiceInput && t.IsLong() {
		return true
	}
	return !t.IsLong() && t.Kind == kindOf(f) && (t.Kind != ir.Number || t.Unit.Same(ir.UnitOf(f.Unit)))
}

func kindOf(f syntax.ValueForm) ir.Kind {
	return map[syntax.InputForm]ir.Kind{syntax.NumberInput: ir.Number, syntax.YesNoInput: ir.YesNo,
		syntax.DateInput: ir.Date, syntax.ChoiceInput: ir.Choice}[f.Form]
}

func formName(f syntax.ValueForm) string {
	return kindName(&ir.Type{Kind: kindOf(f), Unit: ir.UnitOf(f.Unit)})
}

// bodyOf checks the expression of a function with its parameters bound to args.
func (b *builder) bodyOf(n *syntax.Call, fn *function, args []ir.Expr, e *env) ir.Expr {
	body := newScope(fn.home)
	for i, p := range fn.decl.Params {
		body.values[p.Name.Name] = &symbol{kind: paramSymbol, name: p.Name.Name, at: p.Name.Span, value: args[i], home: body}
		if _, constant := args[i].(*ir.Literal); !constant && plainReference(args[i]) == nil {
			b.named[args[i]] = true
		}
	}
	before := len(b.list)
	b.calls = append(b.calls, fn)
	outer := b.scope
	b.scope = body
	inner := *e
	// The working shows the call, not the look-ups within it.
	inner.branch = true
	x := b.functionVersions(n, fn, &inner)
	b.scope = outer
	b.calls = b.calls[:len(b.calls)-1]
	// The same expression may be right for other arguments, so each finding names the call.
	for i := range b.list[before:] {
		d := &b.list[before+i]
		d.Notes = append(d.Notes, diagnostic.Note{Span: n.Span, Message: "ここで使われています。"})
	}
	return x
}

// plainReference returns the input or step that x is, narrowed or not; nil where x is anything else.
func plainReference(x ir.Expr) ir.Expr {
	switch n := x.(type) {
	case *ir.Clamp:
		x = n.X
	case *ir.Restrict:
		x = n.X
	}
	switch x.(type) {
	case *ir.InputRef, *ir.StepRef:
		return x
	}
	return nil
}

// argument returns the argument x of a parameter under the refinements of e.
func (b *builder) argument(x ir.Expr, e *env) ir.Expr {
	if ref := plainReference(x); ref != nil {
		return b.narrow(ref, e)
	}
	return b.narrow(x, e)
}

// functionVersions returns the value of the expression that holds on the reference day.
func (b *builder) functionVersions(n *syntax.Call, fn *function, e *env) ir.Expr {
	var from []*int64
	for _, v := range fn.decl.Versions {
		from = append(from, dayOf(v.From))
	}
	if !b.covered(from, n.Span, fmt.Sprintf("関数「%s」", fn.decl.Name.Name)) {
		return nil
	}
	var x ir.Expr
	dated := b.day != nil && len(from) > 1
	for i, v := range fn.decl.Versions {
		if dated {
			if _, ok := b.daysInForce(from, i); !ok {
				continue
			}
		}
		y := b.expression(v.Expr, e)
		if y == nil {
			return nil
		}
		if !admits(fn.decl.Result, y.Type()) {
			return b.reject(CodeDeclaredUnit, v.Expr.At(), fmt.Sprintf("関数「%s」の結果は%sと宣言されていますが、計算の結果は%sです。",
				fn.decl.Name.Name, formName(fn.decl.Result), kindName(y.Type())), "宣言を直すか、計算の単位を確かめてください。")
		}
		if y.Type().Kind == ir.Number {
			y = withUnit(y, ir.UnitOf(fn.decl.Result.Unit))
		}
		if x = b.sinceDay(x, y, from[i], n.Span); x == nil {
			return nil
		}
	}
	return x
}

// sinceDay returns y from a day on, and earlier before it.
func (b *builder) sinceDay(earlier, y ir.Expr, from *int64, at diagnostic.Span) ir.Expr {
	if earlier == nil {
		return y
	}
	if !b.sameType(at, earlier, y, "日付ごとの計算") {
		return nil
	}
	return b.alignedCond(compareOf(ir.LessEqual, dateLiteral(*from), b.day), y, earlier, at)
}

// functionsUsed returns the declared functions among the names of calls.
func (b *builder) functionsUsed(calls map[string]bool) []*function {
	var list []*function
	for name := range calls {
		if fn := b.scope.function(name); fn != nil {
			list = append(list, fn)
		}
	}
	return list
}

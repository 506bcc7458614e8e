package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

const (
	maxInputs = 256
	maxSteps  = 2000
)

// referenceDayName is the input that selects among dated values.
const referenceDayName = "基準日"

// A builder turns one calculator file into a program.
type builder struct {
	*checker
	scope        *scope
	file         *syntax.File
	out          *ir.Program
	inputRefs    []*ir.InputRef
	stepRefs     []*ir.StepRef
	narrowed     map[narrowKey]ir.Expr
	cells        map[narrowKey]ir.Expr // conditions that a key lies in a cell
	depends      map[ir.Expr]inputSet
	lookups      map[string][]*lookupUse
	figures      map[*Figure]ir.Expr
	probes       []ir.Probe
	base         *env
	inner        []string // sources of look-ups inside the current step
	day          ir.Expr  // the reference day, nil where the file has none
	sharedUse    map[string]bool
	named        map[ir.Expr]bool // arguments of functions, which conditions can narrow
	calls        []*function      // the functions being checked, outermost first
	functionUses []functionUse
	expansions   int // calls of functions and items of lists checked so far
	calendars    map[*holidays][]*ir.Holidays
	unknowns     int             // uses of undeclared names
	broken       bool            // an output could not be checked
	errors       int             // errors before this calculator
	reported     map[string]bool // undeclared names that have been reported
	spacedLines  map[int]bool    // lines with a finding of missing spaces
	chain        []string        // names being resolved, outermost first
	exists       ir.Expr         // that the current item of a list exists; nil outside of one
}

type narrowKey struct {
	x ir.Expr
	e ir.Extent
}

// calculator checks one calculator; nil means that it has errors.
func (c *checker) calculator(shared *scope, f *syntax.File, name string) *ir.Program {
	errors, own := c.list.Count(diagnostic.Error), ownResults(c.result)
	joined, borrowed := c.withBorrowed(f)
	b := &builder{checker: c, scope: newScope(shared), file: joined, narrowed: map[narrowKey]ir.Expr{}, cells: map[narrowKey]ir.Expr{},
		depends: map[ir.Expr]inputSet{}, lookups: map[string][]*lookupUse{}, figures: map[*Figure]ir.Expr{},
		reported: map[string]bool{}, spacedLines: map[int]bool{}, sharedUse: map[string]bool{}, named: map[ir.Expr]bool{},
		calendars: map[*holidays][]*ir.Holidays{}, errors: errors}
	quotes := c.quotes
	defer func() { c.quotes = quotes }()
	head := f.Calculators[0]
	if len(f.Calculators) > 1 {
		c.errorAt(CodeTwoCalculators, f.Calculators[1].Title.Span, "1つのファイルに「計算機」が2つあります。", "計算機ごとにファイルを分けてください。")
	}
	p := head.Properties
	b.out = &ir.Program{Name: name, Borrows: borrowed, Sources: c.sources(p), Position: head.Title.Span}
	b.out.Title = b.text("題", name, head.Title)
	b.out.Description, b.out.Limits, b.out.Next = b.words(p, "説明"), b.words(p, "限界"), b.words(p, "次の一歩")
	b.declareAll()
	b.referenceDay()
	b.base = &env{}
	b.refineByStops()
	b.values()
	b.messages()
	b.relevance()
	b.outputs()
	b.unused()
	if !b.hasErrors() && !b.broken && !b.file.Broken {
		b.grids()
		b.examples()
	}
	c.translateNames(name)
	b.out.Probes = b.probes
	b.suppressCascades()
	c.result.References = append(c.result.References, references(b.scope, f)...)
	c.result.Used[b.out.Name] = slices.Sorted(maps.Keys(b.sharedUse))
	if borrowed != nil {
		own.keep(&c.result, f.Path)
	}
	if b.hasErrors() || b.broken {
		return nil
	}
	return b.out
}

// suppressCascades drops findings that may only follow from others.
func (b *builder) suppressCascades() {
	missed := slices.ContainsFunc(b.list, func(d diagnostic.Diagnostic) bool {
		return d.Span.Path == b.file.Path && d.Code == CodeNotExhaustive
	})
	b.list = slices.DeleteFunc(b.list, func(d diagnostic.Diagnostic) bool {
		return d.Span.Path == b.file.Path && (b.file.Broken && isConsequence(d.Code) || missed && d.Code == CodeUnused ||
			b.broken && d.Code == CodeConstantCondition)
	})
}

// isConsequence reports whether a finding may come from something missing.
func isConsequence(code string) bool {
	switch code {
	case CodeTableGap, CodeChoiceWithoutRow, CodeNever, CodeShadowed, CodeNotExhaustive, CodeNoOptions, CodePropertyUnwanted,
		CodeNoOutput, CodeSourceMissing, CodeFigureWithoutWords, CodeTableOverlap, CodeRangeMissing, CodeExampleEmpty:
		return true
	}
	return false
}

// reject reports an error and returns no expression.
func (b *builder) reject(code string, at diagnostic.Span, message, suggestion string, notes ...diagnostic.Note) ir.Expr {
	b.errorAt(code, at, message, suggestion, notes...)
	return nil
}

// hasErrors reports whether this calculator has an error so far.
func (b *builder) hasErrors() bool { return b.list.Count(diagnostic.Error) > b.errors }

// declareAll declares every name of the file.
func (b *builder) declareAll() {
	b.checker.figures(b.scope, b.file, b.out.Name)
	b.quotes = b.ownQuotes()
	for _, d := range b.file.Inputs {
		symbol := &symbol{kind: inputSymbol, index: len(b.out.Inputs), options: d.Form == syntax.ChoiceInput}
		if !b.declare(b.scope, d.Name, symbol) {
			continue
		}
		if len(b.out.Inputs) == maxInputs {
			b.errorAt(CodeProgramSize, d.Name.Span, fmt.Sprintf("入力が多すぎます（%d個まで）。", maxInputs), "計算機を分けてください。")
			symbol.failed = true
			break
		}
		in, ok := b.input(d)
		symbol.failed = !ok
		if d.Form == syntax.MultipleInput {
			b.boxes(symbol, d, in)
			continue
		}
		b.addInput(in)
	}
	b.lists()
	for _, d := range b.file.Formulas {
		b.declareOver(d.Name, d.List, &symbol{kind: formulaSymbol, formula: d})
	}
	for _, d := range b.file.Decisions {
		if len(d.Results) == 0 {
			b.declareOver(d.Name, d.List, &symbol{kind: decisionSymbol, decision: d, options: true})
		}
		for i, r := range d.Results {
			name := syntax.Ident{Name: d.Name.Name + "." + r.Name.Name, Span: d.Name.Span}
			b.declareOver(name, d.List, &symbol{kind: decisionSymbol, decision: d, result: i, options: kindOf(r.Form) == ir.Choice})
		}
	}
}

// addInput adds an input with the node that refers to it. Expressions of one input share the node, so that equal
// terms are found by identity.
func (b *builder) addInput(in ir.Input) {
	index := len(b.out.Inputs)
	b.out.Inputs = append(b.out.Inputs, in)
	t := in.Type
	ref := &ir.InputRef{Typed: ir.Of(&t, in.Range), Index: index}
	b.inputRefs = append(b.inputRefs, ref)
	var set inputSet
	set[index/64] |= 1 << (index % 64)
	b.depends[ref] = set
}

// addStep appends a step and returns the reference to it.
func (b *builder) addStep(s ir.Step) *ir.StepRef {
	if len(b.out.Steps) == maxSteps {
		b.errorAt(CodeProgramSize, s.Position, fmt.Sprintf("式が多すぎます（%d個まで）。", maxSteps), "計算機を分けてください。")
	}
	ref := &ir.StepRef{Typed: ir.Of(s.Expr.Type(), s.Expr.Extent()), Index: len(b.out.Steps)}
	b.out.Steps = append(b.out.Steps, s)
	b.stepRefs = append(b.stepRefs, ref)
	b.depends[ref] = b.inputsOf(s.Expr)
	return ref
}

// values resolves all formulas and decisions in the order of the file.
func (b *builder) values() {
	for _, s := range b.scope.order {
		switch {
		case s.kind != formulaSymbol && s.kind != decisionSymbol:
		case s.list == nil:
			b.resolve(s, s.at)
		default:
			for _, item := range s.items {
				b.resolve(item, s.at)
			}
		}
	}
}

// resolve checks a formula or decision once and returns its step; nil means that it has errors.
func (b *builder) resolve(s *symbol, at diagnostic.Span) ir.Expr {
	switch {
	case s.state == resolving:
		if !s.failed {
			b.cycle(s, at)
		}
		s.failed = true
		return nil
	case s.state == resolved:
		return b.stepOf(s)
	}
	s.state = resolving
	var step ir.Step
	var x ir.Expr
	outer, scope := b.inner, b.scope
	b.inner, b.scope = nil, s.home
	b.chain = append(b.chain, s.name)
	b.within(s.list, s.item, func() {
		if s.kind == formulaSymbol {
			step, x = b.formula(s)
		} else {
			b.once(s.result > 0, func() { step, x = b.decision(s) })
		}
	})
	s.state = resolved
	b.chain = b.chain[:len(b.chain)-1]
	step.Item = itemOf(s)
	step.Sources = withSources(step.Sources, b.inner)
	b.inner, b.scope = outer, scope
	if x == nil || s.failed {
		s.failed = true
		return nil
	}
	step.Expr = x
	s.step = b.addStep(step).Index
	return b.stepOf(s)
}

// cycle reports a formula or decision that needs itself, with the names between.
func (b *builder) cycle(s *symbol, at diagnostic.Span) {
	ring := b.chain[slices.Index(b.chain, s.name):]
	b.errorAt(CodeCycle, at, fmt.Sprintf("「%s」を計算するのに「%s」自身が要ります。", s.name, s.name), ringRemedy(ring),
		diagnostic.Note{Span: s.at, Message: "宣言はここです。"})
}

// ringRemedy says how to break a ring of names: each needs the next, and the last the first.
func ringRemedy(ring []string) string {
	return fmt.Sprintf("「%s」→「%s」の輪の中のどこかで、別の値を使ってください。", strings.Join(ring, "」→「"), ring[0])
}

// withSources adds the ids of more that list lacks.
func withSources(list, more []string) []string {
	for _, id := range more {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// stepOf returns the step of a resolved symbol; nil where it has errors.
func (b *builder) stepOf(s *symbol) ir.Expr {
	if s.failed {
		return nil
	}
	return b.stepRefs[s.step]
}

// formula checks one 式.
func (b *builder) formula(s *symbol) (ir.Step, ir.Expr) {
	d := s.formula
	step := ir.Step{Kind: ir.Formula, Name: s.name, Words: d.Words, Help: b.words(d.Properties, "説明"),
		Sources: b.sources(d.Properties), Assumed: b.words(d.Properties, "仮定"), Position: s.at}
	b.literalsSourced(b.scope, d.Properties, d.Expr)
	x := b.expression(d.Expr, b.envOf(s))
	if x == nil || d.Unit == nil {
		return step, x
	}
	return step, b.declaredUnit(x, ir.UnitOf(*d.Unit), s)
}

// declaredUnit requires the result of a formula to have the unit that its first line declares.
func (b *builder) declaredUnit(x ir.Expr, want ir.Unit, s *symbol) ir.Expr {
	t := x.Type()
	if t.Kind != ir.Number || t.IsLong() || !t.Unit.Same(want) {
		return b.reject(CodeDeclaredUnit, s.at, fmt.Sprintf("「%s」は「%s」と宣言されていますが、計算の結果は%sです。", s.name, unitName(want), kindName(t)),
			"宣言の単位を直すか、計算の単位を確かめてください。人数や月数を数だけにするには 数(…) を使います。")
	}
	return withUnit(x, want)
}

// kindName returns the words for a type in messages.
func kindName(t *ir.Type) string {
	switch t.Kind {
	case ir.YesNo:
		return "「はい」か「いいえ」"
	case ir.Choice:
		return "選択肢"
	case ir.Date:
		return "日付"
	case ir.Set:
		return "いくつも当てはまる値"
	}
	if t.IsLong() {
		return "選択肢"
	}
	if t.Unit == (ir.Unit{}) {
		return "単位のない数"
	}
	return "「" + t.Unit.String() + "」の数"
}

// inputSet is the set of inputs that an expression depends on.
type inputSet [maxInputs / 64]uint64

// share reports whether two expressions depend on a common input: only then may their terms cancel, and opening the
// names of sums pay.
func (b *builder) share(x, y ir.Expr) bool {
	s, t := b.inputsOf(x), b.inputsOf(y)
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

// inputsOf returns the inputs that x depends on, through the names of steps.
func (b *builder) inputsOf(x ir.Expr) inputSet {
	if s, ok := b.depends[x]; ok {
		return s
	}
	var out inputSet
	for _, child := range ir.Children(x) {
		s := b.inputsOf(child)
		for i := range out {
			out[i] |= s[i]
		}
	}
	b.depends[x] = out
	return out
}

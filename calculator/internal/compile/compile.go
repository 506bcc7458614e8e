// Package compile turns a typed program into a WebAssembly module: code over 64-bit integers that
// reads the inputs' words from the memory, and writes the results' words there. Every value is
// computed as the set of its possible values, by the rule documented with its node in package ir. The
// module holds numbers only; all texts are in the form. The package does not check a program: package
// check has proved that nothing overflows or traps. No words in the inputs make a module trap, not
// even those that no input accepts; only its results mean nothing then.
//
// How the code stays small: equal operations are one node of a graph (graph.go), so equal bounds and
// tests that rows share are computed once; operations that recur with other operands are functions
// (routine.go); a small table is a chain of selects over its distinct values in order, which needs one
// test for each and no comparison of results (table.go), a large one is data that a function loops
// over (dense.go); a result word that equals another, or an input's, has no place of its own.
//
// Each node's rule is exact for operands that vary freely. Where a result depends on one input in several
// ways, package check merges equal terms of a Sum, or narrows references by Clamp and Restrict on the
// branches of a condition. What remains, such as two conditions that depend on one choice, gives a range
// that is wider than necessary but sound. Package refine narrows it by evaluating parts of the ranges.
package compile

import (
	"fmt"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/wasm"
)

// A Place holds the byte offsets of the words of a value in the memory. Number and Date: the words
// low and high. Set: the words must and may. YesNo and Choice have one word, of the possibilities, at
// both offsets. Values that are always equal may share a place.
type Place struct {
	Low, High uint32
}

// A Layout holds the places of a module's inputs and results, in the order of the program's lists.
// Presence has the YesNo of each output, Relevant that of each input.
type Layout struct {
	Inputs   []Place
	Messages []Place
	Steps    []Place
	Presence []Place
	Relevant []Place
	// Settled is the offset of a word with bit i where every decision behind output i is certain (certainty.settled);
	// outputs from 62 on have no bit.
	Settled uint32
	// Needs is the offset of a word with bit i where input i may still change an output or a message if it is open
	// (certainty.needs); inputs from 62 on share bit 62.
	Needs uint32
	// Size is the number of bytes of all words, from offset 0 on.
	Size uint32
}

// A Module is the compiled form of a program.
type Module struct {
	Bytes  []byte
	Layout Layout
}

// Compile compiles p. An error means that package check cannot have built p.
func Compile(p *ir.Program) (*Module, error) {
	c := newCompiler()
	layout := c.program(p)
	if c.err != nil {
		return nil, fmt.Errorf("compiling %s: %w", p.Name, c.err)
	}
	encoded, err := c.module().Encode()
	if err != nil {
		return nil, fmt.Errorf("encoding %s: %w", p.Name, err)
	}
	return &Module{Bytes: encoded, Layout: layout}, nil
}

// A compiler collects the values of one program and the words to store.
type compiler struct {
	*graph
	inputs          []value
	steps           []value
	values          map[ir.Expr]value
	stepCertainties []certainty
	certainties     map[ir.Expr]certainty
	// functions holds evaluate at 0, then the functions in use; the maps have their indexes.
	functions []wasm.Function
	routines  map[routine]int
	holidays  map[*ir.Holidays]int
	tables    map[string]int // step functions and dense tables, by their content
	data      []denseData
	store     store
	err       error
}

func newCompiler() *compiler {
	return &compiler{
		graph: newGraph(), routines: map[routine]int{}, holidays: map[*ir.Holidays]int{}, tables: map[string]int{},
		values: map[ir.Expr]value{}, certainties: map[ir.Expr]certainty{},
		functions: make([]wasm.Function, 1), // evaluate, whose body comes last
	}
}

// A value holds the nodes of a quantity. Number and Date use low and high; a Set has must in low and
// may in high; a Choice has its possibilities in both. A YesNo uses no and yes, which are i32 truths:
// whether that answer is possible.
type value struct {
	low, high *node
	no, yes   *node
}

// program compiles all values and lays out their places in memory: inputs first, which callers write, then what
// evaluate writes.
func (c *compiler) program(p *ir.Program) Layout {
	layout := Layout{Inputs: make([]Place, len(p.Inputs))}
	for i := range p.Inputs {
		layout.Inputs[i] = c.input(p.Inputs[i].Type.Kind)
	}
	for i := range p.Steps {
		c.steps = append(c.steps, c.expr(p.Steps[i].Expr))
		c.stepCertainties = append(c.stepCertainties, c.certaintyOf(p.Steps[i].Expr))
	}
	for i := range p.Messages {
		layout.Messages = append(layout.Messages, c.place(c.condition(p.Messages[i].Cond)))
	}
	for _, v := range c.steps {
		layout.Steps = append(layout.Steps, c.place(v))
	}
	running := c.running(p.Messages)
	for i := range p.Outputs {
		present := c.and(running, c.condition(p.Outputs[i].When))
		layout.Presence = append(layout.Presence, c.place(present))
	}
	for i := range p.Inputs {
		layout.Relevant = append(layout.Relevant, c.place(c.condition(p.Inputs[i].Relevant)))
	}
	c.placeCertainties(p, running, &layout)
	layout.Size = c.store.size
	return layout
}

// input reserves the words of the next input and reads them.
func (c *compiler) input(kind ir.Kind) Place {
	var v value
	var p Place
	switch kind {
	case ir.Number, ir.Date:
		p = Place{Low: c.store.reserve(), High: c.store.reserve()}
		v = value{low: c.load(wasm.I64LoadOp, p.Low), high: c.load(wasm.I64LoadOp, p.High)}
		c.store.keep(v.low, p.Low)
		c.store.keep(v.high, p.High)
	case ir.YesNo:
		at := c.store.reserve()
		p = Place{at, at}
		word := c.load(wasm.I32LoadOp, at)
		v.no = c.truthful(shape{op: wasm.I32And, args: [4]*node{word, c.address(1)}, arity: 2})
		v.yes = c.truthful(shape{op: wasm.I32ShrU, args: [4]*node{word, c.address(1)}, arity: 2})
		c.store.keep(c.word(v), at)
	default:
		at := c.store.reserve()
		p = Place{at, at}
		v.low = c.load(wasm.I64LoadOp, at)
		v.high = v.low
		c.store.keep(v.low, at)
	}
	c.inputs = append(c.inputs, v)
	return p
}

// condition compiles a YesNo; nil is always yes.
func (c *compiler) condition(e ir.Expr) value {
	if e == nil {
		return c.known(true)
	}
	return c.expr(e)
}

// running is the YesNo that no stop holds.
func (c *compiler) running(messages []ir.Message) value {
	v := c.known(true)
	for i := range messages {
		if messages[i].Kind == ir.Stop {
			stop := c.condition(messages[i].Cond)
			v = c.and(v, value{no: stop.yes, yes: stop.no})
		}
	}
	return v
}

// place stores the words of v and returns their place.
func (c *compiler) place(v value) Place {
	if v.yes != nil {
		at := c.store.offset(c.word(v))
		return Place{at, at}
	}
	return Place{c.store.offset(v.low), c.store.offset(v.high)}
}

// word packs a YesNo into the low half of its word; the high half stays zero.
func (c *compiler) word(v value) *node {
	if v.no == c.not(v.yes) {
		return c.binary(wasm.I32Add, v.yes, c.address(1))
	}
	return c.binary(wasm.I32Or, v.no, c.binary(wasm.I32Shl, v.yes, c.address(1)))
}

// expr compiles a typed tree; shared parts of trees are compiled once.
func (c *compiler) expr(e ir.Expr) value {
	v, ok := c.values[e]
	if !ok {
		v = c.compute(e)
		c.values[e] = v
	}
	return v
}

// compute compiles one node.
func (c *compiler) compute(e ir.Expr) value {
	switch e := e.(type) {
	case *ir.Literal:
		return c.literal(e)
	case *ir.InputRef:
		return c.inputs[e.Index]
	case *ir.StepRef:
		return c.steps[e.Index]
	case *ir.Sum, *ir.Product, *ir.Round, *ir.MinMax, *ir.Clamp, *ir.Count, *ir.AddMonths, *ir.MonthsBetween, *ir.WorkingDay:
		return c.number(e)
	case *ir.Cond:
		return c.cond(e)
	case *ir.Outcomes:
		return c.outcomes(e)
	case *ir.Restrict:
		return c.restrict(e)
	case *ir.Lookup:
		return c.lookup(e)
	case *ir.Weekday:
		return c.weekday(e)
	default:
		return c.truthOf(e)
	}
}

// literal compiles a constant.
func (c *compiler) literal(e *ir.Literal) value {
	x := e.Extent()
	switch e.Type().Kind {
	case ir.Number, ir.Date:
		return value{low: c.constant(x.Low), high: c.constant(x.High)}
	case ir.YesNo:
		return value{no: c.truth(x.Possible&ir.No != 0), yes: c.truth(x.Possible&ir.Yes != 0)}
	default:
		set := c.constant(x.Possible)
		return value{low: set, high: set}
	}
}

// module assembles evaluate and the routines. Evaluate returns 0.
func (c *compiler) module() *wasm.Module {
	e := &emitter{functions: c.functions}
	c.store.emit(e)
	e.add(wasm.I32Const(0))
	c.functions[0] = wasm.Function{
		Signature: wasm.Signature{Results: []wasm.ValueType{wasm.I32}}, Locals: e.locals, Body: e.body,
	}
	data, end := c.placeData()
	const page = 1 << 16
	return &wasm.Module{
		Functions:   c.functions,
		MemoryPages: max(1, (end+page-1)/page),
		Data:        data,
		Exports: []wasm.Export{
			{Name: "memory", Kind: wasm.ExportMemory}, {Name: "evaluate", Kind: wasm.ExportFunction},
		},
	}
}

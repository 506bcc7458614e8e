package check

import (
	"fmt"
	"maps"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// symbolKind is the kind of declaration behind a name.
type symbolKind int

const (
	figureSymbol symbolKind = iota
	inputSymbol
	formulaSymbol
	decisionSymbol
	fieldSymbol
	paramSymbol
)

// symbolState is how far a formula or decision is resolved.
type symbolState int

const (
	unresolved symbolState = iota
	resolving
	resolved
)

// A symbol is one named value of a scope.
type symbol struct {
	kind     symbolKind
	name     string
	at       diagnostic.Span
	figure   *Figure
	index    int // of the input, or of the field in its list
	formula  *syntax.Formula
	decision *syntax.Decision
	state    symbolState
	step     int // index of the step once done
	failed   bool
	used     bool
	// boxes are the inputs behind the options of a 複数選択.
	boxes []int
	// result is the index of the symbol among the results of its 判定.
	result int
	// options says that the value is a choice, whose options may look like numbers.
	options bool
	// list is the list that the symbol counts, is a field of, or is computed for each item of;
	// items are the symbols of all items then, and item is the index of this one.
	list  *list
	items []*symbol
	item  int
	// home is the scope that declares the symbol.
	home *scope
	// value is the argument of a parameter.
	value ir.Expr
}

// A scope holds the names of one file over those of the shared files. Values and tables have names
// of their own: 負担上限月額 may be an output and 負担上限月額(世帯区分) a table.
type scope struct {
	outer  *scope
	values map[string]*symbol
	tables map[string]*tableSymbol
	// functions share their names with tables.
	functions map[string]*function
	holidays  map[string]*holidays
	units     map[string]diagnostic.Span
	rates     []*syntax.Number // 換算
	damaged   map[string]bool  // names of declarations that could not be read
	order     []*symbol
}

// A tableSymbol is a table with the state of its use.
type tableSymbol struct {
	table   *Table
	used    bool
	failed  bool
	reached map[diagnostic.Span]bool // rows that a look-up can reach
}

func newScope(outer *scope) *scope {
	return &scope{outer: outer, values: map[string]*symbol{}, tables: map[string]*tableSymbol{},
		functions: map[string]*function{}, holidays: map[string]*holidays{}, units: map[string]diagnostic.Span{},
		damaged: map[string]bool{}}
}

// find returns what the innermost scope that has a name has for it; the zero value where none has it.
func find[T any](s *scope, name string, entries func(*scope) map[string]T) (found T) {
	for ; s != nil; s = s.outer {
		if found, ok := entries(s)[name]; ok {
			return found
		}
	}
	return found
}

func (s *scope) value(name string) *symbol {
	return find(s, name, func(s *scope) map[string]*symbol { return s.values })
}

func (s *scope) table(name string) *tableSymbol {
	return find(s, name, func(s *scope) map[string]*tableSymbol { return s.tables })
}

func (s *scope) function(name string) *function {
	return find(s, name, func(s *scope) map[string]*function { return s.functions })
}

// names returns the names of values, for suggestions.
func (s *scope) names() []string {
	var list []string
	for ; s != nil; s = s.outer {
		list = slices.AppendSeq(list, maps.Keys(s.values))
	}
	slices.Sort(list)
	return list
}

// tableNames returns the names of tables and functions, for suggestions.
func (s *scope) tableNames() []string {
	var list []string
	for ; s != nil; s = s.outer {
		list = slices.AppendSeq(list, maps.Keys(s.tables))
		list = slices.AppendSeq(list, maps.Keys(s.functions))
	}
	slices.Sort(list)
	return list
}

// functionNames are the functions of SPEC.md 2.7.
func functionNames() []string {
	return []string{"切り捨て", "切り上げ", "四捨五入", "小さい方", "大きい方", "余り", "数える", "数", "応当日"}
}

// nameTwice reports the second declaration of a name; kind is what it declares.
func (c *checker) nameTwice(kind string, name syntax.Ident, earlier diagnostic.Span) {
	c.errorAt(CodeDuplicateName, name.Span, fmt.Sprintf("%s「%s」はもう宣言されています。", kind, name.Name), "どちらかの名前を変えてください。",
		diagnostic.Note{Span: earlier, Message: "先の宣言はここです。"})
}

// declare adds a value to s; false means that the name is taken.
func (c *checker) declare(s *scope, name syntax.Ident, symbol *symbol) bool {
	symbol.name, symbol.at, symbol.home = name.Name, name.Span, s
	if slices.Contains(functionNames(), name.Name) {
		c.errorAt(CodeFunctionName, name.Span, fmt.Sprintf("「%s」は関数の名前なので使えません。", name.Name), "語を足して別の名前にしてください。")
		return false
	}
	if earlier := s.value(name.Name); earlier != nil {
		c.nameTwice("", name, earlier.at)
		return false
	}
	s.values[name.Name] = symbol
	s.order = append(s.order, symbol)
	return true
}

// declareTable makes a table known by its name, even where it has errors, so that its uses are not reported too.
func (c *checker) declareTable(s *scope, t *Table, failed bool) bool {
	if !c.freeForCalls(s, syntax.Ident{Name: t.Name, Span: t.Position}, "表") {
		return false
	}
	s.tables[t.Name] = &tableSymbol{table: t, failed: failed, reached: map[diagnostic.Span]bool{}}
	return true
}

// unknownName returns a suggestion for an undeclared name.
func unknownName(name string, s *scope, units syntax.Units) string {
	if near := diagnostic.Closest(name, s.names()); near != "" {
		return fmt.Sprintf("「%s」のことですか。", near)
	}
	if remedy := units.NumberRemedy(name); remedy != "" {
		return remedy
	}
	if name[0] >= '0' && name[0] <= '9' {
		return "数のつもりなら単位を確かめ、名前のつもりなら「」で囲んでください。"
	}
	return "「入力」「値」「式」などで宣言するか、名前を確かめてください。"
}

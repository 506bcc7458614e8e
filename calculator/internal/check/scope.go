package check

import (
	"fmt"
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

// A symbol is one named value of a scope.
type symbol struct {
	kind     symbolKind
	name     string
	at       diagnostic.Span
	figure   *Figure
	index    int // of the input, or of the field in its list
	formula  *syntax.Formula
	decision *syntax.Decision
	state    int // 0 = not yet, 1 = being worked out, 2 = done
	step     int // index of the step once done
	failed   bool
	used     bool
	// boxes are the inputs behind the options of a 複数選択.
	boxes []int
	// result is the index of the result of a 判定 with several that the symbol is.
	result int
	// options says that the value is a choice, whose options may read like numbers.
	options bool
	// list is the list that the symbol counts, is a field of, or is worked out for each item of;
	// items are the symbols for each item then, and item is the index of this one.
	list  *list
	items []*symbol
	item  int
	// home is the scope that declares the symbol.
	home *scope
	// value is the argument that a parameter stands for.
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

// A tableSymbol is a table with what its use so far has shown.
type tableSymbol struct {
	table   *Table
	used    bool
	failed  bool
	reached map[diagnostic.Span]bool
}

func newScope(outer *scope) *scope {
	return &scope{outer: outer, values: map[string]*symbol{}, tables: map[string]*tableSymbol{},
		functions: map[string]*function{}, holidays: map[string]*holidays{}, units: map[string]diagnostic.Span{},
		damaged: map[string]bool{}}
}

func (s *scope) value(name string) *symbol {
	for ; s != nil; s = s.outer {
		if v, ok := s.values[name]; ok {
			return v
		}
	}
	return nil
}

func (s *scope) table(name string) *tableSymbol {
	for ; s != nil; s = s.outer {
		if t, ok := s.tables[name]; ok {
			return t
		}
	}
	return nil
}

func (s *scope) function(name string) *function {
	for ; s != nil; s = s.outer {
		if fn, ok := s.functions[name]; ok {
			return fn
		}
	}
	return nil
}

// names returns the names that could be meant, for suggestions.
func (s *scope) names() []string {
	var list []string
	for ; s != nil; s = s.outer {
		for name := range s.values {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func (s *scope) tableNames() []string {
	var list []string
	for ; s != nil; s = s.outer {
		for name := range s.tables {
			list = append(list, name)
		}
		for name := range s.functions {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// functionNames are the functions of SPEC.md 2.7.
func functionNames() []string {
	return []string{"切り捨て", "切り上げ", "四捨五入", "小さい方", "大きい方", "余り", "数える", "数", "応当日"}
}

// nameTwice reports a name that has been declared before, of what kind of thing.
func (c *checker) nameTwice(kind string, name syntax.Ident, earlier diagnostic.Span) {
	c.errorAt(CodeDuplicateName, name.Span, fmt.Sprintf("%s「%s」はもう宣言されています。", kind, name.Name), "どちらかの名前を変えてください。",
		diagnostic.Note{Span: earlier, Message: "先の宣言はここです。"})
}

// declare enters a value; false means that the name is taken.
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

func (c *checker) declareTable(s *scope, t *Table, failed bool) bool {
	if !c.freeForCalls(s, syntax.Ident{Name: t.Name, Span: t.Position}, "表") {
		return false
	}
	s.tables[t.Name] = &tableSymbol{table: t, failed: failed, reached: map[diagnostic.Span]bool{}}
	return true
}

// unknownName suggests what may have been meant by a name that nothing declares.
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

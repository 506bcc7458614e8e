package check

import (
	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// Config holds what a check depends on besides the files. The zero value works.
type Config struct {
	// Sources are the ids that 出典 may name; nil means that they are not checked.
	Sources []string
	// Today is the day for which figures must be in force; nil means that this is not checked.
	Today *int64
	// Units are those that files share.
	Units syntax.Units
	// Translations are the words of calculators in editions.
	Translations []*syntax.Translation
}

// A Result is the content of a set of files. Programs are in the order of the files; a calculator with
// errors is missing.
type Result struct {
	Programs []*ir.Program
	Figures  []*Figure
	Tables   []*Table
	// Used lists, for each calculator by name, the shared figures and tables that it uses.
	Used map[string][]string
	// Texts are the words of all files for readers, by place.
	Texts []Text
	// Translations are those of Programs.
	Translations []Translation
	// IsDamaged reports whether a name belongs to a shared declaration that has an error.
	IsDamaged func(name string) bool
	// References are the places that name something, by place.
	References []Reference
}

// Check turns parsed files into typed programs. Files without a 計算機 hold shared 値 and 表, which
// all calculators may name.
func Check(files []*syntax.File, config Config) (Result, diagnostic.List) {
	c := &checker{config: config, result: Result{Used: map[string][]string{}}, wrongQuotes: map[string]bool{}, rings: map[string]bool{}}
	shared := newScope(nil)
	var calculators []*syntax.File
	for _, f := range files {
		if len(f.Calculators) > 0 {
			calculators = append(calculators, f)
			continue
		}
		c.sharedFile(shared, f)
	}
	c.result.IsDamaged = shared.isDamaged
	c.quotes = NewQuotes(c.result.Figures, c.result.Tables, config.Today, config.Units, shared.isDamaged)
	for _, write := range c.unwritten {
		write()
	}
	for _, f := range files {
		if len(f.Calculators) == 0 {
			c.result.References = append(c.result.References, references(shared, f)...)
		}
	}
	c.calculators = map[string]*syntax.File{}
	for _, f := range calculators {
		c.calculators[calculatorName(f)] = f
	}
	c.declareTranslations()
	seen := map[string]string{}
	for _, f := range calculators {
		name := calculatorName(f)
		c.fileName(f, name, seen)
		if program := c.calculator(shared, f, name); program != nil {
			c.result.Programs = append(c.result.Programs, program)
			for _, t := range c.translations[name] {
				c.result.Translations = append(c.result.Translations, *t)
			}
		}
	}
	return c.result, c.list
}

// checker collects what the check of a set of files finds.
type checker struct {
	config Config
	list   diagnostic.List
	result Result
	quotes *Quotes
	// wrongQuotes are the quotes that have been reported, with their files.
	wrongQuotes map[string]bool
	// calculators are all files with a 計算機, by name.
	calculators map[string]*syntax.File
	// rings are calculators that need each other's results and have been reported.
	rings map[string]bool
	// translations are those of each calculator.
	translations map[string][]*Translation
	// unwritten are the texts of shared files, which may quote figures of all of them.
	unwritten []func()
}

func (c *checker) report(d diagnostic.Diagnostic) { c.list = append(c.list, d) }

func (c *checker) errorAt(code string, at diagnostic.Span, message, suggestion string, notes ...diagnostic.Note) {
	c.report(diagnostic.Diagnostic{Severity: diagnostic.Error, Code: code, Span: at, Message: message,
		Suggestion: suggestion, Notes: notes})
}

// fileName checks the name of a calculator, which is part of addresses and the argument of calc, so it must be the
// same on every system.
func (c *checker) fileName(f *syntax.File, name string, seen map[string]string) {
	if !isFileName(name) {
		c.errorAt(CodeFileName, diagnostic.InFile(f.Path), "計算機のファイル名は、英小文字・数字・ハイフンだけです。",
			"monthly-fee.calc のような名前にしてください。この名前がアドレスと calc 命令に使われます。")
	}
	if other, ok := seen[name]; ok {
		c.errorAt(CodeDuplicateFile, diagnostic.InFile(f.Path), "同じ名前の計算機が "+other+" にもあります。", "どちらかのファイル名を変えてください。")
	}
	seen[name] = f.Path
}

// isFileName reports whether name can be used in a URL and on a command line.
func isFileName(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return false
		}
	}
	return name != ""
}

// sharedFile declares the figures and tables of a file without a 計算機.
func (c *checker) sharedFile(shared *scope, f *syntax.File) {
	c.figures(shared, f, "")
	var at diagnostic.Span
	switch {
	case len(f.Inputs) > 0:
		at = f.Inputs[0].Name.Span
	case len(f.Lists) > 0:
		at = f.Lists[0].Count.Name.Span
	case len(f.Formulas) > 0:
		at = f.Formulas[0].Name.Span
	case len(f.Decisions) > 0:
		at = f.Decisions[0].Name.Span
	case len(f.Outputs) > 0:
		at = f.Outputs[0].Name.Span
	case len(f.Messages) > 0:
		at = f.Messages[0].Span
	case len(f.Examples) > 0:
		at = f.Examples[0].Title.Span
	case len(f.Grids) > 0:
		at = f.Grids[0].Title.Span
	default:
		return
	}
	c.errorAt(CodeNoCalculator, at, "「計算機」のないファイルには、「単位」「値」「休日」「表」「段階表」「関数」だけが書けます。",
		"計算機のファイルなら、先頭に「計算機 題」を書いてください。")
}

// figures declares the 値 and 表 of one file.
func (c *checker) figures(s *scope, f *syntax.File, calculator string) {
	c.declareUnits(s, f, calculator)
	s.damage(f)
	for _, d := range f.Figures {
		figure := c.figure(d, calculator)
		c.writeTexts(func() { c.figureTexts(d, figure, calculator) })
		if figure == nil {
			s.damaged[d.Name.Name] = true
		}
		declared := c.declare(s, d.Name, &symbol{kind: figureSymbol, figure: figure, failed: figure == nil})
		if declared && figure != nil {
			c.result.Figures = append(c.result.Figures, figure)
		}
	}
	c.declareHolidays(s, f, calculator)
	c.declareFunctions(s, f, calculator)
	for _, d := range f.Tables {
		table, ok := c.table(d, calculator)
		if !ok {
			s.damaged[d.Name.Name] = true
		}
		c.writeTexts(func() { c.tableTexts(d, table, calculator) })
		if c.declareTable(s, table, !ok) && ok {
			c.result.Tables = append(c.result.Tables, table)
		}
	}
}

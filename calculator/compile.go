package calculator

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	slashpath "path"
	"slices"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/analysis"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/refine"
	"shirube/calculator/internal/syntax"
)

// A Source is one .calc file, or a file beside one: cases (NAME.examples.csv, NAME.examples.jsonl) or a translation
// (NAME.EDITION.calc). Path is slash-separated; its base name without .calc names the calculator.
type Source struct {
	Path string
	Text []byte
}

// Options are the options of Compile. The zero value works: source ids are not checked, every figure counts as in
// force, and examples are run.
type Options struct {
	// Sources are the ids that 出典 may name; nil means that they are not checked.
	Sources []string
	// Today is the day for 初期値: 今日 and for figures that must be in force. With the zero Day the latest
	// value of each figure holds, and 今日 is unknown.
	Today Day
	// SkipExamples skips the examples, the 早見表 and the search for what no example reaches.
	SkipExamples bool
}

// A Day is a calendar day, as days since 1970-01-01; Valid is false in the zero Day.
type Day struct {
	Number int64
	Valid  bool
}

// Today returns the calendar day of t in t's own location.
func Today(t time.Time) Day {
	n, ok := syntax.DayNumber(t.Year(), int(t.Month()), t.Day())
	return Day{n, ok}
}

// String writes the day as YYYY-MM-DD.
func (d Day) String() string {
	if !d.Valid {
		return ""
	}
	return syntax.FormatDay(d.Number)
}

// A Set is the content of a set of files. It is immutable.
type Set struct {
	Programs []*Program // in the order of the sources; those with errors are missing
	Figures  *Figures
	broken   map[string]bool // calculators with errors
	// References are the places of all files that name something, file by file, each in its order.
	References []Reference
	// Texts are the texts for readers of all files.
	Texts []Text
}

// IsBroken reports whether the calculator called name has errors.
func (s *Set) IsBroken(name string) bool { return s.broken[name] }

// Program returns the calculator called name, or nil.
func (s *Set) Program(name string) *Program {
	for _, p := range s.Programs {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// A Program is one compiled calculator. It is immutable and may be used by several goroutines.
type Program struct {
	Name   string
	Path   string
	Form   Form
	Module []byte // WebAssembly; imports nothing, exports memory and evaluate
	// Figures names the shared 値 and 表 that the calculator uses, sorted.
	Figures  []string
	Examples []Example
	Grids    []Grid
	// Editions are translations of the calculator, by edition.
	Editions map[string]*Edition
	// Digest changes whenever the module or the form does.
	Digest string

	typed   *ir.Program
	layout  compile.Layout
	problem refine.Problem // without answers
}

// Compile compiles all calculators of a set of files. Files without a 計算機 declare figures and tables for all. It
// always returns a set, with everything that is free of errors; the list is sorted.
func Compile(sources []Source, options Options) (*Set, diagnostic.List) {
	files, config, found := parse(sources, options)
	checked, list := check.Check(files, config)
	found = append(found, list...)
	broken := filesWithErrors(found)
	set := &Set{Figures: newFigures(checked, config.Today, config.Units), References: checked.References,
		Texts: checked.Texts, broken: map[string]bool{}}
	for path := range broken {
		translated, _ := syntax.TranslationOf(path)
		set.broken[cmp.Or(syntax.CasesOf(path), translated, strings.TrimSuffix(slashpath.Base(path), ".calc"))] = true
	}
	for _, typed := range checked.Programs {
		if broken[typed.Position.Path] {
			continue
		}
		program, err := newProgram(typed)
		if err != nil {
			found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeCompile,
				Span: typed.Position, Message: "この計算機をWebAssemblyにできませんでした（" + err.Error() + "）。"})
			continue
		}
		program.Figures = checked.Used[typed.Name]
		set.Programs = append(set.Programs, program)
	}
	if !options.SkipExamples {
		found = append(found, runExamples(set.Programs, options.Today)...)
	}
	unfit := set.translate(checked.Translations)
	if !options.SkipExamples { // else there are no 早見表, whose words may be translated
		found = append(found, unfit...)
	}
	return set, found.Sort()
}

// parse parses all sources.
func parse(sources []Source, options Options) (files []*syntax.File, config check.Config, found diagnostic.List) {
	var texts [][]byte
	for _, s := range sources {
		if !isBeside(s.Path) {
			texts = append(texts, s.Text)
		}
	}
	config = check.Config{Sources: options.Sources, Units: syntax.SharedUnits(texts)}
	if options.Today.Valid {
		config.Today = &options.Today.Number
	}
	for _, s := range sources {
		if !isBeside(s.Path) {
			file, list := config.Units.ParseFile(s.Path, s.Text)
			files = append(files, file)
			found = append(found, list...)
		} else if _, edition := syntax.TranslationOf(s.Path); edition != "" {
			translation, list := config.Units.ParseTranslation(s.Path, s.Text)
			config.Translations = append(config.Translations, translation)
			found = append(found, list...)
		}
	}
	if !options.SkipExamples {
		found = append(found, joinCases(files, sources, config.Units)...)
	}
	return files, config, found
}

// isBeside reports whether a file is no calculator but belongs to one: cases or a translation.
func isBeside(path string) bool {
	_, edition := syntax.TranslationOf(path)
	return edition != "" || syntax.IsCases(path)
}

// joinCases adds the cases of files beside calculators to their examples.
func joinCases(files []*syntax.File, sources []Source, units syntax.Units) diagnostic.List {
	var found diagnostic.List
	for _, s := range sources {
		name := syntax.CasesOf(s.Path)
		if name == "" {
			continue
		}
		at := slices.IndexFunc(files, func(f *syntax.File) bool {
			return f.Path == slashpath.Join(slashpath.Dir(s.Path), name+".calc") && len(f.Calculators) > 0
		})
		if at < 0 {
			found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeCasesAlone, Span: diagnostic.InFile(s.Path),
				Message: fmt.Sprintf("この例を試す計算機「%s」が、同じフォルダーにありません。", name), Suggestion: "ファイルの名前を、計算機の名前に「.examples.csv」か「.examples.jsonl」を付けたものにしてください。"})
			continue
		}
		cases, list := units.ParseCases(s.Path, s.Text)
		files[at].Examples = append(files[at].Examples, cases...)
		found = append(found, list...)
	}
	return found
}

// Format lays out a .calc file: two spaces a level, aligned cells of tables, no spaces at the ends of lines and one empty
// line at most. Comments stay, and what the file means does not change; one that cannot be read is returned as it is. others
// are the files that may declare units for it.
func Format(source []byte, others [][]byte) []byte { return syntax.SharedUnits(others).Format(source) }

// filesWithErrors returns the paths of the files that have an error, which may be parsed in part only.
func filesWithErrors(found diagnostic.List) map[string]bool {
	broken := map[string]bool{}
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			broken[d.Span.Path] = true
		}
	}
	return broken
}

// newProgram compiles a checked calculator. Sums are rewritten for narrower ranges before that, so the description of
// the form is of the rewritten program, too.
func newProgram(typed *ir.Program) (*Program, error) {
	typed = analysis.Sharpen(typed)
	module, err := compile.Compile(typed)
	if err != nil {
		return nil, err
	}
	p := &Program{Name: typed.Name, Path: typed.Position.Path, Module: module.Bytes, typed: typed, layout: module.Layout}
	p.problem = refine.New(typed)
	p.Form = newForm(typed, module.Layout, &p.problem)
	p.Examples = p.newExamples()
	p.Digest = digest(p)
	return p, nil
}

// digest returns a hash of the module and the form.
func digest(p *Program) string {
	h := sha256.New()
	h.Write(p.Module)
	form, err := json.Marshal(p.Form)
	if err == nil {
		h.Write(form)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

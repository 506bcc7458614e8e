package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Code is read in one go where most functions are short; single ones may be longer where a split would hide what
// happens in order.
const (
	medianFunction = 10 // lines
	longFunction   = 30 // lines that nine functions in ten have at most
	longestFile    = 500
	longestLine    = 160 // letters
)

// A function is a declared function with its length in lines.
type function struct {
	name  string
	lines int
}

func TestCodeCanBeReadInOneGo(t *testing.T) {
	var functions []function
	module := os.DirFS("..")
	for _, folder := range []string{"calculator", "generator", "themes"} {
		err := fs.WalkDir(module, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			switch path.Ext(name) {
			case ".go", ".ts", ".css":
				functions = append(functions, checkFile(t, module, name)...)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.SortFunc(functions, func(a, b function) int { return a.lines - b.lines })
	median, ninth := functions[len(functions)/2].lines, functions[len(functions)*9/10].lines
	if median > medianFunction || ninth > longFunction {
		t.Errorf("half of the functions have up to %d lines, nine in ten up to %d; want %d and %d. The longest: %v",
			median, ninth, medianFunction, longFunction, functions[len(functions)-20:])
	}
}

// checkFile checks a file by itself and returns its functions, those of tests left out.
func checkFile(t *testing.T, module fs.FS, name string) []function {
	t.Helper()
	text, err := fs.ReadFile(module, name)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(text, []byte("\n")); lines > longestFile {
		t.Errorf("%s has %d lines: split it by subject", name, lines)
	}
	if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
		return nil
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		if letters := utf8.RuneCountInString(line) - 1; letters > longestLine {
			t.Errorf("%s:%d has %d letters: break the line", name, number, letters)
		}
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var functions []function
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			functions = append(functions, function{name + " " + f.Name.Name, files.Position(f.End()).Line - files.Position(f.Pos()).Line + 1})
		}
	}
	return functions
}

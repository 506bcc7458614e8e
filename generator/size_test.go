package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// The most lines that are read in one go. A file that must be longer gets an exception here, with its reason.
const (
	longestFunction = 60
	longestFile     = 500
)

func TestFunctionsAndFilesCanBeReadInOneGo(t *testing.T) {
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
				checkSize(t, module, name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func checkSize(t *testing.T, module fs.FS, name string) {
	t.Helper()
	text, err := fs.ReadFile(module, name)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(text, []byte("\n")); lines > longestFile {
		t.Errorf("%s has %d lines: split it by subject", name, lines)
	}
	if !strings.HasSuffix(name, ".go") {
		return
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		lines := files.Position(d.End()).Line - files.Position(d.Pos()).Line + 1
		if f, ok := d.(*ast.FuncDecl); ok && lines > longestFunction {
			t.Errorf("%s: %s has %d lines: give a part of it a name", files.Position(d.Pos()), f.Name.Name, lines)
		}
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// imports is the graph of this module. A line "A < B < C" lets B import A, and C import A and B;
// names separated by commas are on one level. What is not allowed here, directly or through
// others, fails the test. A package may be listed before it exists.
const imports = `
calculator/diagnostic
< calculator/internal/syntax
< calculator/internal/ir
< calculator/internal/check;

calculator/internal/wasm
< calculator/internal/run;

calculator/internal/ir
< calculator/internal/analysis
< calculator/internal/refine;

calculator/internal/analysis, calculator/internal/wasm
< calculator/internal/compile;

calculator/internal/ir
< calculator/internal/eval;

calculator/internal/check, calculator/internal/compile, calculator/internal/refine, calculator/internal/run
< calculator;

calculator/diagnostic
< generator/internal/content
< generator/internal/laws;

generator/internal/atomicfile
< generator/internal/images, generator/internal/laws;

generator/internal/content
< generator/internal/markdown/directives;

generator/internal/content, generator/internal/highlight, generator/internal/htmlscan, generator/internal/markdown/directives, generator/internal/mathml
< generator/internal/markdown;

calculator
< calculator/browser
< calculator/export;

generator/internal/markdown, calculator
< generator/internal/site;

calculator/diagnostic
< generator/internal/publish
< generator/internal/assets, generator/internal/images;

generator/internal/htmlscan
< generator/internal/search;

generator/internal/content, generator/internal/htmlscan
< generator/internal/furigana;

generator/internal/layers
< generator/internal/render;

generator/internal/accent, generator/internal/layers
< generator/internal/build;

generator/internal/search, generator/internal/site, generator/internal/assets, generator/internal/images,
generator/internal/publish, calculator, calculator/browser
< generator/internal/render
< generator/internal/book;

generator/internal/site
< generator/internal/lint
< generator/internal/references;

calculator, calculator/browser, generator/internal/book, generator/internal/render, generator/internal/search,
generator/internal/furigana, generator/internal/highlight, generator/internal/lint
< generator/internal/build
< generator/internal/serve;

generator/internal/content
< generator/internal/watch
< generator/internal/serve;

generator/internal/build
< generator/internal/codes
< generator/internal/handbook;

generator/internal/serve, generator/internal/references, generator/internal/laws, generator/internal/codes, generator/internal/handbook,
calculator/export, themes
< generator;

generator/internal/build, calculator/export, themes
< generator/browsertest;

generator/internal/sitetest;

generator/release;
`

// users names the packages that may use a module from elsewhere, tests aside.
const users = `
github.com/tetratelabs/wazero: calculator/internal/run
github.com/yuin/goldmark-emoji: generator/internal/markdown
github.com/yuin/goldmark: generator/internal/markdown, generator/internal/markdown/directives
github.com/alecthomas/chroma/v2: generator/internal/highlight, generator/internal/render, generator/internal/assets
github.com/evanw/esbuild: generator/internal/assets
github.com/fsnotify/fsnotify: generator/internal/watch
github.com/ikawaha/kagome: generator/internal/furigana
github.com/ikawaha/kagome-dict: generator/internal/furigana
go.yaml.in/yaml/v4: generator/internal/content, generator/internal/render
golang.org/x/image: generator/internal/images, generator/internal/render
golang.org/x/term: generator
golang.org/x/text: generator, generator/internal/build, generator/internal/content, generator/internal/render, generator/internal/search, generator/internal/site
`

const module = "shirube"

type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// name is the import path below the module.
func (p goPackage) name() string { return below(p.ImportPath) }

func below(importPath string) string { return strings.TrimPrefix(importPath, module+"/") }

func isOurs(importPath string) bool { return strings.HasPrefix(importPath, module+"/") }

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...")
	var complaints strings.Builder
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaints.String())
	}
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// A graph says for each package which it may import.
type graph map[string]map[string]bool

// parseGraph reads chains of "A, B < C < D;".
func parseGraph(text string) graph {
	g := make(graph)
	for chain := range strings.SplitSeq(text, ";") {
		left := make(map[string]bool)
		for group := range strings.SplitSeq(chain, "<") {
			for _, name := range names(group) {
				g.allow(name, left)
			}
			for _, name := range names(group) {
				left[name] = true
				g.allow(name, nil)
				for further := range g[name] {
					left[further] = true
				}
			}
		}
	}
	return g
}

func (g graph) allow(name string, imports map[string]bool) {
	if g[name] == nil {
		g[name] = make(map[string]bool)
	}
	for i := range imports {
		g[name][i] = true
	}
}

// names splits a list at commas.
func names(list string) []string {
	var found []string
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			found = append(found, name)
		}
	}
	return found
}

// parseTable reads lines of "name: A, B".
func parseTable(text string) map[string][]string {
	table := make(map[string][]string)
	for line := range strings.Lines(text) {
		if name, list, ok := strings.Cut(line, ":"); ok {
			table[name] = names(list)
		}
	}
	return table
}

func TestPackagesImportOnlyWhatTheirPlaceAllows(t *testing.T) {
	allowed := parseGraph(imports)
	for _, p := range listPackages(t) {
		name := p.name()
		if allowed[name] == nil {
			t.Errorf("%s is not in the graph: decide what it may import, and who may import it", name)
			continue
		}
		for _, i := range p.Imports {
			if isOurs(i) && !allowed[name][below(i)] {
				t.Errorf("%s must not import %s", name, below(i))
			}
		}
	}
}

func TestWhatTestsShareStaysWithThem(t *testing.T) {
	for _, p := range listPackages(t) {
		if slices.Contains(p.Imports, module+"/generator/internal/sitetest") {
			t.Errorf("%s must not import what is for tests", p.name())
		}
	}
}

func TestTestsDoNotTieTheHalvesTogether(t *testing.T) {
	for _, p := range listPackages(t) {
		calculating := isBelow(p.name(), "calculator")
		for _, i := range slices.Concat(p.TestImports, p.XTestImports) {
			other := below(i)
			if calculating && isBelow(other, "generator") || !calculating && isBelow(other, "calculator/internal") {
				t.Errorf("tests of %s must not import %s", p.name(), other)
			}
		}
	}
}

func isBelow(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

func TestEachModuleFromElsewhereHasItsPlace(t *testing.T) {
	table := parseTable(users)
	for _, p := range listPackages(t) {
		for _, i := range p.Imports {
			if isOurs(i) || !strings.Contains(strings.Split(i, "/")[0], ".") {
				continue
			}
			if !slices.Contains(table[moduleOf(table, i)], p.name()) {
				t.Errorf("%s must not import %s", p.name(), i)
			}
		}
	}
}

// moduleOf returns the module of the table that a package belongs to.
func moduleOf(table map[string][]string, importPath string) string {
	for at := importPath; at != "."; at = path.Dir(at) {
		if _, ok := table[at]; ok {
			return at
		}
	}
	return ""
}

func TestPackagesAreNamedForWhatTheyDo(t *testing.T) {
	vague := []string{"util", "utils", "common", "helper", "helpers", "core", "misc", "shared", "base", "lib"}
	for _, p := range listPackages(t) {
		if slices.Contains(vague, path.Base(p.name())) {
			t.Errorf("%s: name the package for what it is for", p.name())
		}
	}
}

func TestTheGraphHasNoCycle(t *testing.T) {
	for name, imports := range parseGraph(imports) {
		if imports[name] {
			t.Errorf("the graph lets %s import itself", name)
		}
	}
}

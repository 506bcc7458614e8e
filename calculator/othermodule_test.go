package calculator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// otherProgram is a program of another module that uses the language, as README.md shows it.
const otherProgram = `package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"shirube/calculator"
)

const fee = "計算機 料金\n入力 回数: 回\n  範囲: 0回 から 31回\n" +
	"値 単価: 500円/回\n  仮定: 例です。\n式 料金 = 単価 × 回数\n出力 料金\n例 三回\n  回数 = 3回\n  料金 = 1,500円\n"

func main() {
	set, found := calculator.Compile([]calculator.Source{{Path: "fee.calc", Text: []byte(fee)}}, calculator.Options{})
	if found.HasErrors() {
		log.Fatal(found)
	}
	answers := map[string]any{"回数": "10回"}
	result, err := set.Program("fee").Evaluate(context.Background(), answers, calculator.Today(time.Now()))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Outputs[0].Value.Text)
}
`

// The language can be imported by a module outside this tree: the module has no address, so it says where it lies.
func TestAnotherModuleCanImportTheLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	required, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(required), "\n")
	module := strings.TrimPrefix(first, "module ")
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.go": otherProgram,
		"go.mod":  "module example.org/fees\n" + rest + "\nrequire " + module + " v0.0.0\n\nreplace " + module + " => " + root + "\n",
		"go.sum":  string(sums),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("go", "run", "-mod=mod", ".")
	run.Dir, run.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=")
	if out, err := run.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "5,000円" {
		t.Errorf("%s (%v)", out, err)
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// townResult is what somebody has who has followed content/about/editing/town.md, and what a changed table does then.
const townResult = `
stdout 'public'
! stderr 'error|warning'
grep '<img class="logo" src="/annai/assets/logo-' public/index.html
grep '駅前の窓口 <a href="tel:000-000-0002">' public/guide/madoguchi/index.html
grep '北の窓口</span> <a href="tel:000-000-0001">' public/pt/guide/madoguchi/index.html
! grep '南の窓口' public/pt/guide/madoguchi/index.html
grep '<html lang="pt"' public/pt/guide/madoguchi/index.html
grep 'Ir para o conteúdo' public/pt/guide/madoguchi/index.html
grep '>Pesquisar' public/pt/guide/madoguchi/index.html
grep 'href="https://city.example/">しるべ市の公式サイト' public/index.html
grep 'guide/madoguchi/' public/index.html
exec sh -c 'grep -c 1d5fa8 public/assets/main-*.css'
exists public/_headers
exists public/sitemap.xml

cp ../new.csv content/data/offices.csv
exec shirube build -base-url https://city.example/annai/
grep '役所の窓口' public/guide/madoguchi/index.html
-- new.csv --
city,name,phone
北市,役所の窓口,000-000-0004
`

// The handbook's hour, followed to the word: each command is run, each text goes into the file that the page names.
func TestTheTownOfTheHandbookIsBuiltByItsPage(t *testing.T) {
	page, err := os.ReadFile("../content/about/editing/town.md")
	if err != nil {
		t.Fatal(err)
	}
	commands, files := followed(t, string(page))
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "town.txtar"), []byte(commands+townResult+files), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, RequireUniqueNames: true})
}

var (
	fence     = regexp.MustCompile("(?s)```(\\w+)\n(.*?)```\n")
	namedFile = regexp.MustCompile("`(content/[^`]+)`")
)

// followed returns a page of the handbook as the commands of a test script, and the files that it copies.
func followed(t *testing.T, page string) (commands, files string) {
	t.Helper()
	at := 0
	for n, m := range fence.FindAllStringSubmatchIndex(page, -1) {
		before, kind, text := page[at:m[0]], page[m[2]:m[3]], page[m[4]:m[5]]
		at = m[1]
		if kind == "sh" {
			for line := range strings.Lines(text) {
				commands += scripted(strings.TrimSpace(line))
			}
			continue
		}
		named := namedFile.FindAllStringSubmatch(before, -1)
		if named == nil {
			t.Fatalf("no file is named for:\n%s", text)
		}
		file, part := named[len(named)-1][1], fmt.Sprintf("part%d", n)
		files += "-- " + part + " --\n" + text
		if strings.Contains(before, "終わりに、次の行を足します") {
			commands += fmt.Sprintf("exec sh -c 'cat ../%s >>%s'\n", part, file)
		} else {
			commands += fmt.Sprintf("mkdir %s\ncp ../%s %s\n", filepath.ToSlash(filepath.Dir(file)), part, file)
		}
	}
	return commands, files
}

// scripted returns a line of the page for a test script. The preview goes on until somebody stops it, so it is left out.
func scripted(line string) string {
	switch {
	case line == "shirube serve":
		return ""
	case strings.HasPrefix(line, "cd "):
		return line + "\n"
	}
	return "exec " + line + "\n! stderr 'error|warning'\n"
}

package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var updateLicenses = flag.Bool("update", false, "write licenses.txt anew")

// A goModule is a module that the program is built from.
type goModule struct{ Path, Version, Dir string }

func builtIn(t *testing.T) []goModule {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{"Path": "{{.Path}}", "Version": "{{.Version}}", "Dir": {{printf "%q" .Dir}}}{{end}}`, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	list := []goModule{{"Go", "", strings.TrimSpace(string(root))}}
	for line := range strings.Lines(string(out)) {
		var m goModule
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		if m.Path != module && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list[1:], func(a, b goModule) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// terms returns the files of a module that say on what terms it may be used, and the kind of licence.
func (m goModule) terms(t *testing.T) (files []string, kind string) {
	t.Helper()
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.ToUpper(strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".txt"), ".md"))
		if !slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"}, name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		if kind == "" {
			kind = licenseKind(string(text))
		}
	}
	return files, kind
}

// licenseKind recognizes the licences that allow a program to be passed on with no more than their text.
func licenseKind(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, known := range [][2]string{
		{"Apache License Version 2.0", "Apache-2.0"}, {"Permission is hereby granted, free of charge", "MIT"},
		{"Redistribution and use in source and binary forms", "BSD"},
	} {
		if strings.Contains(text, known[0]) {
			return known[1]
		}
	}
	return ""
}

// The program carries the licences of all that it is built from. A new dependency, or another licence, is
// a decision to take: go test ./generator -run Licenses -update
func TestLicensesArePassedOn(t *testing.T) {
	var list, texts strings.Builder
	for _, m := range builtIn(t) {
		files, kind := m.terms(t)
		if kind == "" {
			t.Errorf("%s has no licence that is known: look whether the program may be passed on with it", m.Path)
		}
		name := strings.TrimSpace(m.Path + " " + m.Version)
		fmt.Fprintf(&list, "- %s (%s)\n", name, kind)
		for _, text := range files {
			fmt.Fprintf(&texts, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), name, text)
		}
	}
	want := "しるべは、次のものを組み込んでいます。それぞれのライセンスは下にあります。\nShirube is built from these. Their licences follow.\n\n" + list.String() + texts.String()
	if *updateLicenses {
		if err := os.WriteFile("licenses.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if licenses != want {
		t.Error("licenses.txt is not what the modules say: go test ./generator -run Licenses -update")
	}
}

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shirube/calculator"
	"shirube/generator/internal/content"
)

var updateSlips = flag.Bool("update-slips", false, "rewrite the expected messages in testdata/slips")

// A slip is a change to a line of a file of testdata/slips, as an editor may mistype it.
type slip struct {
	title    string
	old, new []string
	want     []string // the one finding, in Japanese and in English; none where the change is read
}

// readSlips reads slips.txt: `# title`, lines `-old` and `+new`, and the finding.
func readSlips(t *testing.T) []slip {
	t.Helper()
	text, err := os.ReadFile("testdata/slips/slips.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []slip
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		var s slip
		for line := range strings.SplitSeq(block, "\n") {
			switch line[:1] {
			case "#":
				s.title = strings.TrimPrefix(line, "# ")
			case "-":
				s.old = append(s.old, line[1:])
			case "+":
				s.new = append(s.new, line[1:])
			default:
				s.want = append(s.want, line)
			}
		}
		list = append(list, s)
	}
	return list
}

// slipFiles returns the files of testdata/slips with the change; it fails unless one of them has the old lines.
func slipFiles(t *testing.T, s slip) []calculator.Source {
	t.Helper()
	var sources []calculator.Source
	applied := len(s.old) == 0 && len(s.new) == 0
	for _, name := range []string{"figures.calc", "room-fee.calc"} {
		text, err := os.ReadFile(filepath.Join("testdata/slips", name))
		if err != nil {
			t.Fatal(err)
		}
		old, changed := strings.Join(s.old, "\n")+"\n", strings.Join(s.new, "\n")+"\n"
		if strings.Contains("\n"+string(text), "\n"+old) && !applied {
			text, applied = []byte(strings.Replace("\n"+string(text), "\n"+old, "\n"+changed, 1)[1:]), true
		}
		sources = append(sources, calculator.Source{Path: "calculators/" + name, Text: text})
	}
	if !applied {
		t.Fatalf("no file has %q", s.old)
	}
	return sources
}

// findings writes what is found, in Japanese and in English.
func (s slip) findings(t *testing.T) []string {
	t.Helper()
	day := content.Date{Year: 2026, Month: 11, Day: 30}
	_, found := calculator.Compile(slipFiles(t, s), calculator.Options{Sources: []string{"kitei"}, Today: calculator.Today(day.Time())})
	var list []string
	for _, d := range found {
		at := fmt.Sprintf("%d:%d %s", d.Span.Start.Line, d.Span.Start.Column, d.Code)
		en := (&command{lang: "en"}).localized(d)
		list = append(list, fmt.Sprintf("%s %s %s", at, d.Message, d.Suggestion), fmt.Sprintf("%s %s", en.Message, en.Suggestion))
	}
	return list
}

// What an editor mistypes gives one finding that says what to write, or is read as it was meant.
func TestSlipsGiveOneFindingWithItsRemedy(t *testing.T) {
	if found := (slip{}).findings(t); len(found) > 0 {
		t.Fatalf("the files themselves have findings: %q", found)
	}
	list := readSlips(t)
	var written strings.Builder
	for i, s := range list {
		got := s.findings(t)
		fmt.Fprintf(&written, "# %s\n-%s\n+%s\n", s.title, strings.Join(s.old, "\n-"), strings.Join(s.new, "\n+"))
		for _, line := range got {
			written.WriteString(line + "\n")
		}
		written.WriteString("\n")
		if *updateSlips {
			list[i].want = got
		}
		if strings.Join(got, "\n") != strings.Join(list[i].want, "\n") || len(got) > 2 {
			t.Errorf("%s:\n got %q\nwant %q", s.title, got, s.want)
		}
	}
	if *updateSlips {
		if err := os.WriteFile("testdata/slips/slips.txt", []byte(strings.TrimSpace(written.String())+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(list) < 44 {
		t.Errorf("%d slips", len(list))
	}
}

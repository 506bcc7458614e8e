package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/site"
	"shirube/themes"
)

const ownContent = "../content"

// ownBuilder builds the site that this repository publishes.
func ownBuilder(t *testing.T) *build.Builder {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	return build.New(build.Options{Content: ownContent, Theme: theme, Today: ownDay()})
}

// ownDay is the day that tests of the site take for today.
func ownDay() content.Date { return content.Date{Year: 2026, Month: 11, Day: 21} }

func ownSite(t *testing.T) *site.Site {
	t.Helper()
	s, err := checkOwn()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkOwn checks the site, once for all tests that look at it.
var checkOwn = sync.OnceValues(func() (*site.Site, error) {
	theme, err := themes.Named("michi")
	if err != nil {
		return nil, err
	}
	in, found := build.New(build.Options{Content: ownContent, Theme: theme, Today: ownDay()}).DryRun(context.Background())
	if found = append(found, lint.Site(in).Found...); found.HasErrors() {
		return nil, fmt.Errorf("the site has errors: %v", found)
	}
	return in.Site, nil
})

// A fact stands somewhere, or left out for a reason.
type fact struct {
	place, words string
	leftOut      string
}

// UnmarshalYAML reads "guide/what.md words on that page", "figure:NAME", "calculator:NAME" or
// {left-out: reason}.
func (f *fact) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		f.place, f.words, _ = strings.Cut(n.Value, " ")
		return nil
	}
	var reason map[string]string
	if err := n.Decode(&reason); err != nil {
		return err
	}
	f.leftOut = reason["left-out"]
	return nil
}

// factLists are the lists of what must have a place on the site: facts of the sources, and rules of law.
func factLists() []string { return []string{"_facts.yaml", "_laws.yaml"} }

func facts(t *testing.T, list string) map[string]fact {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(ownContent, list))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]fact
	if err := yaml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

var factID = regexp.MustCompile(`^([A-Z]\d+)-(\d+)$`)

// The facts of each source are numbered from 1 on; none may be lost from a list.
func TestEveryFactHasAPlaceOrAReason(t *testing.T) {
	for _, list := range factLists() {
		last, counted := make(map[string]int), make(map[string]int)
		for id, f := range facts(t, list) {
			if f.place == "" && f.leftOut == "" {
				t.Errorf("%s: %s has neither a place nor a reason for leaving it out", list, id)
			}
			number := factID.FindStringSubmatch(id)
			if number == nil {
				t.Errorf("%s: %s is not the number of a fact", list, id)
				continue
			}
			n, _ := strconv.Atoi(number[2])
			last[number[1]] = max(last[number[1]], n)
			counted[number[1]]++
		}
		for source, n := range counted {
			if n != last[source] {
				t.Errorf("%s: %s has %d facts up to number %d", list, source, n, last[source])
			}
		}
	}
}

func TestFactsAreWhereTheListSays(t *testing.T) {
	s := ownSite(t)
	for _, list := range factLists() {
		for id, f := range facts(t, list) {
			if f.place == "" {
				continue
			}
			if complaint := missing(s, f); complaint != "" {
				t.Errorf("%s: %s: %s", list, id, complaint)
			}
		}
	}
}

// missing says what is wrong with the place of a fact.
func missing(s *site.Site, f fact) string {
	if name, ok := strings.CutPrefix(f.place, "figure:"); ok {
		if len(s.FigureUses[name]) == 0 {
			return "no page quotes the figure " + name
		}
		return ""
	}
	name := f.place
	if calculator, ok := strings.CutPrefix(f.place, "calculator:"); ok {
		name = "calculators/" + calculator + ".calc"
	}
	text, err := os.ReadFile(filepath.Join(ownContent, filepath.FromSlash(name)))
	if err != nil {
		return err.Error()
	}
	if !strings.Contains(string(text), f.words) {
		return fmt.Sprintf("%s no longer says 「%s」", name, f.words)
	}
	return ""
}

func TestEveryPageLeadsOnAndSaysWhereItsFactsComeFrom(t *testing.T) {
	for _, p := range ownSite(t).Pages {
		front := p.Summary.Front
		if p.Generated {
			t.Errorf("%s: the section has no page of its own", p.Path)
			continue
		}
		if front.Description == "" {
			t.Errorf("%s has no description", p.Path)
		}
		if strings.HasPrefix(p.Path, "about/") {
			continue
		}
		if len(front.Sources) == 0 {
			t.Errorf("%s has no sources", p.Path)
		}
		if front.Next.Value == "" {
			t.Errorf("%s has no next step", p.Path)
		}
	}
}

func TestSentencesAreShort(t *testing.T) {
	s := ownSite(t)
	for _, c := range []struct {
		edition         string
		median, longest int // letters
	}{{"", 32, 60}, {"easy", 25, 30}} {
		var lengths []int
		for _, p := range s.Pages {
			if p.Edition != c.edition || strings.HasPrefix(p.Path, "about/editing/") {
				continue
			}
			for _, sentence := range sentences(asRead(s, ownText(t, p.Path))) {
				n := len([]rune(sentence))
				if n > c.longest {
					t.Errorf("%s: %d letters: %s", p.Path, n, sentence)
				}
				lengths = append(lengths, n)
			}
		}
		slices.Sort(lengths)
		if len(lengths) == 0 || lengths[len(lengths)/2] > c.median {
			t.Errorf("edition %q: %d sentences, median over %d letters", c.edition, len(lengths), c.median)
			continue
		}
		t.Logf("edition %q: %d sentences, median %d letters, longest %d", c.edition, len(lengths), lengths[len(lengths)/2], lengths[len(lengths)-1])
	}
}

// ownText returns the Markdown of a page of the site.
func ownText(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(ownContent, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Provenance is in the notes of the sources; a page marks it only where its reader must weigh it.
func TestPagesMarkDoubtRarely(t *testing.T) {
	counts := map[string]int{"当サイトの補足": 40, "民間の解説": 12}
	for _, p := range ownSite(t).Pages {
		if p.Edition != "" || strings.HasPrefix(p.Path, "about/editing/") {
			continue
		}
		text := ownText(t, p.Path)
		for words := range counts {
			counts[words] -= strings.Count(text, words)
		}
	}
	for words, left := range counts {
		if left < 0 {
			t.Errorf("「%s」 stands %d times too often", words, -left)
		}
	}
}

var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	fenced      = regexp.MustCompile("(?ms)^```.*?^```$")
	figure      = regexp.MustCompile(`\{\{([^{}]+)\}\}`)
	link        = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	notation    = regexp.MustCompile(`(?m)^\s*(:{2,}.*|#+ .*|[-*] (\[.\] )?|\d+\. |: )|\{#[^}]*\}|[*` + "`" + `]`)
)

// asRead takes the notation out of a page and writes its figures out.
func asRead(s *site.Site, text string) string {
	text = fenced.ReplaceAllString(frontMatter.ReplaceAllString(text, ""), "")
	text = figure.ReplaceAllStringFunc(text, func(quote string) string {
		if q, err := s.Figures.Quote(strings.Trim(quote, "{}")); err == nil {
			return q.Text
		}
		return quote
	})
	return notation.ReplaceAllString(link.ReplaceAllString(text, "$1"), "\n")
}

// sentences returns what ends in a full stop or question mark, without white space.
func sentences(text string) []string {
	var found []string
	for block := range strings.SplitSeq(strings.ReplaceAll(text, "|", "\n\n"), "\n\n") {
		block = strings.Join(strings.Fields(block), "")
		for end := strings.IndexAny(block, "。？"); end >= 0; end = strings.IndexAny(block, "。？") {
			end += len("。")
			found, block = append(found, block[:end]), block[end:]
		}
	}
	return found
}

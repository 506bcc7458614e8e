package furigana

import (
	"os"
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

// siteAnnotator knows the readings of the real site.
func siteAnnotator(t testing.TB) *Annotator {
	t.Helper()
	text, err := os.ReadFile("../../../content/readings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own, found := content.ParseReadings(content.File{Path: content.ReadingsPath, Bytes: text})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return New(load(t), own)
}

// spoken puts pieces together as they are read aloud.
func spoken(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Reading != "" {
			b.WriteString(p.Reading)
		} else {
			b.WriteString(hiragana(p.Surface))
		}
	}
	return b.String()
}

func readLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestTermsOfTheFieldAreReadAsPeopleSayThem(t *testing.T) {
	a := siteAnnotator(t)
	lines := readLines(t, "testdata/terms.txt")
	for _, line := range lines {
		word, want, _ := strings.Cut(line, "\t")
		for _, text := range []string{word, "次の" + word + "のことです"} {
			pieces, problems := a.Annotate(text)
			got := strings.TrimSuffix(strings.TrimPrefix(spoken(pieces), "つぎの"), "のことです")
			if got != hiragana(want) || len(problems) > 0 {
				t.Errorf("%s is read %s, want %s (%v)", text, got, want, problems)
			}
		}
	}
}

func TestSentencesAreReadRight(t *testing.T) {
	a := siteAnnotator(t)
	for _, want := range readLines(t, "testdata/sentences.txt") {
		text := bare(want)
		pieces, problems := a.Annotate(text)
		if got := show(pieces); got != want || len(problems) > 0 {
			t.Errorf("%s\nis read %s\nwant    %s (%v)", text, got, want, problems)
		}
	}
}

// bare takes the readings out of a text written as 家(いえ).
func bare(text string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(text, "(") {
		if _, behind, ok := strings.Cut(part, ")"); ok {
			part = behind
		}
		b.WriteString(part)
	}
	return b.String()
}

func TestTheGlossaryIsReadAsItSays(t *testing.T) {
	a := siteAnnotator(t)
	terms := 0
	text, err := os.ReadFile("../../../content/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		heading, ok := strings.CutPrefix(line, "### ")
		if !ok {
			continue
		}
		names, behind, _ := strings.Cut(heading, "（")
		said, _, _ := strings.Cut(behind, "）")
		readings := strings.Split(said, "、")
		for i, name := range strings.Split(names, "、") {
			if !strings.ContainsFunc(name, isKanji) || strings.ContainsAny(name, "0123456789") || i >= len(readings) {
				continue
			}
			terms++
			if pieces, _ := a.Annotate(name); spoken(pieces) != hiragana(readings[i]) {
				t.Errorf("%s is read %s, and the glossary says %s", name, spoken(pieces), readings[i])
			}
		}
	}
	if terms < 50 {
		t.Errorf("only %d terms are found in the glossary", terms)
	}
}

// BenchmarkAnnotate reads the site's own pages, each text for the first time.
func BenchmarkAnnotate(b *testing.B) {
	text := readAll(b)
	words := load(b)
	lines := strings.Split(text, "\n")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		a := New(words, content.Readings{})
		for _, line := range lines {
			a.Annotate(line)
		}
	}
}

// BenchmarkWarmPage reads a page again whose texts are known, as a preview does.
func BenchmarkWarmPage(b *testing.B) {
	a := New(load(b), content.Readings{})
	page := []byte("<main><p>" + strings.ReplaceAll(readAll(b), "\n", "</p><p>") + "</main>")
	var out []byte
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		out, _ = a.AppendList(out[:0], page)
	}
}

func readAll(t testing.TB) string {
	t.Helper()
	var all strings.Builder
	for _, name := range []string{"glossary.md", "faq.md", "cost/index.md", "guide/day.md", "guide/what.md", "apply/steps.md"} {
		text, err := os.ReadFile("../../../content/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

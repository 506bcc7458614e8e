package main

import (
	"regexp"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// townPages returns the pages in Portuguese of a Japanese town's site.
func townPages(t *testing.T) map[string]string {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	today := content.Date{Year: 2026, Month: 11, Day: 21}
	memory := new(publish.Memory)
	builder := build.New(build.Options{Content: "testdata/sites/town", Theme: theme, Today: today})
	if _, found := builder.Build(t.Context(), memory); len(found) > 0 {
		t.Fatalf("the theme or the site lacks words: %v", found)
	}
	pages := make(map[string]string)
	for _, name := range memory.Paths() {
		if strings.HasPrefix(name, "pt/") && strings.HasSuffix(name, ".html") {
			file, _, err := memory.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			pages[name] = string(file.Bytes)
		}
	}
	return pages
}

var (
	scripts     = regexp.MustCompile(`(?s)<script.*?</script>`)
	inJapanese  = regexp.MustCompile(`<(?:a|span)[^>]* lang="ja"[^>]*>[^<]*</(?:a|span)>`)
	tags        = regexp.MustCompile(`(?s)<[^>]*>`)
	kanjiOrKana = regexp.MustCompile(`[\x{3040}-\x{30ff}\x{3400}-\x{9fff}]+`)
)

// A page in a third language has the words of its language. What stays in Japanese, such as the names of sources and the
// publisher, says so, for screen readers.
func TestPagesInAThirdLanguageHaveItsWords(t *testing.T) {
	pages := townPages(t)
	for name, page := range pages {
		text := strings.ReplaceAll(page, "みずほ町", "")
		for _, unwanted := range []*regexp.Regexp{scripts, inJapanese, tags} {
			text = unwanted.ReplaceAllString(text, " ")
		}
		if words := kanjiOrKana.FindAllString(text, 5); words != nil {
			t.Errorf("%s: not marked as Japanese: %v", name, words)
		}
	}
	if len(pages) < 7 {
		t.Errorf("the edition has %d pages", len(pages))
	}
}

// Dates, numbers and units are written as the language does, also in tables, in calculators and in what scripts write.
func TestPagesInAThirdLanguageWriteValuesItsWay(t *testing.T) {
	pages := townPages(t)
	for name, wanted := range map[string][]string{
		"pt/guide/index.html": {"1 de abril de 2026", "A taxa é de", "1.500 ienes</data>", "21.000 ienes</td>",
			"a partir de 1 de abril de 2024", "Tempo de leitura: cerca de 1 min", `aria-label="Outros idiomas"`},
		"pt/figures/index.html": {"12.500 ienes", "Verificada em", "1 de novembro de 2026"},
		"pt/calculators/lunch/index.html": {"0 dias a 31 dias", "0 ienes a 2.000 ienes", "350,5 ienes", "6.309 ienes",
			"Pode ter decimais, como 320,5 ienes.", "primeiro dia: 8 de abril de 2026", `data-swap="1"`, `"{n} iene"`},
		"pt/search/index.html":  {"Buscar neste site", `"more":"Mostrar mais"`},
		"pt/offline/index.html": {"<title>Ler sem internet — Lixo e merenda em Mizuho</title>", "Guardar o site inteiro"},
		"pt/print/index.html":   {"(guia completo)"},
	} {
		for _, text := range wanted {
			if !strings.Contains(pages[name], text) {
				t.Errorf("%s lacks %q", name, text)
			}
		}
	}
}

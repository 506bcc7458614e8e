package content_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

func FuzzParsePage(f *testing.F) {
	for _, seed := range []string{
		"", "---", "---\n---", "---\ntitle: 題\norder: 3\ntags: [a, b]\ndate: 2026-02-30\n---\n本文\n", "+++\ntitle = 1\n+++\n",
		"\uFEFF---\r\ntitle: a\r\n---\r\n\r\n# b\r\n", "---\n? [a]\n: b\n---\n", "---\n&x a: *x\n<<: {draft: true}\n---\n", "---\ntitle: |\n  a\n  b\n---\n",
		"---\ntitle: !!binary x\n---", "---\n\tx\n---\n", "---\ntitle: \xff\n---\n", "---\n{title: a, title: b}\n---\n", "---\n- a\n---\n", "---\n%YAML 9\n---\n",
		"---\naliases:\n- /a/\n- ../b\nimage: {a: b}\nlang: ja-Hira\nexpires: 0000-00-00\n---\n",
	} {
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, text []byte, strict bool) {
		file := content.File{Path: "page.md", Kind: content.Page, Bytes: text}
		front, body, line, found := content.ParsePage(file, content.PageRules{Strict: strict})
		checkFindings(t, text, found)
		if !utf8.Valid(body) || bytes.ContainsRune(body, '\r') {
			t.Errorf("the body is not clean: %q", body)
		}
		if line > lines(text) {
			t.Errorf("the body is said to begin behind line %d of %d", line, lines(text))
		}
		if front.Date.Month > 12 || front.Date.Day > 31 {
			t.Errorf("date %v", front.Date)
		}
	})
}

func FuzzParseSite(f *testing.F) {
	for _, seed := range []string{
		"", "title: 題\nbase-url: https://example.jp/x\nmenu: [a.md, {b: c}]\neditions: {en: {lang: en, name: English}}\nstrict: はい\n",
		"editions: [en]", "editions: {en: en, EN: {}}", "base-url: 'https://a b/'", "lang: [ja]", "null",
		"title: ~", "raw-html: maybe", "a: &a [*a]", "<<: {title: a}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		site, found := content.ParseSite(content.File{Path: "site.yaml", Kind: content.Settings, Bytes: text})
		checkFindings(t, text, found)
		if site.BaseURL != "" && !strings.HasSuffix(site.BaseURL, "/") {
			t.Errorf("base URL %q", site.BaseURL)
		}
	})
}

func FuzzParseSources(f *testing.F) {
	for _, seed := range []string{
		"", "a: {title: 題, publisher: 会, checked: 2026-01-02, url: 'https://x'}\n", "a: b", "a: {}\na: {}",
		"A b: {title: x}", "a: {title: [x]}", "- a", "? {a: b}\n: c",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		sources, found := content.ParseSources(content.File{Path: "sources.yaml", Kind: content.Sources, Bytes: text})
		checkFindings(t, text, found)
		for _, s := range sources {
			if !found.HasErrors() && (s.Title == "" || s.Publisher == "" || s.Checked.IsZero()) {
				t.Errorf("incomplete without a finding: %+v", s)
			}
		}
	})
}

func FuzzParseReadings(f *testing.F) {
	for _, seed := range []string{
		"", "words: {受給者証: じゅきゅうしゃしょう, 一人: ひと り}\nblocked: [聾, 盲]\n", "words: [a]", "words: {a: b, a: c}", "blocked: {a: b}",
		"words: {会う: あ  う, '': ''}", "words: {? [漢] : かん}", "words: {漢: &x かん, 字: *x}", "words: {'\u0000漢': か}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		readings, found := content.ParseReadings(content.File{Path: "readings.yaml", Kind: content.ReadingsFile, Bytes: text})
		checkFindings(t, text, found)
		for _, r := range readings.Words {
			if r.Word == "" || r.Reading == "" {
				t.Errorf("a reading without a word, or a word without one: %+v", r)
			}
		}
	})
}

func FuzzParseSynonyms(f *testing.F) {
	for _, seed := range []string{
		"", "words: [[料金, 費用], [手帳, 障害者手帳]]\n", "words: [料金, 費用]", "words: [[a], [b, b], [b, c]]", "words: {a: b}", "words: [[~, ''], [[a]]]",
		"words: &a [[x, y], *a]", "word: []",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		groups, found := content.ParseSynonyms(content.File{Path: "synonyms.yaml", Kind: content.SynonymsFile, Bytes: text})
		checkFindings(t, text, found)
		seen := make(map[string]bool)
		for _, group := range groups {
			if len(group) < 2 {
				t.Errorf("a group of one: %q", group)
			}
			for _, word := range group {
				if word == "" || seen[word] {
					t.Errorf("%q is empty or stands twice in %q", word, groups)
				}
				seen[word] = true
			}
		}
	})
}

// checkFindings asks that every finding says what, how to mend it, and where in the file.
func checkFindings(t *testing.T, text []byte, found diagnostic.List) {
	t.Helper()
	for _, d := range found {
		if d.Code == "" || d.Message == "" || d.Suggestion == "" {
			t.Errorf("says too little: %v", d)
		}
		if start := d.Span.Start; start.Line > lines(text) || start.Line < 1 || start.Column < 1 || start.Column > len(text)+1 {
			t.Errorf("%v lies outside a file of %d lines: %v", d.Span, lines(text), d)
		}
		if d.Severity == diagnostic.Advice {
			t.Errorf("advice from a parser: %v", d)
		}
	}
}

// lines counts lines as an editor shows them.
func lines(text []byte) int {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return 1 + bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r"))
}

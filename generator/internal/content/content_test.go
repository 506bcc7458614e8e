package content_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/sitetest"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-21": "2026-11-21", " 2024-02-29 ": "2024-02-29", "2026-01-02T03:04:05+09:00": "2026-01-02", "2026-01-02 03:04": "2026-01-02",
		"2026-02-30": "", "2025-02-29": "", "2026-13-01": "", "2026-00-10": "", "0000-01-01": "", "2026-1-2": "2026-01-02", "": "", "きょう": "",
		"+026-01-02": "", "2026-+1-02": "", "2026-01- 2": "", "２０２６-01-02": "2026-01-02", "2026-01-021": "",
		"R8.4.1": "2026-04-01", "r8-4-1": "2026-04-01", "令和８年４月１日": "2026-04-01", "20260401": "2026-04-01", "昭和64年1月7日": "1989-01-07", "S64.1.8": "",
		"平成31年5月1日": "", "大正元年7月30日": "1912-07-30", "令和8年度": "", "8年4月1日": "",
	} {
		date, err := content.ParseDate(text)
		if got := date.String(); got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestBaseURLs(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "https://example.jp": "https://example.jp/", "https://example.jp/a/b": "https://example.jp/a/b/", "http://localhost:8080/": "http://localhost:8080/",
		"https://example.jp//": "https://example.jp/", "https://example.jp//annai/": "!", "https://例.jp/道/": "https://例.jp/%E9%81%93/",
		"example.jp": "!", "ftp://example.jp": "!", "https://": "!", "/path/": "!", "https://a/?q": "!",
		"https://a/#f": "!", "https://u@a/": "!", "https://a/../b": "!", "https://a b/": "!",
	} {
		got, err := content.ParseBaseURL(text)
		if err != nil {
			got = "!"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What an editor's program leaves behind, what is hidden and what is private is no part of a site.
func TestScan(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"index.md", "a b/日本 語.MD", "site.yaml", "sub/site.yaml", "sources.yaml", "x.calc", "x.PNG", "doc.markdown", "data.csv", "_index.md",
		".hidden.md", ".git/a.md", "_draft.md", "_drafts/a.md", "a.md~", "#a.md#", "a.swp", "a.tmp", "4913", "node_modules/b.md", "out/c.md",
	} {
		sitetest.Write(t, filepath.Join(dir, name), name)
	}
	folder, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	out, err := os.Stat(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	entries, found := folder.Scan(out)
	kinds := make(map[string]content.Kind)
	var names []string
	for _, e := range entries {
		kinds[e.Path] = e.Kind
		names = append(names, e.Path)
	}
	want := []string{"_index.md", "a b/日本 語.MD", "data.csv", "doc.markdown", "index.md", "site.yaml", "sources.yaml", "sub/site.yaml", "x.PNG", "x.calc"}
	if !slices.Equal(names, want) || len(found) > 0 {
		t.Errorf("got  %q %v\nwant %q", names, found, want)
	}
	for name, kind := range map[string]content.Kind{
		"a b/日本 語.MD": content.Page, "doc.markdown": content.Page, "site.yaml": content.Settings, "sub/site.yaml": content.Other,
		"sources.yaml": content.Sources, "x.calc": content.Calc, "x.PNG": content.Image, "data.csv": content.Other,
	} {
		if kinds[name] != kind {
			t.Errorf("%s is of kind %d, want %d", name, kinds[name], kind)
		}
	}
}

// What an editor writes for yes and no, for one thing and for many, must be understood.
func TestFrontMatterForms(t *testing.T) {
	text := "---\ntitle: 1985年 # 注\ndraft: はい\ntoc: no\nsearch: off\norder: 7\ntags: 一つ\naliases:\n  - /a/\n  -\nimage:\ndescription: >\n  二行の\n  説明\n---\n本文\n"
	front, body, line, found := content.ParsePage(content.File{Path: "a.md", Bytes: []byte(text)}, content.PageRules{Strict: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if front.Title != "1985年" || !front.Draft || !front.NoContents || !front.NoIndex || front.Order != 7 || front.Description != "二行の 説明" {
		t.Errorf("%+v", front)
	}
	if len(front.Tags) != 1 || front.Tags[0].Value != "一つ" || front.Tags[0].Span.String() != "a.md:7:7" || len(front.Aliases) != 1 {
		t.Errorf("tags %v, aliases %v", front.Tags, front.Aliases)
	}
	if string(body) != "本文\n" || line != 15 {
		t.Errorf("the body %q begins behind line %d", body, line)
	}
}

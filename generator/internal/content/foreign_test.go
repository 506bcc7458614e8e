package content_test

import (
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

func front(text string, strict bool) (content.Front, []byte, []string) {
	front, body, _, found := content.ParsePage(content.File{Path: "a.md", Bytes: []byte(text)}, content.PageRules{Strict: strict})
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Severity.String()+" "+d.Code)
	}
	return front, body, codes
}

// A page of which it cannot be read whether it is to be published stays unpublished, and is reported.
func TestUnreadableSettingsKeepAPageBack(t *testing.T) {
	for _, block := range []string{
		"draft: 1", "draft: ture", "draft: y", "Draft: true", "DRAFT: yes", "darft: true", "draft: [a]", "published: false", "published: nope", "publish: false", "publish: nope",
		"date: 2099年", "date: someday", "date: 2026-02-30", "expires: soon", "publishDate: x", "title: [", "title: a\n b: c", "draft: false\ndraft: true",
	} {
		page, _, found := front("---\n"+block+"\n---\nSECRET\n", false)
		if !page.Draft {
			t.Errorf("%q is published: %v", block, found)
		}
		if block != "published: false" && block != "publish: false" && len(found) == 0 {
			t.Errorf("%q is not reported", block)
		}
	}
	for _, text := range []string{
		"---\ntitle: a\nSECRET\n", "+++\ntitle = {\n+++\nSECRET\n", "+++\ndraft = tru\n+++\nSECRET\n", "+++\ndraft = true # yet\n+++\nSECRET\n",
		"---\ntitle: \xff\n---\nSECRET\n",
	} {
		if page, _, found := front(text, false); !page.Draft {
			t.Errorf("%q is published: %v", text, found)
		}
	}
}

// What another generator's page says is understood, and a page that only begins with a rule is text.
func TestOtherGeneratorsFrontMatter(t *testing.T) {
	page, body, found := front("+++\ntitle = \"A \\\"b\\\"\" # c\nweight = 2.5\ndraft = false\ntags = [\"x\", 'y']\ndate = 2026-01-02T03:04:05Z\n[menu]\nx = {}\n+++\nBody\n", false)
	if page.Title != `A "b"` || page.Order != 2.5 || page.Draft || len(page.Tags) != 2 || page.Date.String() != "2026-01-02" || string(body) != "Body\n" {
		t.Errorf("TOML: %+v %q %v", page, body, found)
	}
	page, _, found = front("---\nsidebar_position: 3\nsidebar_label: S\nlastmod: 2026/2/3\nredirect_from: [/a/]\nslug: b\npermalink: /c/\n"+
		"published: true\nhide_table_of_contents: true\nsidebar:\n  label: T\n  order: 4\nexcerpt: E\n---\n", true)
	if page.Order != 4 || page.NavTitle != "T" || page.Updated.String() != "2026-02-03" || len(page.Aliases) != 3 || page.Draft || !page.NoContents ||
		page.Description != "E" || len(found) > 0 {
		t.Errorf("YAML: %+v %v", page, found)
	}
	for _, text := range []string{"---\n\nText\n\n---\nMore\n", "---\nText\n", "---\n- a\n---\n"} {
		page, body, found := front(text, false)
		if page.Draft || !strings.HasPrefix(string(body), "---") || len(found) > 0 {
			t.Errorf("%q: %+v %q %v", text, page, body, found)
		}
	}
	if page, _, _ := front("---\n\n---\nBody\n", false); page.Draft {
		t.Error("empty front matter keeps a page back")
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"2026/1/2": "2026-01-02", "2026年1月2日": "2026-01-02", "令和8年4月1日": "2026-04-01", "令和元年5月1日": "2019-05-01", "平成31年4月30日": "2019-04-30",
		"Jan 2, 2026": "2026-01-02", "2 January 2026": "2026-01-02", "2026-01-02 10:00:00 +0900": "2026-01-02",
		"令和元年4月30日": "", "平成31年5月1日": "", "2026-02-29": "", "8年4月1日": "", "2026": "", "01/02/2026": "",
	} {
		if got, _ := content.ParseDate(text); got.String() != want {
			t.Errorf("%s: %s, want %q", text, got, want)
		}
	}
}

// Values that YAML would read as something else are texts where the whole block is a list of keys.
func TestPlainValuesOfFrontMatter(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: {#each ...}\ntags: a\n---\n": "{#each ...}",
		"---\ntitle: A: the 'B'\n---\n":           "A: the 'B'",
		"---\ntitle: @attach\norder: 3\n---\n":    "@attach",
	} {
		front, _, _, found := content.ParsePage(content.File{Path: "a.md", Bytes: []byte(text)}, content.PageRules{})
		if front.Title != want || front.Draft || len(found) > 0 {
			t.Errorf("%q: title %q, draft %v, %v", text, front.Title, front.Draft, found)
		}
	}
	for _, text := range []string{"---\ntitle: {#each ...}\n  nested: x\n---\n", "---\ntitle: {#a}\ndraft: true\n---\n", "---\ntitle: {#a}\ndraft: {#b}\n---\n"} {
		if front, _, _, _ := content.ParsePage(content.File{Path: "a.md", Bytes: []byte(text)}, content.PageRules{}); !front.Draft {
			t.Errorf("%q is published", text)
		}
	}
}

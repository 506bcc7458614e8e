package site_test

import (
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// languagesOf links a folder whose site.yaml says what settings do, and lists its editions, main folder and language.
func languagesOf(t *testing.T, settings content.Site, isConfigured bool, pages map[string]string) (*site.Site, string) {
	t.Helper()
	var paths []string
	for path := range pages {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	site.FindEditions(&settings, isConfigured, paths)
	in := site.Input{Settings: settings, Today: content.Date{Year: 2026, Month: 11, Day: 30}}
	parser := markdown.New(markdown.Options{})
	for _, path := range paths {
		doc, _ := parser.Parse(content.File{Path: path, Bytes: []byte(pages[path])}, &markdown.Words{Table: "%s"})
		in.Summaries = append(in.Summaries, doc.PageSummary)
	}
	codes := []string{settings.Lang + " in /" + settings.MainFolder}
	for _, e := range settings.Editions {
		codes = append(codes, e.Code+"="+e.Lang)
	}
	linked, _ := site.Link(in)
	return linked, strings.Join(codes, " ")
}

func pagesOf(names string) map[string]string {
	pages := make(map[string]string)
	for name := range strings.FieldsSeq(names) {
		pages[name] = "# " + name + "\n"
	}
	return pages
}

// Folders and files named after languages are editions where they hold the same pages, and only there.
func TestFoldersAndFilesNamedAfterLanguagesAreEditions(t *testing.T) {
	for _, c := range []struct{ pages, want string }{
		{"en/index.md en/a.md en/b.md ja/index.md ja/a.md", "en in /en ja=ja"},
		{"en/a.md ja/a.md", "ja in /ja en=en"},
		{"de/a.md pt-BR/a.md zh_TW/a.md", "de in /de pt-BR=pt-BR zh_TW=zh-TW"},
		{"index.md a.md b.md fr/index.md fr/a.md es/index.md", "ja in / es=es fr=fr"},
		{"README.md en/index.md en/a.md ko/a.md", "en in /en ko=ko"},
		{"a.md a.en.md a.zh-cn.md b.pt.md", "ja in / en=en zh-cn=zh-cn"},
		{"en/a.md en/b.md en/c.md", "en in /en"},
		{"hr/index.md it/index.md index.md", "ja in /"},      // personnel and computers
		{"it/rules.md hr/leave.md index.md a.md", "ja in /"}, // likewise
		{"docs/a.md js/a.md", "ja in /"},                     // no languages
		{"en/a.md guide.md start.md", "ja in /"},             // one folder of a few pages
		{"to/a.md no/b.md my/c.md is/d.md", "ja in /"},       // words
		{"ja/a.md en/x.md en/y.md en/z.md", "ja in /"},       // nothing in common
		{"2024.de.md v1.0.en.md notes.it.md", "ja in /"},     // dots in names
		{"ja/index.md en/index.md", "ja in /ja en=en"},       // start pages alone
		{"en/1.md en/2.md ja/1.md LICENSE.md", "en in /en ja=ja"},
		{"docs/en/a.md docs/en/b.md docs/ja/a.md", "en in /docs/en ja=ja"},
		{"index.md docs/a.md docs/b.md docs/ja/a.md", "ja in / ja=ja"},
		{"README.md a/b.md translations/ja/a/b.md translations/ko/a/b.md", "ja in / ja=ja ko=ko"},
		{"docs/a.md docs/b.md i18n/ja/docusaurus-plugin-content-docs/current/a.md", "ja in / ja=ja"},
		{"pages/a/x.md pages.ja/a/x.md pages.pt_BR/a/x.md", "ja in / ja=ja pt_BR=pt-BR"},
		{"ca/a.md ca/b.md ca/c.md ca/d.md ca/e.md ja/a.md ja/b.md ja/c.md ja/d.md", "ja in /ja ca=ca"}, // nearly as many
		{"a.md a.cn.md a.jp.md b.md b.cn.md", "ja in / cn=zh-CN jp=ja"},                                // countries
		{"api/it/get.md api/no/get.md", "ja in /"},                                                     // words below a folder
		{"api/a.md api/x.md api/id/a.md", "ja in /"},                                                   // likewise
		{"posts.2024/a.md posts/a.md", "ja in /"},                                                      // a year
		{"docs/en/a.md blog/ja/x.md", "ja in /"},                                                       // in different folders
	} {
		if _, got := languagesOf(t, content.DefaultSite(), false, pagesOf(c.pages)); got != c.want {
			t.Errorf("%s: %s, want %s", c.pages, got, c.want)
		}
	}
}

// What site.yaml says takes precedence: its editions, be they none, its language, and strict.
func TestSettingsSayWhichFoldersAreEditions(t *testing.T) {
	pages := "en/a.md en/b.md ja/a.md ja/b.md en/index.md"
	for _, c := range []struct{ yaml, want string }{
		{"lang: ja\n", "ja in /ja en=en"},
		{"lang: en\n", "en in /en ja=ja"},
		{"lang: fr\n", "fr in /"},
		{"editions: {}\n", "ja in /"},
		{"strict: true\n", "ja in /"},
		{"editions: {en: {name: English}}\n", "ja in /ja en=en"},
		{"lang: en\neditions: {ja: {name: 日本語}}\nstrict: true\n", "en in /en ja=ja"},
	} {
		settings, _ := content.ParseSite(content.File{Path: "site.yaml", Bytes: []byte(c.yaml)})
		if _, got := languagesOf(t, settings, true, pagesOf(pages)); got != c.want {
			t.Errorf("%q: %s, want %s", c.yaml, got, c.want)
		}
	}
}

// Pages in the folder of a language have their addresses there, know each other, and lie below start pages and sections of
// their own; a link that lacks its page in one language leads to the main one.
func TestFoldersOfLanguagesHaveTheirOwnTree(t *testing.T) {
	s, _ := languagesOf(t, content.DefaultSite(), false, map[string]string{
		"en/index.md": "# Start\n", "en/guide/day.md": "# Day\n", "en/guide/only.md": "# Only\n",
		"ja/guide/day.md": "# 一日\n\n[a](only.md) [b](/en/guide/day/) [c](/guide/day/) [d](../index.md)\n", "README.md": "# About\n",
	})
	at := make(map[string]*site.Page)
	for _, p := range s.Pages {
		at[p.URL] = p
	}
	day := at["/ja/guide/day/"]
	if day == nil || day.Lang != "ja" || len(day.Editions) != 2 || day.Parent.URL != "/ja/guide/" || day.Parent.Parent.URL != "/ja/" {
		t.Fatalf("/ja/guide/day/ is %+v", day)
	}
	var targets []string
	for _, target := range s.Targets(day) {
		targets = append(targets, target.Page.URL)
	}
	if got, want := strings.Join(targets, " "), "/en/guide/only/ /en/guide/day/ /ja/guide/day/ /ja/"; got != want {
		t.Errorf("its links lead to %s, want %s", got, want)
	}
	if s.Home.URL != "/en/" || at["/"].Path != "README.md" || s.Home.In("ja").URL != "/ja/" {
		t.Errorf("the start page is %s; at the root is %v", s.Home.URL, at["/"])
	}
	s, _ = languagesOf(t, content.DefaultSite(), false, pagesOf("en/a.md en/b.md ja/a.md"))
	if len(s.Redirects) != 1 || s.Redirects[0].Output != "index.html" || s.Redirects[0].To.URL != "/en/" {
		t.Errorf("a root without a page leads on to %v", s.Redirects)
	}
}

// Folders of languages below others keep their addresses; those of Docusaurus and of names with a language behind them have
// addresses that begin with the language. Pages know each other in all of them, and links lead on to the main language.
func TestFoldersOfLanguagesBelowOthers(t *testing.T) {
	for _, c := range []struct{ pages, ja, main, home, targets string }{
		{"docs/en/a.md docs/en/b.md docs/ja/a.md", "/docs/ja/a/", "/docs/en/a/", "/docs/en/", "/docs/en/b/ /docs/en/b/"},
		{"index.md docs/en/a.md docs/en/b.md docs/ja/a.md", "/docs/ja/a/", "/docs/en/a/", "/", "/docs/en/b/ /docs/en/b/"},
		{"index.md docs/a.md docs/b.md docs/ja/a.md", "/docs/ja/a/", "/docs/a/", "/", "/docs/b/ /docs/b/"},
		{"docs/a.md docs/b.md i18n/ja/docusaurus-plugin-content-docs/current/a.md", "/ja/docs/a/", "/docs/a/", "/", "/docs/b/ /docs/b/"},
		{"docs/a.md docs/b.md docs.ja/a.md docs.pt_BR/a.md", "/ja/docs/a/", "/docs/a/", "/", "/docs/b/ /docs/b/"},
	} {
		pages := pagesOf(c.pages)
		var ja string
		for name := range pages {
			if strings.Contains(name, "ja/") {
				ja = name
			}
		}
		pages[ja] = "# あ\n\n[1](b.md) [2](" + strings.TrimSuffix(c.main, "a/") + "b/)\n"
		s, _ := languagesOf(t, content.DefaultSite(), false, pages)
		i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Path == ja })
		var targets []string
		for _, target := range s.Targets(s.Pages[i]) {
			if target.Page != nil {
				targets = append(targets, target.Page.URL)
			}
		}
		if p := s.Pages[i]; p.URL != c.ja || p.Lang != "ja" || p.In("").URL != c.main || s.Home.URL != c.home || strings.Join(targets, " ") != c.targets {
			t.Errorf("%s: %s in %s, beside %s, below %s, with links to %s", c.pages, p.URL, p.Lang, p.In("").URL, s.Home.URL, targets)
		}
	}
}

// Where the main language is at the root, links out of the folder of a translation stay what they say.
func TestLinksOutOfATranslationStay(t *testing.T) {
	s, _ := languagesOf(t, content.DefaultSite(), false, map[string]string{
		"index.md": "# Start\n", "a.md": "# A\n", "b.md": "# B\n", "ja/index.md": "# 始め\n",
		"ja/a.md": "# あ\n\n[1](/a/) [2](../a.md) [3](b.md) [4](/ja/) [5](/b/)\n",
	})
	i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Path == "ja/a.md" })
	var targets []string
	for _, target := range s.Targets(s.Pages[i]) {
		targets = append(targets, target.Page.URL)
	}
	if got, want := strings.Join(targets, " "), "/a/ /a/ /b/ /ja/ /b/"; got != want {
		t.Errorf("links lead to %s, want %s", got, want)
	}
}

// Numbers in names order pages by what they are.
func TestNumbersInNamesOrderPages(t *testing.T) {
	s, _ := languagesOf(t, content.DefaultSite(), false, pagesOf("part-10.md part-2.md part-1.md 2.b.md 10.a.md a1b2.md a1b10.md z.md part-02x.md"))
	var names []string
	for _, p := range s.Home.Children {
		names = append(names, p.Path)
	}
	if got, want := strings.Join(names, " "), "2.b.md 10.a.md a1b2.md a1b10.md part-1.md part-2.md part-02x.md part-10.md z.md"; got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
}

// A section whose page has a title that would fit any is called like its folder in menus.
func TestSectionsWithoutATitleOfTheirOwnAreCalledLikeTheirFolders(t *testing.T) {
	s, _ := languagesOf(t, content.DefaultSite(), false, map[string]string{
		"index.md": "# Overview\n", "user-guide/index.md": "# Overview\n", "user-guide/a.md": "# Introduction\n", "運用/index.md": "# はじめに\n", "運用/a.md": "# 題\n",
	})
	for path, want := range map[string]string{"user-guide/index.md": "User guide", "運用/index.md": "運用", "user-guide/a.md": "Introduction", "index.md": "Overview"} {
		for _, p := range s.Pages {
			if p.Path == path && s.Texts(p).Nav != want {
				t.Errorf("%s is called %q, want %q", path, s.Texts(p).Nav, want)
			}
		}
	}
}

// A description shows the words of links and no marks; files of a project come last, and not in the menu.
func TestDescriptionsAndMenusOfProjects(t *testing.T) {
	s, _ := languagesOf(t, content.DefaultSite(), false, map[string]string{
		"index.md": "# Start\n", "LICENSE.md": "# License\n", "usage.md": "---\ndescription: 短い [題](b.md) と **太い** a*b*c\n---\n# Usage\n",
	})
	for _, p := range s.Pages {
		if p.Path == "usage.md" && s.Texts(p).Description != "短い 題 と 太い a*b*c" {
			t.Errorf("description %q", s.Texts(p).Description)
		}
	}
	if len(s.Menu) != 1 || s.Menu[0].Path != "usage.md" {
		t.Errorf("menu %v", s.Menu)
	}
}

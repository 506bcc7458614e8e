package build_test

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// builtWithSearch builds content files with the theme that ships and returns what was published.
func builtWithSearch(t *testing.T, files map[string]string) (tree map[string]string, findings string) {
	t.Helper()
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	for name, text := range files {
		writeFile(t, filepath.Join(dir, "content", name), []byte(text))
	}
	found := buildInto(t, searchOptions(t, dir), out)
	return readTree(t, out), listed(found)
}

func searchOptions(t *testing.T, dir string) build.Options {
	t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	return build.Options{Content: filepath.Join(dir, "content"), Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21}}
}

func isSearch(name string) bool {
	return strings.Contains(name, "search") && !strings.Contains(name, "assets/search-")
}

func TestSitesAreSearchedUnlessTheySayOtherwise(t *testing.T) {
	tree, findings := builtWithSearch(t, map[string]string{"index.md": "# 題\n\n本文", "hidden.md": "---\ntitle: 秘密\nsearch: false\n---\n"})
	if tree["search/index.html"] == "" || tree["search/index.json"] == "" || findings != "" {
		t.Errorf("there is no search: %v\n%s", slices.Sorted(maps.Keys(tree)), findings)
	}
	for name, text := range tree {
		if strings.Contains(name, "search") && !strings.HasSuffix(name, ".html") && strings.Contains(text, "秘密") {
			t.Errorf("%s tells of a page that is not to be found", name)
		}
	}
	tree, _ = builtWithSearch(t, map[string]string{"site.yaml": "search: false\n", "index.md": "# 題\n"})
	for name, text := range tree {
		if isSearch(name) || strings.Contains(text, `site-search"`) {
			t.Errorf("%s is there without a search", name)
		}
	}
}

// Content with a page of its own at the address keeps it, and the site's search has another; where that is taken too, there
// is none.
func TestAPageAtTheAddressOfTheSearch(t *testing.T) {
	files := map[string]string{"index.md": "# 題\n", "search.md": "# わたしの検索\n"}
	tree, findings := builtWithSearch(t, files)
	if !strings.Contains(tree["search/index.html"], "わたしの検索") || findings != "" {
		t.Errorf("the page is lost: %s", findings)
	}
	if tree["site-search/index.html"] == "" || tree["search/index.json"] == "" || !strings.Contains(tree["index.html"], `"/site-search/"`) {
		t.Error("the site has no search beside the page")
	}
	files["site-search.md"] = "# 別の検索\n"
	tree, findings = builtWithSearch(t, files)
	if !strings.Contains(findings, "search.md: warning") || tree["search/index.json"] != "" {
		t.Errorf("nothing is said: %s", findings)
	}
}

func TestKeywordsOfAHeadingThatIsNotThere(t *testing.T) {
	_, findings := builtWithSearch(t, map[string]string{"index.md": "---\nkeywords: {費用: [料金], 無い: [値段]}\n---\n# 題\n\n## 費用\n"})
	if !strings.Contains(findings, "index.md:2:22") || !strings.Contains(findings, "[anchor-dangling]") || strings.Contains(findings, "#費用") {
		t.Errorf("findings are\n%s", findings)
	}
}

func TestMistakesInSynonyms(t *testing.T) {
	_, findings := builtWithSearch(t, map[string]string{"index.md": "# 題\n", "synonyms.yaml": "words:\n  - [料金]\n  - [手帳, 障害者手帳]\n  - [証明書, 手帳]\n  - 費用\nword: x\n"})
	for _, want := range []string{"[synonym-alone]", "synonyms.yaml:4:11", "[synonym-twice]", "[value-type]", "[key-unknown]"} {
		if !strings.Contains(findings, want) {
			t.Errorf("no %s in:\n%s", want, findings)
		}
	}
}

// A preview makes, when it is asked, the index that the published site would have.
func TestThePreviewHasTheSameIndex(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"index.md": "# 題\n\n## 一\n\n本文", "b.md": "# 費用\n\n料金", "synonyms.yaml": "words: [[費用, 料金]]"} {
		writeFile(t, filepath.Join(dir, "content", name), []byte(text))
	}
	options := searchOptions(t, dir)
	out := filepath.Join(dir, "out")
	if found := buildInto(t, options, out); len(found) > 0 {
		t.Fatal(found)
	}
	options.Preview = true
	preview := build.New(options)
	if _, found := preview.Build(context.Background(), new(publish.Memory)); len(found) > 0 {
		t.Fatal(found)
	}
	files, err := preview.SearchFiles()()
	if err != nil {
		t.Fatal(err)
	}
	tree := readTree(t, out)
	if len(files) < 4 {
		t.Errorf("the index has %d files", len(files))
	}
	for name, data := range files {
		if tree[name] != string(data) {
			t.Errorf("%s differs from the published one, or is not there", name)
		}
	}
}

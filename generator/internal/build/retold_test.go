package build_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/publish"
)

// Whoever edits a title, the first words, a heading or a link of a page sees at once every page that shows or follows them, and waits
// for no other.
func TestNewWordsMakeThePagesThatShowThem(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.md": "# 家", "a/index.md": "# 部", "a/one.md": "# 一\n\nはじめの話。", "a/two.md": "---\ntitle: 二\n---\n話。", "a/deep/three.md": "# 三",
		"b/index.md": "# 別の部", "b/far.md": "# 遠い", "b/link.md": "# リンク\n\n[二](../a/two.md) [一](../a/one.md#一)",
		"c/index.md": "# 告知", "c/may.md": "## 改善", "c/june.md": "## 改善", "c/july.md": "# 七月",
	} {
		writeFile(t, filepath.Join(dir, name), []byte(text))
	}
	builder := build.New(testOptions(dir, ""))
	var memory publish.Memory
	builder.Rebuild(context.Background(), &memory, build.Changes{All: true})
	for _, edit := range []struct {
		name, text, codes string
		pages             []string
	}{
		{"a/one.md", "# 一\n\nほかの話。", "", []string{"a", "a/one"}},
		{"a/two.md", "---\ntitle: 二つめ\n---\n話。", "", []string{"a", "a/deep", "a/deep/three", "a/one", "a/two", "b"}},
		{"a/two.md", "---\ndescription: 長い話\ntitle: 二つめ\n---\n話。", "", []string{"a", "a/two"}},
		{"b/far.md", "# 近い", "", []string{"b", "b/far", "b/link"}},
		{"a/one.md", "# 一つめ\n\nほかの話。", "anchor-dangling", []string{"a", "a/deep", "a/deep/three", "a/one", "a/two"}},
		{"a/one.md", "# 一\n\nほかの話。", "", []string{"a", "a/deep", "a/deep/three", "a/one", "a/two"}},
		{"a/one.md", "# 一\n\nほかの話。\n\n## 続き", "", []string{"a/one"}},
		{"a/one.md", "# 一\n\nほかの話。\n\n## 続き\n\n[三](deep/three.md)", "", []string{"a/deep/three", "a/one"}},
		{"a/deep/three.md", "# 三\n\n[続き](../one.md#続き)", "", []string{"a/deep", "a/deep/three", "a/one"}},
		{"a/one.md", "# 一\n\nほかの話。\n\n## 続き {#more}", "", []string{"a/deep/three", "a/one"}},
		{"a/one.md", "# 一\n\nほかの話。\n\n## 終わり", "anchor-dangling", []string{"a/deep/three", "a/one"}},
		{"a/one.md", "# 一\n\nほかの話。\n\n[四](four.md)", "anchor-dangling link-dangling", []string{"a/one"}},
		{"c/june.md", "## 修正", "anchor-dangling link-dangling", []string{"c", "c/july", "c/june", "c/may"}}, // may has its heading again
		{"c/june.md", "話。\n\n## 修正", "anchor-dangling link-dangling", []string{"c", "c/june"}},
		{"c/june.md", "話。\n\n# 修正", "anchor-dangling link-dangling", []string{"c/june"}},
	} {
		writeFile(t, filepath.Join(dir, edit.name), []byte(edit.text))
		summary, found := builder.Rebuild(context.Background(), &memory, build.Changes{Content: []string{edit.name}})
		var pages []string
		for _, output := range summary.Changed {
			if page, ok := strings.CutSuffix(output, "/index.html"); ok {
				pages = append(pages, page)
			}
		}
		slices.Sort(pages)
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
		}
		if !slices.Equal(pages, edit.pages) || strings.Join(codes, " ") != edit.codes {
			t.Errorf("%s as %q makes %q and reports %q; want %q and %q", edit.name, edit.text, pages, codes, edit.pages, edit.codes)
		}
	}
}

package content

import (
	"fmt"
	"strings"
	"testing"
)

// Lists of contents of other generators name the pages of a folder in their order.
func TestParseNav(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{"_sidebar.md", "* [Home](/)\n* Guide\n  * [First **step**](guide/first)\n  * [Two words](guide/two%20words.md \"Title\")\n" +
			"* [Part](guide/part?id=here)\n* Text\n", "Home→. First step→guide/first Two words→guide/two words.md Part→guide/part"},
		{"guide/_sidebar.md", "- [Z](z.md#a)\n- [A](/guide/a)\n", "Z→guide/z.md A→guide/a"},
		{"mkdocs.yml", "a: !!python/name:b.c\nnav:\n  - index.md\n  - Guide:\n    - 'A: b': guide/z.md\n    # remark\n\n    - guide/a.md\n" +
			"  - Code: https://example.com/\ntheme: x\n", "→index.md A: b→guide/z.md →guide/a.md"},
		{"docs/_toc.yml", "format: jb-book\nroot: intro\nparts:\n- caption: One\n  chapters:\n  - file: z\n    title: Zed\n    sections:\n    - file: sub/a\n" +
			"  - url: https://example.com/\n- chapters:\n  - file: b.md\n", "→docs/intro Zed→docs/z →docs/sub/a →docs/b.md"},
		{"_toc.yml", "- file: intro\n- file: z\n  sections:\n  - file: a\n", "→intro →z →a"},
		{"myst.yml", "project:\n  title: Book\n  toc:\n  - file: index.md\n  - title: Part\n    children:\n    - file: z.md\nsite:\n  nav:\n  - title: X\n    file: no.md\n",
			"→index.md →z.md"},
		{"_toc.yml", "a: [\n", ""},
		{"myst.yml", "site:\n  title: X\n", ""},
	}
	for _, test := range tests {
		entries, _ := ParseNav(File{Path: test.path, Bytes: []byte(test.text)})
		var got []string
		for _, e := range entries {
			got = append(got, fmt.Sprintf("%s→%s", e.Title, e.Path))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", test.path, got, test.want)
		}
	}
}

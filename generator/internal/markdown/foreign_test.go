package markdown_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// bodyOf returns the HTML of a page of a lenient site, and the codes of its findings.
func bodyOf(path, text string) (string, []string) {
	doc, found := markdown.New(markdown.Options{}).Parse(content.File{Path: path, Kind: content.Page, Bytes: []byte(text)}, words())
	var codes []string
	for _, d := range found {
		codes = append(codes, fmt.Sprintf("%d:%d %s", d.Span.Start.Line, d.Span.Start.Column, d.Code))
	}
	return string(doc.Append(nil, asWritten{doc})), codes
}

// Remarks of other tools are remarks here.
func TestRemarksOfOtherTools(t *testing.T) {
	for text, want := range map[string]string{
		"> [!NOTE]\n> 本文\n":                                `<aside class="note"|補足|<p>本文</p>`,
		"> [!WARNING]\n>\n> - 一つ\n":                        `<aside class="warning"|気をつけること|<li>一つ</li>`,
		"> [!tip]- 題\n> 本文\n":                              `<aside class="note"|題|<p>本文</p>`,
		"> [!caution] 題\n> > [!note]\n> > 中\n":             `<aside class="warning"|題|<aside class="note"|中`,
		"!!! note\n    本文\n\n    - 一つ\n\n外\n":              `<aside class="note"|補足|<p>本文</p>|<li>一つ</li>|</aside>|<p>外</p>`,
		"!!! danger \"題\"\n    ```\n    a\n    ```\n":      `<aside class="warning"|題|<code>a`,
		"??? question \"題\"\n    本文\n":                     `<details|<summary>題|<p>本文</p>`,
		"=== \"タブ\"\n\n    本文\n":                           `<div class="block">|タブ|<p>本文</p>`,
		"!!! foobar\n    本文\n":                             `<aside class="note"|Foobar|<p>本文</p>`,
		"/// tip | 題\n本文\n///\n外\n":                        `<aside class="note"|題|<p>本文</p>|</aside>|<p>外</p>`,
		"//// note\n/// warning\n中\n///\n後\n////\n外\n":     `<aside class="note"|<aside class="warning"|中|</aside>|<p>後</p>|</aside>|<p>外</p>`,
		":::danger\n本文\n:::\n":                             `<aside class="warning"|<p>本文</p>`,
		"/// details | 題\n本文\n///\n":                       `<details|<summary>題|<p>本文</p>`,
		"> 引用の [!NOTE] です\n":                               `<blockquote>|[!NOTE]`,
		"!!!\n\n/// \n\n本文 /// note\n":                     `<p>!!!</p>|<p>///</p>|<p>本文 /// note</p>`,
		"---\ntitle: 題\n---\n# 題\n\n本文\n":                  `<span id="題"></span>|<p>本文</p>`,
		"前<a id=\"x\"></a>後 [y](#x)\n\n<a name='z'></a>\n": `<span id="x"></span>|<span id="z"></span>`,
	} {
		body, found := bodyOf("a.md", text)
		rest := body
		for part := range strings.SplitSeq(want, "|") {
			_, behind, ok := strings.Cut(rest, part)
			if !ok {
				t.Errorf("%q: no %q in\n%s", text, part, body)
				break
			}
			rest = behind
		}
		if len(found) > 0 {
			t.Errorf("%q: %q", text, found)
		}
	}
}

// What another tool would replace is reported, once a kind and page, and not where it is code.
func TestSyntaxOfOtherToolsIsReported(t *testing.T) {
	for text, want := range map[string][]string{
		"{{< a >}} と {{< b >}}\n\n{{% c %}}\n":             {"3:1 foreign-left-out", "1:1 foreign-syntax"},
		"x {{ page.title }} {% include a %}\n":             {"1:20 foreign-left-out", "1:3 foreign-syntax"},
		"{{#include a.rs}}\n":                              {"1:1 foreign-left-out"},
		"# 題[^1]\n\n[^1]: a\n\n[^2]: b\n":                  {"5:1 footnote-unused", "1:1 footnote-title"},
		"---\ntitle: 題[^1]\n---\na[^1]\n\n[^1]: b\n":       {"2:8 footnote-title"},
		"| a |\n|---|\n| b | c |\n| d | |\n| e || f |\n":   {"3:7 table-cells"},
		"> | a | b |\n> |---|---|\n> | b \\| c | |\n> d\n": nil,
		"前[文章です][none]と[文章です][Some  Name]、![絵です][none]\n\n[some name]: https://a.example/\n": {"1:2 foreign-syntax"},
		"list[first][second] と `[one][two three]`\n":                                         nil,
		"a[^none] b[^1]\n\n[^1]: c\n":                                                        {"1:2 foreign-syntax"},
		"==印\n二行==\n\n%%秘密\n":                                                                nil,
		"--8<-- \"a\"\n\n{* ../a.py *}\n\n<<< @/a.js\n":                                      {"1:1 foreign-syntax"},
		"`{{< a >}}` と ``{% b %}``\n\n```\n{{ c }}\n```\n":                                   nil,
		"```rust\n{{#rustdoc_include a.rs:b}}\n```\n":                                        {"2:1 foreign-syntax"},
		"    {{ d }}\n":             nil,
		"A == B、100%%、{x}、[a][b]\n": nil,
	} {
		if _, found := bodyOf("a.md", text); !slices.Equal(found, want) {
			t.Errorf("%q: %q, want %q", text, found, want)
		}
	}
}

// The components that many sites have become Markdown; imports are left out.
func TestKnownComponentsBecomeMarkdown(t *testing.T) {
	body, found := bodyOf("a.mdx", `---
title: 題
---
import { Tabs, TabItem } from '@x/components';
import Long, {
  b,
} from './b.mdx';

<Tabs>
  <TabItem label="一">

    中の文と`+"`<Code>`"+`です。

    `+"```js"+`
    import a from 'b';
    `+"```"+`

  </TabItem>
</Tabs>

<Card
  title="札"
  icon="star"
>
札の文<Badge text="新"/>です。
</Card>
{/* 覚え書き */}
`)
	for _, want := range []string{"<p>中の文と<code>&lt;Code&gt;</code>です。</p>", "language-js", "<p><strong>札</strong></p>\n<p>札の文新です。</p>"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	for _, gone := range []string{"Tabs", "b.mdx", "覚え書き", "title=", "&lt;Card", "Badge", "text="} {
		if strings.Contains(body, gone) {
			t.Errorf("%q is in\n%s", gone, body)
		}
	}
	if len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

// Calls whose ends are missing swallow no text behind them.
func TestManyCallsWithoutEnds(t *testing.T) {
	for _, call := range []string{"{% raw %}", "{% highlight x %}\n", "{{< note >}}", "{{< highlight x >}}", "{% comment %}", "<A b={{{{"} {
		doc, _ := markdown.New(markdown.Options{}).Parse(page(strings.Repeat(call, 50_000)+"\n\nthe end of the page\n"), words())
		if html := string(doc.HTML()); !strings.Contains(html, "the end of the page") {
			t.Errorf("%s… ends with %q", call, html[max(0, len(html)-200):])
		}
	}
}

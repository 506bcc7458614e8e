package markdown_test

import (
	"slices"
	"testing"
)

// Blocks and roles of MyST, Quarto, DocFX and kramdown become Markdown and blocks, without a word.
func TestBlocksOfOtherDialects(t *testing.T) {
	for text, want := range map[string]string{
		"```{note}\n本*文*\n```\n外\n":                                                              `<aside class="note"…<p>本<em>文</em></p>…</aside>…<p>外</p>`,
		":::{warning} 題\n:class: x\n本文\n:::\n":                                                   `<aside class="warning"…題…<p>本文</p>…</aside>`,
		"````{admonition} 題\n:class: tip\n```{code-block} go\n:caption: a.go\nx\n```\n````\n後\n": `<aside class="note"…題…a.go…language-go…x…</aside>…<p>後</p>`,
		":::{dropdown} 題\n中\n:::\n":                                                              `<details…題…中…</details>`,
		"::::{tab-set}\n:::{tab-item} A\n一\n:::\n:::{tab-item} B\n二\n:::\n::::\n後\n":             `<div class="tabs">…A…一…B…二…</div>…後`,
		"```{figure} a.png\n:alt: 絵\n:width: 3\n\n説明\n```\n":                                     `<img src="a.png" alt="絵">…説明`,
		"```{math}\nx^2\n```\n{math}`y` です\n":                                                    `<msup>…<mi>y</mi>`,
		"(x)=\n## 題\n\n{ref}`ここ <x>` と {doc}`次 <b>`、{term}`語`、{py:func}`f`\n":                    `id="x"…<a href="#x">ここ</a> と <a href="b">次</a>、語、<code>f</code>`,
		"{#x .y}\n{term}`語`\n\n% 覚え書き\n後\n":                                                      `<p id="x" class="y">語</p>…<p>後</p>`,
		"```{toctree}\n:hidden:\na\nb\n```\n文\n":                                                 `<p>文</p>`,
		"::: {.callout-tip title=\"題\"}\n中\n:::\n":                                               `<aside class="note"…題…中…</aside>`,
		"```{r, echo=FALSE}\nx\n```\n":                                                           `<code…x`,
		":::image type=\"content\" source=\"a.png\" alt-text=\"絵\":::\n":                         `<img src="a.png" alt="絵">`,
		":::row:::\n  :::column span=\"2\":::\n文\n  :::column-end:::\n:::row-end:::\n":           `<p>文</p>`,
		"> [!NOTE]\n> 一\n>\n> [!TIP]\n> 二\n":                                                     `<p>一</p>…</aside>…<p>二</p>…</aside>`,
		"> [!div class=\"nextstepaction\"]\n> [次](b.md)\n":                                       `<blockquote>…<a href="b.md">次</a>`,
		"「:::no-loc text=\"Go\":::」\n":                                                           `「Go」`,
		"1. TOC\n{:toc}\n\n文\n":                                                                  `<p>文</p>`,
		"一\n{: .x }\n二\n":                                                                        `<p>一</p>…<p>二</p>`,
		":::{card} {octicon}`star` 題\n中\n:::\n":                                                  `<strong>題</strong>…中</p>`,
		"<span style={{color: 'red'}}>赤</span>{' '}後\n":                                          `赤</span> 後`,
		"<a\n  href=\"https://a.example/\"\n  style={{ display: () => 1 }}\n>\n題</a>\n":          `href="https://a.example/"…>…題</a>`,
		"- [[b]]: 説明\n":                                                                          `<a href="b">b</a>: 説明`,
		"<table>\n    <tr>{% raw %}<td>中</td>{% endraw %}</tr>\n</table>\n":                      `<td>中</td>`,
		"大切な文 ^a1b2c3\n\n- 項 ^quote\n":                                                           `id="^a1b2c3">大切な文</p>…<li>項</li>`,
		"<div class=\"a\" markdown=\"1\">\n**太**\n</div>\n```text\nx\n```\n":                     `<p><strong>太</strong></p>…language-text…x`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// What is not known of them is left out or shown as code, and reported once with its names.
func TestUnknownBlocksOfOtherDialectsAreReported(t *testing.T) {
	for text, c := range map[string]struct{ want, found string }{
		"一\n\n```{nosuch} 題\n中\n```\n":                        {"<pre…中…</pre>", "3:1 foreign-left-out"},
		":::{nosuch}\n中\n:::\n後\n":                            {"<p>中</p>…<p>後</p>", "1:1 foreign-left-out"},
		"::: a.b.c\n    options:\n        x: true\n後\n":       {"<p><code>a.b.c</code>…後</p>", "1:1 foreign-left-out"},
		"[一][a] と [二][b]\n\n[a]: {{ site.x }}/y\n[b]: b.md\n": {`<p>一 と <a href="b.md">二</a></p>`, "3:6 foreign-left-out"},
		"> [!INCLUDE [題](no.md)]\n\n文\n":                      {"<p>文</p>", "1:1 foreign-left-out"},
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, c.want) || !slices.Equal(found, []string{c.found}) {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// Labels of blocks have links, formulas and emphasis, wherever they are written.
func TestLabelsOfBlocksAreMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"> [!tip] [題](b.md) を\n":                        `<a href="b.md">題</a> を</p>`,
		"!!! note \"式 $x$\"\n    中\n":                   `式 <math`,
		"??? note \"[題](https://a.example/)\"\n    中\n": `<summary>…<a…href="https://a.example/">題</a>`,
		":::note[**太** と `x`]\n中\n:::\n":                `<strong>太</strong> と <code>x</code></p>`,
		":::note[a_b_c]\n中\n:::\n":                      `a_b_c</p>`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

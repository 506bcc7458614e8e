package markdown_test

import (
	"slices"
	"strings"
	"testing"
)

// Marks within lines that other tools have become Markdown and HTML, without a word.
func TestMarksOfOtherTools(t *testing.T) {
	for text, want := range map[string]string{
		"これは==目印 *x*==です。==次==\n":                                            `これは<mark>目印 <em>x</em></mark>です。<mark>次</mark>`,
		"x==1 か y==2、`==a==`、a != b == c\n":                                  `x==1 か y==2、<code>==a==</code>、a != b == c`,
		"前%%秘密%%後 100%%です。\n\n%%\n秘密\n\n%%\n後\n":                             `<p>前後 100%%です。</p>…<p>後</p>`,
		"++ctrl+alt+del++ と ++\"次\"++ と ++k++\n":                             `<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Delete</kbd> と <kbd>次</kbd> と <kbd>K</kbd>`,
		"C++17とC++20、i++ + ++j、++nosuchkey++\n":                              `C++17とC++20、i++ + ++j、++nosuchkey++`,
		"| 可否 |\n|---|\n| :material-check:{ .lg } はい |\n":                    `<td>✓ はい</td>`,
		"文^[註の *文* と [題](b.md)]です。\n":                                        `文<sup…註の <em>文</em> と <a href="b.md">題</a>`,
		"正規表現 ^[a-z]+$ と x^[2]\n":                                            `正規表現 ^[a-z]+$ と x^[2]`,
		"[語]{.bg-warning} と [所]{#p .x} と [名]{.y}\n\n[名]: b.md\n":             `語 と <span id="p"></span>所 と <a href="b.md"`,
		"設定 :badge[v4.4]{color=\"info\"} と :link[題]{to=\"/a\"}\n":            `設定 v4.4 と <a href="/a">題</a>`,
		"| 項{.w-50} | 値 |\n|---|---|\n| a | b |\n\n文。{.lead}\n":              `<th>項</th>…<p>文。</p>`,
		":read-more{title=\"題\" to=\"/a#b\"} と :link-example{to=\"/c/d\"}\n": `<a href="/a#b">題</a> と <a href="/c/d">c/d</a>`,
		"# 頁\n\n## 題 [#place]\n\n[#place] と [a](#place)\n":                   `<h2 id="place">…題…[#place] と`,
		"[toc]\n\n# 題\n\n[[_TOC_]]\n文\n":                                     `<p>文</p>`,
		"    ==a==\n\n- 一\n\n    ==b==\n":                                    `<code>==a==…<mark>b</mark>`,
		"$a^[2] ==b== c$ と ==題==\n":                                          `<mark>題</mark>`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// Icons that stand for nothing by themselves are left out and reported.
func TestIconsOfOtherToolsAreReported(t *testing.T) {
	body, found := bodyOf("a.md", "文\n\n:material-account: 人 :simple-x: ``:octicons-x-16:``\n")
	if !holds(body, "<p>人 ✗ <code>:octicons-x-16:</code></p>") || !slices.Equal(found, []string{"3:1 foreign-left-out"}) {
		t.Errorf("%q\n%s", found, body)
	}
}

// Blocks that other tools write in ways of their own become blocks and code.
func TestBlocksOfOtherTools(t *testing.T) {
	for text, want := range map[string]string{
		"```yaml title=\"`a.yml` の例\"\na: 1\n```\n後\n":                                                                                  `a.yml の例…<pre…<p>後</p>`,
		"```warn header=\"題\"\n本*文*\n```\n後\n":                                                                                          `<aside class="warning"…題…<em>文</em>…</aside>…<p>後</p>`,
		"<details>\n<summary markdown=\"span\">\n**題** [所](/a/)\n</summary>\n\n中\n</details>\n後\n":                                      `<details…<summary>…<strong>題</strong> 所…<p>中</p>…</details>…<p>後</p>`,
		"<details markdown=\"block\">\n  <summary>\n    題\n  </summary>\n**太**\n</details>\n":                                           `<summary>題…<p><strong>太</strong></p>…</details>`,
		"<details>\n<summary>題</summary>\n\n中\n\n</details>\n":                                                                          `<details>…<summary>題</summary>`,
		"```smart header=\"題\"\n文\n````\n後\n":                                                                                           `<aside class="note"…文…</aside>…<p>後</p>`,
		"<div>題</div>\n{% set code %}\nimport a from 'b'\n{% endset %}\n":                                                               `<div>題</div>…<pre…import a`,
		"````smart\n```js\nx\n```\n文\n````\n":                                                                                           `<aside class="note"…<pre…<p>文</p>…</aside>`,
		"```js title=\"<code>a.js</code>\"\nx\n```\n":                                                                                   `>a.js</p>`,
		"{{< tabpane >}}\n{{< tab header=\"A\" lang=\"toml\" >}}\n+++\ntitle = \"*x*\"\n+++\n{{< /tab >}}\n{{< /tabpane >}}\n":          `<p class="block-title">A</p>…language-toml`,
		"??? note \"「題」の\"中\"です\"\n    文\n":                                                                                             `<summary>…「題」の…中…です…<p>文</p>`,
		"<aside markdown=\"1\" class=\"x\">\n  <img src=\"a.png\" alt=\"絵\">\n  文\n  <p markdown=\"1\">\n[題](b.md)\n  </p>\n</aside>\n": `文…<a href="b.md">題</a>`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// A page with components of MDX is MDX whatever its name; a single element in capitals is HTML, as CommonMark has it.
func TestPagesWithComponentsAreMDX(t *testing.T) {
	body, found := bodyOf("a.md", "<Intro>\n本*文*\n</Intro>\n\n<DeepDive>\n#### 題 {/*x*/}\n中\n</DeepDive>\n\n[comment]: <> (覚え書き)\n")
	if !holds(body, `<p>本<em>文</em></p>…<details…id="x"…<p>中</p>`) || strings.Contains(body, "覚え") || len(found) > 0 {
		t.Errorf("%q\n%s", found, body)
	}
	body, found = bodyOf("a.mdx", "- <p>[題](b.md) <Badge text=\"新\" /> です</p>\n- 次\n\n<p>**太**</p>\n後\n")
	if !holds(body, `<li><a href="b.md">題</a> 新 です</li>…<li>次</li>…<strong>太</strong>`) || strings.Contains(body, "&lt;") || len(found) > 0 {
		t.Errorf("%q\n%s", found, body)
	}
	long := "<ThemeGrid\n\titems={[\n" + strings.Repeat("\t\t{ title: '題', to: '/a' },\n", 500) + "\t]}\n/>\n\n後\n"
	if body, found := bodyOf("a.mdx", long); body != "<p>後</p>\n" || !slices.Equal(found, []string{"1:1 page-mdx"}) {
		t.Errorf("%q\n%s", found, body)
	}
}

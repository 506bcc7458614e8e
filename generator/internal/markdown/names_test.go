package markdown_test

import (
	"slices"
	"strings"
	"testing"
)

// What other tools write is read: links by name, emoji, attribute lists, the words behind the marks of code.
func TestSyntaxOfOtherToolsIsRead(t *testing.T) {
	for text, want := range map[string]string{
		"[[頁]]と[[dir/頁#節|題]]":                         `<a href="%E9%A0%81">頁</a>と<a href="dir/%E9%A0%81#%E7%AF%80">題</a>`,
		"[[#節]] [[頁#節]]":                              `<a href="#%E7%AF%80">節</a> <a href="%E9%A0%81#%E7%AF%80">頁 &gt; 節</a>`,
		"![[絵.png|300]]":                              `<img src="%E7%B5%B5.png" alt="">`,
		"| a |\n|---|\n| [[頁\\|題]] |":                 `<td><a href="%E9%A0%81">題</a></td>`,
		"[[foo]]\n\n[foo]: /u":                        `[<a href="/u">foo</a>]`,
		"[[a]](b) と [[ ]] と [[ と `[[x]]`":             `<a href="b">[a]</a> と [[ ]] と [[ と <code>[[x]]</code>`,
		":smile: 12:30:00 :nosuchemoji: a:b:c":        `😄 12:30:00 :nosuchemoji: a:b:c`,
		"`:smile:` \\:smile:":                         `<code>:smile:</code> :smile:`,
		"文\n\n## 題 {: #own .big }\n\n[x](#own)":       `<h2 id="own" class="big">題</h2>`,
		"文\n\n## 題 {/*own*/}\n\n[x](#own)":            `<h2 id="own">題</h2>`,
		"::tip\n中の文\n::\n\n外":                         `<aside class="note"…<p>中の文</p>…</aside>…<p>外</p>`,
		"::note\n中\n\n::tip\n内\n::\n::\n外":            `<aside class="note"…中…<aside…内…</aside>…</aside>…<p>外</p>`,
		"段落です。\n{: .lead #p}\n":                       `<p id="p" class="lead">段落です。</p>`,
		"[a](b){: .button target=_blank } と":          `<a href="b" class="button">a</a> と`,
		"[a](b){ .button } `c`{.x} **d**{: .y}":       `<a href="b" class="button">a</a> <code class="x">c</code> <strong>d</strong>`,
		"| a |\n|---|\n| b |\n{: .wide }\n":           `<td>b</td>` + "\n</tr>\n</tbody>\n</table>",
		"文 {.x} と {y}":                                `文 {.x} と {y}`,
		"```js title=\"a.js\" {2}\na\nb\n```":         `data-lang="js"><p class="code-title">a.js</p><pre class="chroma" tabindex="0"><code class="language-js">…<span class="hl">`,
		"```js:src/a.js\na\n```":                      `<p class="code-title">src/a.js</p>…language-js`,
		"```js{1}[a.js]\na\n```":                      `<p class="code-title">a.js</p>…language-js">…<span class="hl">`,
		"```diff js:a.js\n+a\n-b\n```":                `<p class="code-title">a.js</p>…language-diff`,
		"```python hl_lines=\"1 3-4\"\na\nb\nc\nd":    `<span class="hl"><span class="n">a…</span><span class="n">b…<span class="hl"><span class="n">c…<span class="hl"><span class="n">d`,
		"```rust,ignore\na\n```":                      `language-rust">`,
		"```{.python .x}\na\n```":                     `language-python">`,
		"```x\na // [!code ++]\nb // [!code --]\n```": `<span class="hl ins">a` + "\n" + `</span><span class="hl del">b` + "\n" + `</span></code>`,
		"```x\n// highlight-next-line\na\nb\n```":     `language-x"><span class="hl">a` + "\n" + `</span>b` + "\n</code>",
		"語\n: 説明です。\n\n別の語\n: 一つ\n: 二つ\n":             `<dl>…<dt>語</dt>…<dd>説明です。</dd>…<dd>二つ</dd>`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

func TestWhatCannotBeShownIsReported(t *testing.T) {
	for text, want := range map[string]string{
		"```mermaid\na --> b\n```\n\n```dot\nx\n```": "1:1 diagram-code",
		"![[頁]] ![[別]]":                              "1:1 embed-page",
		"{::options a /}":                            "1:1 foreign-syntax",
		":material-account: と :octicons-x-16:":       "1:1 foreign-left-out",
	} {
		body, found := bodyOf("a.md", text)
		if !slices.Equal(found, []string{want}) {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
	if body, _ := bodyOf("a.md", "```mermaid\na --> b\n```\n"); !strings.Contains(body, "図のもとになる文（mermaid）") {
		t.Errorf("no caption: %s", body)
	}
}

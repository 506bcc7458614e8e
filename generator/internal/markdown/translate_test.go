package markdown_test

import (
	"slices"
	"strings"
	"testing"
)

// What the tools of others call on many sites becomes Markdown and blocks, without a word.
func TestKnownCallsOfOtherTools(t *testing.T) {
	for text, want := range map[string]string{
		"{{< alert type=\"warning\" title=\"題\" >}}\n本*文*\n{{< /alert >}}\n外\n":                                `<aside class="warning"…題…<p>本<em>文</em></p>…</aside>…<p>外</p>`,
		"{{% note %}}一行{{% /note %}}\n":                                                                        `<aside class="note"…<p>一行</p>…</aside>`,
		"- 前\n  {{% tip %}}\n  中\n  {{% /tip %}}\n- 後\n":                                                       `<li>…前…<aside…<p>中</p>…</aside>…</li>…後`,
		"[題]({{< relref \"b.md#x\" >}}) と [次]({% link _docs/a.md %})\n":                                        `<a href="b.md#x">題</a> と <a href="/_docs/a.md">次</a>`,
		"{{< figure src=\"a.png\" alt=\"絵\" caption=\"題\" >}}\n":                                               `<figure><img src="a.png" alt="絵"><figcaption>題`,
		"{{< tabs items=\"A,B\" >}}\n  {{< tab >}}一{{< /tab >}}\n  {{< tab >}}二{{< /tab >}}\n{{< /tabs >}}\n":  `<div class="tabs">…<section><p class="block-title">A</p>…一…B…二…</div>`,
		"{{< highlight go \"linenos\" >}}\n{{ x }}\n{{< /highlight >}}\n":                                      `language-go…{{…x…}}`,
		"{% highlight ruby %}\n**a**\n{% endhighlight %}\n":                                                    `language-ruby…*…a`,
		"{{% details title=\"題\" %}}\n中\n{{% /details %}}\n":                                                   `<details…題…中…</details>`,
		"{{< youtube abc >}} {{< badge \"新\" >}}\n":                                                            `<a href="https://www.youtube.com/watch?v=abc">YouTube</a> 新`,
		"{{</* a */>}}\n\n```\n{{</* b */>}}\n```\n":                                                           `<code>{{&lt; a &gt;}}</code>…{{&lt; b &gt;}}`,
		"{% raw %}{{ a }}{% endraw %}\n\n```\n{% raw %}\n{{ b }}\n{% endraw %}\n```\n":                         `<p>{{ a }}</p>…<code>{{ b }}`,
		"{% set code %}\na *b*\n{% endset %}\n":                                                                `<pre…a *b*`,
		"前{% comment %}\n秘密\n{% endcomment %}後\n":                                                              `<p>前後</p>`,
		"[題]({{ '/a/' | relative_url }}) [次]({{ site.baseurl }}/b/)\n":                                         `<a href="/a/">題</a> <a href="/b/">次</a>`,
		"{{< cards >}}\n{{< card link=\"../a\" title=\"題\" subtitle=\"文\" >}}\n{{< /cards >}}\n":               `<li><a href="../a">題</a> – 文</li>`,
		"{{< filetree/folder name=\"a\" >}}\n    {{< filetree/file name=\"b\" >}}\n{{< /filetree/folder >}}\n": `<li><code>a</code>…<li><code>b</code></li>`,
		"{: .lead }\n文\n":                        `<p class="lead">文</p>`,
		"=== \"A\"\n    一\n\n=== \"B\"\n    二\n": `<div class="tabs">…A…一…B…二`,
		"式 ${{a}}^{{b}}$\n":                      `<msup><mi>a</mi><mi>b</mi></msup>`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// The other calls are left out, those within a sentence are shown as code; both are reported with their names, at their
// lines, and text between start and end stays.
func TestUnknownCallsAreLeftOutOrShownAsCode(t *testing.T) {
	for text, c := range map[string]struct{ want, found string }{
		"前\n\n{{< qr a >}}\n":                            {"<p>前</p>", "3:1 foreign-left-out"},
		"# {{% param v %}}の題\n":                          {`<span id="の題">`, "1:3 foreign-left-out"},
		"文 <a href=\"{{ x }}\">題</a>\n":                  {`<p>文 <a href="">題</a></p>`, "1:12 foreign-left-out"},
		"前\n\n{{ x | y }}\n\n後\n":                        {"<p>前</p>\n<p>後</p>", "3:1 foreign-left-out"},
		"{{< box-x >}}中{{< /box-x >}}\n":                 {"<p>中</p>", "1:1 foreign-left-out"},
		"版は {{< param v >}} です\n":                        {"<p>版は <code>{{&lt; param v &gt;}}</code> です</p>", "1:4 foreign-syntax"},
		"{% if a %}\n中\n{% endif %}\n":                   {"<p>中</p>", "1:1 foreign-left-out"},
		"{% for a in b %}\n- {{ a }}\n{% endfor %}\n後\n": {"<p>後</p>", "1:1 foreign-left-out"},
		"[題]({{ site.x }}/a) です\n":                       {"<p>題 です</p>", "1:5 foreign-left-out"},
		"| a |\n|---|\n| {{ a | b }} |\n":                {"<code>{{ a | b }}</code>", "3:3 foreign-syntax"},
		"{* ../a.py ln[1] *}\n":                          {"<p><code>{* ../a.py ln[1] *}</code></p>", "1:1 foreign-syntax"},
	} {
		body, found := bodyOf("a.md", text)
		if !strings.Contains(body, c.want) || !slices.Equal(found, []string{c.found}) {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
	body, found := bodyOf("a.mdx", "import A from 'a';\n\n# 題 {/*x*/}\n\n<Sandpack a={{b: \">\"}}>\n  中\n</Sandpack>\n")
	if !strings.Contains(body, "<p>中</p>") || !strings.Contains(body, `id="x"`) || !slices.Equal(found, []string{"5:1 page-mdx"}) {
		t.Errorf("%q\n%s", found, body)
	}
}

// A finding names the line of the file, however many lines a call has become.
func TestFindingsBehindCallsNameTheirLines(t *testing.T) {
	_, found := bodyOf("a.md", "{{< tabs >}}\n{{< tab \"A\" >}}一{{< /tab >}}\n{{< /tabs >}}\n\n{{< x\n  a=1\n>}}\n\n:::nosuch\nx\n:::\n")
	if !slices.Contains(found, "9:1 directive-unknown") {
		t.Errorf("found %q", found)
	}
}

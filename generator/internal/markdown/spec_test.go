package markdown_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// TestCommonMark checks the dialect against every example of CommonMark 0.31.2, as far as GitHub's
// extensions do not say otherwise.
func TestCommonMark(t *testing.T) {
	var examples []struct {
		Markdown string
		HTML     string
		Example  int
		Section  string
	}
	text, err := os.ReadFile("testdata/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples, want the 652 of CommonMark 0.31.2", len(examples))
	}
	overridden := overridden()
	for _, e := range examples {
		want, differs := overridden[e.Example]
		if !differs {
			want = e.HTML
		}
		t.Run(e.Section+"/"+strconv.Itoa(e.Example), func(t *testing.T) { sameHTML(t, e.Markdown, want) })
		if differs && plain(want) == plain(e.HTML) {
			t.Errorf("example %d is listed as overridden, but is not", e.Example)
		}
	}
}

// TestGoldmarkExtensions holds GitHub's extensions, footnotes and definition lists to goldmark's own
// cases.
func TestGoldmarkExtensions(t *testing.T) {
	names, err := filepath.Glob("testdata/goldmark/*.txt")
	if err != nil || len(names) != 6 {
		t.Fatalf("%d case files (%v), want 6", len(names), err)
	}
	for _, name := range names {
		for _, c := range goldmarkCases(t, name) {
			t.Run(filepath.Base(name)+"/"+c.name, func(t *testing.T) { sameHTML(t, c.markdown, c.html) })
		}
	}
}

type goldmarkCase struct{ name, markdown, html string }

// goldmarkCases reads goldmark's case format: a name, an optional line of options, the Markdown and
// the HTML, separated by lines of dashes, each case ended by a line of equals signs.
func goldmarkCases(t *testing.T, name string) []goldmarkCase {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldmarkCase
	for part := range strings.SplitSeq(strings.ReplaceAll(string(text), "\r", ""), "//= = = = = = = = = = = = = = = = = = = = = = = =//\n") {
		pieces := strings.Split(part, "//- - - - - - - - -//\n")
		if len(pieces) != 3 {
			if strings.TrimSpace(part) != "" {
				t.Fatalf("%s: a case with %d pieces: %q", name, len(pieces), part)
			}
			continue
		}
		// As in goldmark's own tests, the last line has no end.
		c := goldmarkCase{strings.TrimSpace(pieces[0]), strings.TrimSuffix(pieces[1], "\n"), pieces[2]}
		if title, options, found := strings.Cut(c.name, "\n"); found {
			c.name = title
			if strings.Contains(options, `"enableEscape": true`) {
				c.markdown = strings.ReplaceAll(c.markdown, `\t`, "\t")
			}
		}
		cases = append(cases, c)
	}
	return cases
}

// sameHTML compares the HTML of text with want, ignoring what this package adds on purpose.
func sameHTML(t *testing.T, text, want string) {
	t.Helper()
	doc, found := markdown.New(markdown.Options{RawHTML: true}).Parse(page(text), words())
	for _, d := range found {
		if !slices.Contains([]string{"emphasis-stays", "link-stays", "html-blocked", "footnote-unused", "foreign-syntax", "table-cells"}, d.Code) {
			t.Errorf("finding: %v", d)
		}
	}
	got := plain(string(doc.Append(nil, asWritten{doc})))
	if strings.Contains(want, "<h1>") && !strings.Contains(text, "<h1") {
		want = lowered(want)
	}
	if want := plain(want); got != want {
		t.Errorf("markdown:\n%s\ngot:\n%s\nwant:\n%s", text, got, want)
	}
}

// lowered returns HTML with each heading a level down: the page's title is its only heading of level 1.
func lowered(html string) string {
	for level := 5; level > 0; level-- {
		html = strings.NewReplacer(
			fmt.Sprintf("<h%d>", level), fmt.Sprintf("<h%d>", level+1), fmt.Sprintf("</h%d>", level), fmt.Sprintf("</h%d>", level+1),
		).Replace(html)
	}
	return html
}

// page puts text under front matter, since an example may begin with a line of ---, and a page
// without a title takes its first heading.
func page(text string) content.File {
	return content.File{Path: "page.md", Kind: content.Page, Bytes: []byte("---\ntitle: 例\n---\n" + text)}
}

func words() *markdown.Words {
	return &markdown.Words{
		Titles: map[string]string{"note": "補足", "warning": "気をつけること", "details": "くわしく見る"}, Bad: "伝わりにくい例", Good: "伝わりやすい例", Source: "出典: ",
		Table: "表（%s）", Done: "済み", Open: "まだ", Footnotes: "注", Diagram: "図のもとになる文（%s）", BackToText: "本文へ戻る",
	}
}

// asWritten is a resolver that leaves every address as it was written.
type asWritten struct{ doc *markdown.Document }

func (a asWritten) AppendLink(html []byte, i int) []byte {
	if link := a.doc.Links[i]; link.Attribute != "" {
		return append(html, " "+link.Attribute+`="`+link.Written+`"`...)
	}
	link := a.doc.Links[i]
	attribute := ` href="`
	if link.Picture {
		attribute = ` src="`
	}
	return append(markdown.AppendDestination(append(html, attribute...), link.Destination), '"')
}

func (a asWritten) AppendHTML(html, piece []byte) []byte { return append(html, piece...) }

func (a asWritten) AppendEmbed(html []byte, i int) []byte {
	return append(html, "{{"+a.doc.Embeds[i].Name+"}}"...)
}

// A difference is something that this package writes otherwise than the specification's examples,
// with the form they have.
type difference struct {
	ours  *regexp.Regexp
	plain string
	why   string
}

func differences() []difference {
	d := func(ours, plain, why string) difference { return difference{regexp.MustCompile(ours), plain, why} }
	return []difference{
		d(`<(br|hr|img [^<>]*?) />`, `<$1>`, "HTML needs no slash in void elements"),
		d(`<(h[1-6]) id="[^"]*">`, `<$1>`, "every heading can be linked to"),
		d(`<div class="code"(?: data-lang="[^"]*")?><pre class="chroma" tabindex="0">`, `<pre>`, "code scrolls by keyboard and has a copy button"),
		d(`</code></pre></div>`, `</code></pre>`, "the end of the same"),
		d(`<div class="table" role="region" tabindex="0" aria-label="[^"]*">`, ``, "a wide table scrolls by itself, also by keyboard"),
		d(`</table></div>`, `</table>`, "the end of the same"),
		d(`<(t[hd]) class="align-(\w+)">`, `<$1 align="$2">`, "align is no longer an attribute in HTML"),
		d(` type="checkbox" aria-label="[^"]*">`, ` type="checkbox">`, "a box without a name is nothing to a screen reader"),
		d(`<figure>(<img [^<>]*)>`+`<figcaption>([^<]*)</figcaption></figure>`, `<p>$1 title="$2"></p>`, "the title of a picture that stands alone is its caption"),
		d(`<section class="footnotes" role="doc-endnotes" aria-label="[^"]*">`,
			`<div class="footnotes" role="doc-endnotes">`+"\n<hr>", "footnotes are a landmark with a name"),
		d(`</section>`, `</div>`, "the end of the same"),
		d(` role="doc-backlink" aria-label="[^"]*">`, ` role="doc-backlink">`, "an arrow without a name is nothing to a screen reader"),
	}
}

var (
	chromaBlock = regexp.MustCompile(`(?s)<pre class="chroma".*?</pre>`)
	chromaSpan  = regexp.MustCompile(`</?span[^<>]*>`)
)

// plain takes the differences away. Highlighting is one too: code of a known language has spans.
func plain(html string) string {
	html = chromaBlock.ReplaceAllStringFunc(html, func(block string) string { return chromaSpan.ReplaceAllString(block, "") })
	for _, d := range differences() {
		html = d.ours.ReplaceAllString(html, d.plain)
	}
	return html
}

// overridden are the examples that GitHub's extensions or footnotes read otherwise than CommonMark
// alone, by number.
func overridden() map[int]string {
	return map[int]string{
		608: `<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>` + "\n",      // a bare address is a link
		611: `<p><a href="https://example.com">https://example.com</a></p>` + "\n",        // the same
		612: `<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>` + "\n", // a bare mail address is one
	}
}

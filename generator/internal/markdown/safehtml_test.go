package markdown_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// What HTML in a page may say is shown; what could run, load or hide something is left out and reported.
func TestHTMLInPages(t *testing.T) {
	for name, c := range map[string]struct{ text, want, refused string }{
		"running text":         {"a<br>b <kbd>Ctrl</kbd> H<sub>2</sub>O", "<p>a<br>b <kbd>Ctrl</kbd> H<sub>2</sub>O</p>\n", ""},
		"Markdown in blocks":   {"<details>\n<summary>s</summary>\n\n- *a*\n\n</details>", "<details>\n<summary>s</summary>\n<ul>\n<li><em>a</em></li>\n</ul>\n</details>", ""},
		"lines as they are":    {"<pre>\na{x=\"1\"}  1\n<b>b</b>\n</pre>", "<pre>\na{x=\"1\"}  1\n<b>b</b>\n</pre>", ""},
		"ends left out":        {"<table><tr><th>a<th>b<tr><td>c<td>d</table>", `<div class="table" role="region" tabindex="0" aria-label="表（a、b）"><table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table></div>`, ""},
		"a list in a cell":     {"| a |\n|---|\n| <ul><li>b</ul> |", "<ul><li>b</li></ul>", ""},
		"nothing left open":    {"> <div>\n> a\n\nb", "<blockquote>\n<div>\na\n</div></blockquote>\n<p>b</p>\n", ""},
		"nothing closed twice": {"a\n\n</div></main></body>\n\nb", "<p>a</p>\n\n<p>b</p>\n", ""},
		"no block in a line":   {"a <div>b</div>", "<p>a b</p>\n", ""},
		"old words":            {"<center>a</center> <font color=red>b</font> <tt>c</tt>", "<div align=\"center\">a</div> b <code>c</code>", ""},
		"attributes":           {"<p align=\"center\" class=x lang=en data-x=1>a</p>", `<p align="center" lang="en">a</p>`, ""},
		"names of places":      {"<a name=\"x\"></a><a id=\"y\"/>b", `<p><span id="x"></span><span id="y"></span>b</p>` + "\n", ""},
		"boxes":                {"a <input type=checkbox id=b checked>", "<p>a <input checked=\"\" disabled=\"\" type=\"checkbox\" aria-label=\"済み\"> </p>\n", ""},
		"scripts":              {"a<script>alert(1)</script>b\n\n<style>\np {}\n</style>\n\nc", "<p>ab</p>\n\n<p>c</p>\n", "<script> <style>"},
		"commands":             {"<b onclick=x() STYLE='position:fixed'>a</b>", "<p><b>a</b></p>\n", "onclick= style="},
		"unknown elements":     {"<x-y>a</x-y>", "<p>a</p>\n", "<x-y>"},
		"text like tags":       {"<p>1 < 2 > 0 &amp; &nbsp;</p>", "<p>1 &lt; 2 &gt; 0 &amp; &nbsp;</p>", ""},
	} {
		doc, found := markdown.New(markdown.Options{}).Parse(page(c.text), words())
		got, refused := string(doc.HTML()), ""
		for _, d := range found {
			if d.Code == "raw-html" {
				_, refused, _ = strings.Cut(d.Message, "「")
				refused, _, _ = strings.Cut(refused, "」")
			}
		}
		if !strings.Contains(strings.TrimSuffix(got, "\n"), strings.TrimSuffix(c.want, "\n")) || refused != c.refused {
			t.Errorf("%s: %q, without %q\nwant %q, without %q", name, got, refused, c.want, c.refused)
		}
	}
}

// A page whose title is a heading in HTML is called after it, and shows it once.
func TestTitleInHTML(t *testing.T) {
	text := "<h1 align=center>\n<img src=a.png alt=\"\"> My <b>Tool</b>\n</h1>\n\na\n"
	doc, _ := markdown.New(markdown.Options{}).Parse(content.File{Path: "page.md", Kind: content.Page, Bytes: []byte(text)}, words())
	if doc.Title != "My Tool" || strings.Contains(string(doc.HTML()), "Tool") {
		t.Errorf("title %q, body %q", doc.Title, doc.HTML())
	}
}

// FuzzHTML asks a parser of HTML what browsers make of a page: elements and attributes are those that pages may have, and
// none of them ends what the page around them has opened.
func FuzzHTML(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	for _, seed := range []string{"<table><table></table></table></div>", "<p><table><div></p></table>", "<a href=x><a href=y>", "- <li><div>\n\n</div>",
		"<b><p></b></p>", "| a |\n|-|\n| <table><tr><td></table></td> |", "<svg><p><style><a title=\"</style><img src onerror=1>\">", "<ruby>a<rt>b", "<details open><summary><h1>a"} {
		f.Add(seed)
	}
	parser := markdown.New(markdown.Options{})
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := parser.Parse(page(text), words())
		body := string(doc.Append(nil, asWritten{doc}))
		root, err := html.Parse(strings.NewReader("<!doctype html><main><div id=before>" + body + "</div><hr id=behind></main>"))
		if err != nil {
			t.Fatal(err)
		}
		behind := ""
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if slices.Contains([]atom.Atom{atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Form, atom.Base, atom.Meta, atom.Link, atom.Svg, atom.Template}, n.DataAtom) {
				t.Errorf("<%s> in %s", n.Data, body)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "id" && a.Val == "behind":
					behind = n.Parent.Data
				case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && a.Key == "href":
					t.Errorf("%s=%q in %s", a.Key, a.Val, body)
				}
			}
		}
		if behind != "main" {
			t.Errorf("what follows the page is in <%s>: %s", behind, body)
		}
	})
}

// HTML that no one writes by hand swallows no text behind it, and does not grow on the page.
func TestMuchHTML(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("<h1>", 200_000), strings.Repeat("<table>", 100_000), strings.Repeat("<div>\n", 100_000) + strings.Repeat("</b>\n", 100_000),
		strings.Repeat("a <script> ", 50_000), strings.Repeat("<svg>", 100_000), strings.Repeat("<b>", 200_000) + strings.Repeat("</i>", 100_000),
		strings.Repeat("<p>\n", 200_000), "<p " + strings.Repeat("a=b ", 200_000) + ">",
	} {
		text += "\n\nthe end of the page\n"
		doc, _ := markdown.New(markdown.Options{}).Parse(content.File{Path: "page.md", Kind: content.Page, Bytes: []byte(text)}, words())
		if html := doc.HTML(); !bytes.Contains(html, []byte("the end of the page")) || bytes.Count(html, []byte("<")) > 2*strings.Count(text, "<")+10 {
			t.Errorf("%.20s… ends with %q", text, html[max(0, len(html)-200):])
		}
	}
}

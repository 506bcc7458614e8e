package render_test

import (
	"strings"
	"testing"
)

const footTemplate = "templates/frame-bottom.html"

// Interface strings are in the page's language, safe in text and in attributes, whether they are
// written out beforehand or filled in for each page.
func TestInterfaceStringsAreWrittenInThePagesLanguage(t *testing.T) {
	site := publishSite(t, map[string]string{
		"site.yaml": "editions: {en: {lang: en, name: English}}\n", "index.md": "# 始め\n", "index.en.md": "# Start\n",
	}, map[string]string{
		"templates/page.html": `{{template "whole" .}}`,
		footTemplate:          `<footer title="{{.T "feed"}}">{{.T "feed"}} {{with .Site}}{{$.T "feed"}}{{else}}{{.T "feed"}}{{end}} {{.T "block.table" "<5>"}} {{.T (print "fe" "ed")}} {{.T "feed" | len}}</footer>`,
		"strings/ja.yaml":     "language: 日本語\nfeed: '更新 & <お知らせ>\"'\nmoved.title: 移動\n404.title: ない\ntags.title: 話題\nblock.table: 表（%s）\n",
	})
	const ja = "更新 &amp; &lt;お知らせ&gt;&#34;"
	hasAll(t, "japanese", site.page(""), `<footer title="`+ja+`">`+ja+" "+ja+" 表（&lt;5&gt;） "+ja+" 24</footer>")
	hasAll(t, "english", site.page("en/"), `<footer title="Feed">Feed Feed Table (&lt;5&gt;) Feed 4</footer>`)
}

// A string that a theme forgot is reported with its template and line; a page with a hole in it is not
// published.
func TestAMissingStringIsReported(t *testing.T) {
	for _, call := range []string{`{{.T "nowhere"}}`, `{{.T "nowhere" 5}}`, `{{with .Site}}{{$.T "nowhere"}}{{end}}`} {
		site := publishSite(t, map[string]string{"index.md": "# 始め\n"}, map[string]string{footTemplate: "<footer>\n" + call + "</footer>"})
		if !site.found.HasErrors() || len(site.files.Paths()) > 0 {
			t.Errorf("%s: published, with %v", call, site.found)
			continue
		}
		if d := site.found[0]; d.Span.Path != footTemplate || d.Span.Start.Line != 2 || !strings.Contains(d.Message, "「nowhere」") {
			t.Errorf("%s: told %v", call, d)
		}
	}
}

package book

import (
	"testing"

	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// FuzzRewrite checks that a chapter can be made of any HTML, as a site with raw-html may have it.
func FuzzRewrite(f *testing.F) {
	f.Add("<h2 id=a>日本</h2><a href='#a'>b</a><a href=\"/x/?a=b#%E3\">c</a><svg viewBox='0'><path d=a /></svg>")
	f.Add("<img loading=lazy src=a><details><summary>a</summary><script>a<b</script><")
	f.Fuzz(func(t *testing.T, html string) {
		w := &rewriter{
			book:    &book{r: render.New(render.Input{Site: &site.Site{}}), byURL: make(map[string]*chapter)},
			chapter: &chapter{number: "1", level: 2, ids: make(map[string]int)},
		}
		if got := w.append(nil, []byte(html)); len(got) == 0 && html != "" {
			t.Errorf("nothing is left of %q", html)
		}
	})
}

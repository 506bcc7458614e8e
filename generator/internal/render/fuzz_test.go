package render

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzTextEditor asks of every HTML, as a site with raw-html may have it: marking foreign words and linking terms
// only add.
func FuzzTextEditor(f *testing.F) {
	for _, seed := range []string{
		"<p>a 日本 b</p>", "<a title='x > 日本'>受給者証</a>", "<script>a<b</script>受給者証", "<!-- 日本", "<svg><p>日本</svg>", "<h2 id=a>日本</h2><a href='#a'>b</a>",
		"<label><input>a 日本</label>", "<", "<a b=\"", "</p", "<p/><textarea><p>日本</textarea >日本", "<img loading=lazy src=a><details><summary>受給者証</summary>", "<a href=\"/x/?a=b#%E3\">c</a>", "<\xff日\xe3\x81>",
	} {
		f.Add(seed)
	}
	terms := &glossary{url: "/words/", terms: map[rune][]term{'受': {{"受給者証", "card"}}}}
	f.Fuzz(func(t *testing.T, html string) {
		marked := string(newJapaneseMarker([]byte(html)).append(nil, []byte(html)))
		if marks := strings.NewReplacer(`<span lang="ja">`, "", "<span>", "", "</span>", ""); marks.Replace(marked) != marks.Replace(html) {
			t.Errorf("%q became %q", html, marked)
		}
		linked := newTermLinker(terms, []byte(html)).append(nil, []byte(html))
		if without := bytes.ReplaceAll(linked, []byte(`<a class="term" href="/words/#card">受給者証</a>`), []byte("受給者証")); string(without) != strings.ReplaceAll(html, `<a class="term" href="/words/#card">受給者証</a>`, "受給者証") {
			t.Errorf("%q became %q", html, linked)
		}
	})
}

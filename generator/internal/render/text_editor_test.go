package render

import "testing"

// Scripts, styles and drawings would break where a mark is put into them; attributes as well.
func TestOnlyWordsOfForeignPagesAreMarked(t *testing.T) {
	const ja = `<span lang="ja">日本</span>`
	for given, want := range map[string]string{
		"<p>a 日本 b</p>":                          "<p>a " + ja + " b</p>",
		"<code>日本</code>":                        "<code>" + ja + "</code>",
		"<script>if (a<b) '日本'</script>日本":       "<script>if (a<b) '日本'</script>" + ja,
		"<STYLE>.a{content:'日本'}</Style >日本":     "<STYLE>.a{content:'日本'}</Style >" + ja,
		"<textarea>日本</textarea>日本":              "<textarea>日本</textarea>" + ja,
		"<svg><text>日本</text></svg>日本":           "<svg><text>日本</text></svg>" + ja,
		`<svg viewBox="0"/>日本`:                   `<svg viewBox="0"/>` + ja,
		`<a title="x > 日本">日本</a>`:               `<a title="x > 日本">` + ja + "</a>",
		`<a title='x > "日本'>日本</a>`:              `<a title='x > "日本'>` + ja + "</a>",
		`<a title="it's">日本</a>`:                 `<a title="it's">` + ja + "</a>",
		"<!-- a > 日本 -->日本":                      "<!-- a > 日本 -->" + ja,
		"<label><input>a 日本 b</label>日本":         "<label><input><span>a " + ja + " b</span></label>" + ja, // rows hold it together
		"<br>日本<script src=a></script><b>日本</b>": "<br>" + ja + "<script src=a></script><b>" + ja + "</b>",
	} {
		for size := range 2 {
			m := newJapaneseMarker([]byte(given))
			var got []byte
			for rest := given; rest != ""; {
				// Pieces end where a page has holes: before and behind what is written in one go.
				cut := len(rest)
				if size == 0 && rest[0] == '<' {
					cut = 1
				}
				got = m.append(got, []byte(rest[:cut]))
				rest = rest[cut:]
			}
			if string(got) != want {
				t.Fatalf("%q became %q", given, got)
			}
		}
	}
}

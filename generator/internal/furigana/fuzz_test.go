package furigana

import (
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

func ownReadings(pairs ...string) content.Readings {
	var own content.Readings
	for i := 0; i+1 < len(pairs); i += 2 {
		own.Words = append(own.Words, content.Reading{Word: pairs[i], Reading: pairs[i+1]})
	}
	return own
}

func FuzzAnnotate(f *testing.F) {
	for _, seed := range []string{
		"令和5年4月1日から、一人ひとりの所得割を見ます。", "3日間と20日と1.5回", "か行から行います", "\xff漢\xe3\x81字", "受給者証（じゅきゅうしゃしょう）",
		"�漢字", "々々ー、1２,3か月間", "<p>漢&amp;字</p>", "大分県上尾市",
	} {
		f.Add(seed)
	}
	own := ownReadings("ら行", "らぎょう", "所得割", "しょとくわり", "一人ひとり", "ひとりひとり", "間", "あいだ", "受給者証", "じゅ きゅう しゃ しょう")
	own.Blocked = []content.Text{{Value: "聾"}}
	a := New(load(f), own)
	f.Fuzz(func(t *testing.T, text string) {
		pieces, _ := a.Annotate(text)
		var whole strings.Builder
		for _, p := range pieces {
			whole.WriteString(p.Surface)
		}
		if whole.String() != text {
			t.Errorf("%q comes back as %q", text, whole.String())
		}
		page := "<main>" + text + "</main>"
		html, _ := a.AppendHTML(nil, []byte(page))
		if !strings.HasPrefix(string(html), "<main") || len(html) < len(page) {
			t.Errorf("%q becomes %q", page, html)
		}
	})
}

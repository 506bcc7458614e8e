package browsertest

import (
	"slices"
	"testing"
)

const desk = `計算機 窓口
  説明: 試しの計算です。

入力 当てはまるもの: 複数選択
  質問: 当てはまるものはどれですか
  手帳: 障害者手帳がある
  難病: 難病がある
  診断書: 診断書がある
入力 町
  質問: どこに住んでいますか
  一: 一
  二: 二
  三: 三
  四: 四
  五: 五
  六: 六
  七: 七
  八: 八
  九: 九

判定 手続き: 額 円, 窓口 選択肢
  仮定: 試しです。
  もし 当てはまるもの が 手帳 か 難病 を含む かつ 町 が 九: 100円 | 市役所
  もし 当てはまるもの が 診断書 を含む: 200円 | 郵便
  それ以外: 300円 | 郵便

出力 手続き.額
出力 手続き.窓口

例 手帳
  当てはまるもの = 手帳 と 診断書, 町 = 九
  手続き.額 = 100円, 手続き.窓口 = 市役所
例 診断書
  当てはまるもの = 診断書, 町 = 一
  手続き.額 = 200円
例 なし
  当てはまるもの = なし, 町 = 一
  手続き.額 = 300円
`

// Boxes are ticked in any number; none of them and わからない take the others away. A link brings them back, and asked one at
// a time they are one question. Many options are a list to open.
func TestBoxesAreTickedAndLinked(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.base = serveFiles(t, map[string]string{
		"site.yaml": "title: 試し\n", "desk.calc": desk, "index.md": "---\ntitle: 窓口\n---\n::calculator[desk]\n",
	})
	tab.visit("/")
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	result := func(text string) {
		t.Helper()
		tab.await(`document.querySelector("output [data-value]").textContent === "` + text + `"`)
	}
	tick := func(name, value string) {
		evaluate[bool](tab, `(document.querySelector('[name="`+name+`"][value="`+value+`"]').click(), true)`)
	}
	ticked := func(want ...string) {
		t.Helper()
		all := evaluate[[]string](tab, `[...document.querySelectorAll(".boxes :checked")].map(({ name, value }) => name + value)`)
		if !slices.Equal(all, want) {
			t.Errorf("ticked: %q, want %q", all, want)
		}
	}
	tick("q2", "1")
	tick("q0", "1")
	result("100円・200円のどれか")
	evaluate[bool](tab, `(() => { const list = document.querySelector("select"); list.value = "8"; return list.dispatchEvent(new Event("input", { bubbles: true })); })()`)
	result("100円")
	tab.pressPart("share")
	tab.await(`location.hash.includes("calc=desk")`)
	link := evaluate[string](tab, "location.hash")
	tick("q0.", "0")
	result("300円")
	ticked("q0.0")
	tick("q0.", "?")
	result("100円・200円・300円のどれか")
	ticked("q0.?")
	tab.visit("/404.html")
	tab.visit("/" + link)
	result("100円")
	ticked("q01", "q21")
	evaluate[bool](tab, `(document.querySelector("button[data-part=one]").click(), true)`)
	tab.await(`document.querySelectorAll("fieldset[data-current]").length === 1`)
	if shown := evaluate[string](tab, `document.querySelector('[data-part="progress"]').textContent`); shown != "1問目（あと、多くて1問）" {
		t.Errorf("the boxes are asked as %q", shown)
	}
}

package browsertest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
	"shirube/themes"
)

const children = `計算機 子どもの手当
  説明: 試しの計算です。

一覧 子ども: 0人 から 4人
  質問: お子さんは何人ですか
  項目 年齢: 歳
    質問: 何歳ですか
    範囲: 0歳 から 30歳
  項目 学生: はい/いいえ
    質問: 学生ですか

式 一人分(子ども) = もし 年齢 が 18歳 以下 または 学生 なら 10,000円 でなければ 0円
  仮定: 試しです。
式 手当 = 合計(一人分)

出力 手当
  見出し: 1か月の手当

例 一人
  子ども = [年齢 = 10歳]
  手当 = 10,000円
例 二人
  子ども = [年齢 = 20歳, 学生 = いいえ; 年齢 = 3歳]
  手当 = 10,000円
`

// serveFiles builds a site of these files and serves it.
func serveFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, out := t.TempDir(), t.TempDir()
	for name, text := range files {
		sitetest.Write(t, filepath.Join(dir, name), text)
	}
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	folder, err := publish.OpenFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	today := content.Date{Year: 2026, Month: 11, Day: 21}
	if _, found := build.New(build.Options{Content: dir, Theme: theme, Today: today}).Build(context.Background(), folder); found.HasErrors() {
		t.Fatalf("%v", found)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	return server.URL
}

// Items are added and removed by keyboard; the answers of those behind a removed one move up. A link brings them back,
// paper shows those that there are.
func TestItemsOfAListAreAddedAndRemoved(t *testing.T) {
	t.Parallel()
	tab := open(t).newTab(t)
	tab.base = serveFiles(t, map[string]string{
		"site.yaml": "title: 試し\n", "child.calc": children,
		"index.md": "---\ntitle: 手当\n---\n::calculator[child]\n\n## 後 {#ato}\n\n文です。\n",
	})
	tab.visit("/")
	tab.wake()
	tab.await(`!!document.querySelector("[data-ready]")`)
	result := func(text string) {
		t.Helper()
		tab.await(`document.querySelector("output [data-value]").textContent === "` + text + `"`)
	}
	add := func(age, field string) {
		t.Helper()
		tab.pressOn(`[data-add="0"]`)
		tab.await(`document.activeElement.name === "` + field + `"`)
		tab.do(chromedp.KeyEvent(age))
	}
	add("20", "q1")
	add("3", "q3")
	tab.choose(2, "0")
	result("10,000円")
	if shown := evaluate[[]int](tab, shownQuestions); !slices.Equal(shown, []int{0, 1, 2, 3}) {
		t.Errorf("two children: the questions %v are shown", shown)
	}
	tab.pressOn(`[data-remove="0.0"]`)
	tab.await(`document.activeElement.name === "q1" && document.activeElement.value === "3"`)
	result("10,000円")
	add("20", "q3")
	tab.choose(4, "0")
	tab.pressPart("share")
	tab.await(`location.hash.includes("calc=child")`)
	link := evaluate[string](tab, "location.hash")

	tab.visit("/404.html")
	tab.visit("/" + link)
	result("10,000円")
	if got := tab.typed(3); got != "20" {
		t.Errorf("the link brings %q for the second child", got)
	}
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Media: "print"})
	paper := evaluate[[]string](tab, `[...document.querySelectorAll(".calc-answers dt")].filter(e => !e.closest("[hidden]")).map(e => e.textContent)`)
	if want := []string{"お子さんは何人ですか", "子ども 1 何歳ですか", "子ども 2 何歳ですか", "子ども 2 学生ですか"}; !slices.Equal(paper, want) {
		t.Errorf("on paper: %q", paper)
	}
}

package search

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"
)

func extracted(html string) []Section {
	return Extract(Page{Title: "題", HTML: []byte(html)}).Sections
}

func TestSectionsOfAPage(t *testing.T) {
	got := extracted(`<body><nav>外</nav><main><nav>目次</nav><h1>題</h1><p>はじめの<a href="/">文</a>。</p>
<h2 id="一">一つめ</h2><p>本文 &amp; <ruby>漢字<rt>かんじ</rt></ruby></p><ul><li>甲<li>乙</ul>
<h3 id="一の一">小さい <code>code</code></h3><p data-nosnippet>飛ばす<b>もの</b></p><div hidden>隠す<div>中</div>隠す</div>後
<button>押す</button><script>var x = "<p>無</p>"</script><!-- 注 --></main>外</body>`)
	want := []Section{
		{Level: 1, Text: "はじめの文。"},
		{Level: 2, ID: "一", Heading: "一つめ", Text: "本文 & 漢字\n甲\n乙"},
		{Level: 3, ID: "一の一", Heading: "小さい code", Text: "後"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// Figures, calculators and terms are results of their own.
func TestKindsOfSections(t *testing.T) {
	page := Page{Terms: true, HTML: []byte(`<main><h2 id="あ行">あ行</h2><h3 id="意見書">意見書（いけんしょ）</h3><p>書類</p>
<ul><li id="figure-上限"><h3>上限</h3> <p>9,300円</p></li></ul>
<section data-calculator id="calc"><h2 id="calc-title">計算</h2><legend>何日ですか</legend></section>
<h2 id="b">出典</h2><ol data-list><li>法令</ol></main>`)}
	var got []Kind
	for _, s := range Extract(page).Sections {
		got = append(got, s.Kind)
	}
	if want := []Kind{Prose, Prose, Term, Figure, Calculator, List}; !slices.Equal(got, want) {
		t.Errorf("kinds are %v, want %v", got, want)
	}
}

// A page of any number of headings, deep or torn, loses no text.
func TestStrangePages(t *testing.T) {
	many := strings.Repeat(`<h2 id="x">見出し</h2><p>文</p>`, 1000)
	for name, html := range map[string]string{
		"no main": "<p>本文</p>", "empty": "", "open": `<main><h2 id="a">見`, "no end": `<main><h2 id="a">見出し</main>`,
		"torn tag": `<main><p id="`, "torn comment": "<main><!-- ", "many": "<main>" + many + "</main>",
	} {
		entry := Extract(Page{Title: "題", HTML: []byte(html)})
		if len(entry.Sections) == 0 || len(entry.Sections) > maxSections {
			t.Errorf("%s: %d sections", name, len(entry.Sections))
		}
	}
	if got := strings.Count(Extract(Page{HTML: []byte("<main>" + many + "</main>")}).Sections[maxSections-1].Text, "文"); got != 1000-maxSections+2 {
		t.Errorf("the last section holds %d of the texts behind it", got)
	}
}

// FuzzExtract looks for pages that make the index fail, or its files unreadable.
func FuzzExtract(f *testing.F) {
	f.Add(`<main><h1>題</h1><h2 id="a">見出し</h2><p>本文"\</p></main>`)
	f.Add(`<main><li id=figure-x><h3>数</h3><section data-calculator hidden>`)
	f.Add("<main><p \x00\xff='")
	f.Fuzz(func(t *testing.T, html string) {
		entry := Extract(Page{URL: "/x/", Title: "題", HTML: []byte("<main>" + html + "</main>")})
		for _, file := range Files([]Entry{entry}, Options{}) {
			if path.Ext(file.Output) == ".json" && !json.Valid(file.Bytes) {
				t.Errorf("no JSON: %q", file.Bytes)
			}
		}
	})
}

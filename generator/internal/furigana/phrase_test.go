package furigana

import (
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

// A heading that breaks inside a word is read twice.
func TestHeadingsBreakBetweenPhrases(t *testing.T) {
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	a := New(words, content.Readings{})
	for heading, want := range map[string]string{
		"家で働くための練習をする":            "家で|働くための|練習を|する",
		"手帳がなくても使えますか":            "手帳が|なくても|使えますか",
		"受給者証の更新を申請する":            "受給者証の|更新を|申請する",
		"「在宅訓練」とは何か":              "「在宅訓練」とは|何か",
		"お金と1か月の費用":               "お金と|1か月の|費用",
		`<a href="#">通う</a>回数と時間`: `<a href="#">通う</a>|回数と|時間`,
		"<code>word</code>の使い方":   "<code>word</code>の|使い方",
		"Plain words":             "Plain words",
		"自分で<wbr>分ける見出し":          "自分で<wbr>分ける見出し",
	} {
		page := "<main><h2>" + heading + "</h2><p>文を書く。</p></main>"
		got := strings.ReplaceAll(string(a.AppendBroken(nil, []byte(page))), "<wbr>", "|")
		got = strings.TrimSuffix(strings.TrimPrefix(got, "<main><h2>"), "</h2><p>文を書く。</p></main>")
		if got != strings.ReplaceAll(want, "<wbr>", "|") {
			t.Errorf("%s breaks as\n%s, want\n%s", heading, got, want)
		}
	}
}

// Names and buttons break as headings do; a row keeps their parts in one item.
func TestButtonsBreakBetweenPhrases(t *testing.T) {
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	page := `<body><a><svg>道</svg>在宅訓練のしるべ</a><main><a>使える人</a><button>表示の設定</button></main></body>`
	want := `<body><a><svg>道</svg><span class="phrases">在宅訓練の<wbr>しるべ</span></a><main><a>使える人</a><button><span class="phrases">表示の<wbr>設定</span></button></main></body>`
	if got := string(New(words, content.Readings{}).AppendBroken(nil, []byte(page))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Names with a hyphen are one word; in headings they are kept by their phrases.
func TestWordsWithAHyphenStayTogether(t *testing.T) {
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	a := New(words, content.Readings{})
	for text, want := range map[string]string{
		"e-ラーニングをWi-Fiで受けます。": `<span class="whole">e-ラーニング</span>を<span class="whole">Wi-Fi</span>で受けます。`,
		"2026-11-30まで。":       "2026-11-30まで。", `<code>a-b</code>と<a href="x-y">名</a>`: `<code>a-b</code>と<a href="x-y">名</a>`,
	} {
		if got := string(a.AppendBroken(nil, []byte("<main><p>"+text+"</p></main>"))); got != "<main><p>"+want+"</p></main>" {
			t.Errorf("%s becomes %s", text, got)
		}
	}
}

// BenchmarkLongRun measures a text without signs, whose time must grow with its length only.
func BenchmarkLongRun(b *testing.B) {
	words, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("漢あいうえおかきくけこん", 3000)
	for b.Loop() {
		New(words, content.Readings{}).Annotate(text)
	}
}

package furigana

import (
	"strings"
	"testing"

	"shirube/generator/internal/content"
)

func load(t testing.TB) *Dictionary {
	t.Helper()
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// show writes pieces as 申(もう)し込(こ)み.
func show(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Surface)
		if p.Reading != "" {
			b.WriteString("(" + p.Reading + ")")
		}
	}
	return b.String()
}

func TestReadingsAreOnKanjiOnly(t *testing.T) {
	a := New(load(t), content.Readings{})
	for text, want := range map[string]string{
		"食べる":        "食(た)べる",
		"申し込みをする":    "申(もう)し込(こ)みをする",
		"かなだけ":       "かなだけ",
		"":           "",
		"ABC、漢字。":    "ABC、漢字(かんじ)。",
		"引き続き聞き取り":   "引(ひ)き続(つづ)き聞(き)き取(と)り",
		"人々":         "人々(ひとびと)",
		"月額9,300円です": "月額(げつがく)9,300円(えん)です",
	} {
		pieces, problems := a.Annotate(text)
		if got := show(pieces); got != want || len(problems) > 0 {
			t.Errorf("%s is read %s, want %s (%v)", text, got, want, problems)
		}
	}
}

func TestNumbersAreReadWithTheirCounters(t *testing.T) {
	a := New(load(t), content.Readings{})
	for text, want := range map[string]string{
		"3日":          "3日(みっか)",
		"20日":         "20日(はつか)",
		"1日":          "1日(にち)",
		"4月1日":        "4月(しがつ)1日(ついたち)",
		"月1日":         "月(つき)1日(にち)",
		"1日4時間":       "1日(にち)4時(よじ)間(かん)",
		"1回":          "1回(いっかい)",
		"10回":         "10回(じゅっかい)",
		"12回":         "12回(かい)",
		"一人ひとり":       "一人(ひとり)ひとり",
		"一人":          "一人(ひとり)",
		"2人":          "2人(ふたり)",
		"3人":          "3人(にん)",
		"１人":          "１人(ひとり)",
		"9,300円":      "9,300円(えん)",
		"16万円":        "16万(まん)円(えん)",
		"1か月":         "1か月(いっかげつ)",
		"3か月":         "3か月(げつ)",
		"6月":          "6月(がつ)",
		"7月":          "7月(しちがつ)",
		"2年":          "2年(ねん)",
		"令和5年度":       "令和(れいわ)5年度(ねんど)",
		"30分":         "30分(ぷん)",
		"15分間":        "15分(ふん)間(かん)",
		"3日間":         "3日(みっか)間(かん)",
		"2026年11月21日": "2026年(ねん)11月(がつ)21日(にち)",
		"3日分":         "3日(みっか)分(ぶん)",
		"1日中":         "1日(にち)中(じゅう)",
		"1.5倍":        "1.5倍(ばい)",
		"2〜3日以内":      "2〜3日(みっか)以内(いない)",
	} {
		pieces, _ := a.Annotate(text)
		if got := show(pieces); got != want {
			t.Errorf("%s is read %s, want %s", text, got, want)
		}
	}
}

func TestWordsWithTheirReadingInBracketsGetNoOther(t *testing.T) {
	a := New(load(t), content.Readings{})
	for text, want := range map[string]string{
		"支給決定（しきゅうけってい）の日": "支給決定（しきゅうけってい）の日(ひ)",
		"申し込み（もうしこみ）":      "申し込み（もうしこみ）",
		"決定（けってい。下に説明）":    "決定(けってい)（けってい。下(した)に説明(せつめい)）",
		"令和（5年）":           "令和(れいわ)（5年(ねん)）",
	} {
		pieces, _ := a.Annotate(text)
		if got := show(pieces); got != want {
			t.Errorf("%s is read %s, want %s", text, got, want)
		}
	}
}

func TestRubyIsWrittenOnlyWhereTextIsRead(t *testing.T) {
	a := New(load(t), content.Readings{})
	for page, want := range map[string]string{
		`<h1>外</h1>`: `<h1>外</h1>`,
		`<body><a>外</a><main><h1>案内</h1></main></body>`:                   `<body><a><span><ruby>外<rt>そと</rt></ruby></span></a><main><h1><ruby>案内<rt>あんない</rt></ruby></h1></main></body>`,
		`<main><button>案内</button></main>`:                                `<main><button><span><ruby>案内<rt>あんない</rt></ruby></span></button></main>`,
		`<title>案内</title><main><h1 title="案内">案内</h1></main><p>外</p>`:    `<title>案内</title><main><h1 title="案内"><ruby>案内<rt>あんない</rt></ruby></h1></main><p>外</p>`,
		`<main><nav>目次</nav><pre>漢字</pre><p>使う<code>変数</code></main>`:     `<main><nav><ruby>目次<rt>もくじ</rt></ruby></nav><pre>漢字</pre><p><ruby>使<rt>つか</rt></ruby>う<code>変数</code></main>`,
		`<main><script>"<b>漢字"</script><!-- 漢字 --><p>ア&amp;イ</main>`:      `<main><script>"<b>漢字"</script><!-- 漢字 --><p>ア&amp;イ</main>`,
		`<main><p><strong>訓練</strong>の<a href="/x/">一人</a>ひとり</p></main>`: `<main><p><strong><ruby>訓練<rt>くんれん</rt></ruby></strong>の<a href="/x/"><ruby>一人<rt>ひとり</rt></ruby></a>ひとり</p></main>`,
		`<main><p>上限は9,300円。16万円の人</p></main>`:                            `<main><p><ruby>上限<rt>じょうげん</rt></ruby>は<span class="whole">9,300<ruby>円<rt>えん</rt></ruby></span>。<span class="whole">16<ruby>万<rt>まん</rt></ruby><ruby>円<rt>えん</rt></ruby></span>の<ruby>人<rt>ひと</rt></ruby></p></main>`,
		`<main><p>2時間と24か月。30日分</p></main>`:                               `<main><p><span class="whole">2<ruby>時<rt>じ</rt></ruby><ruby>間<rt>かん</rt></ruby></span>と<span class="whole">24か<ruby>月<rt>げつ</rt></ruby></span>。<span class="whole">30<ruby>日<rt>にち</rt></ruby><ruby>分<rt>ぶん</rt></ruby></span></p></main>`,
		`<main><p><input> <span>人</span></p></main>`:                      `<main><p><input> <span><ruby>人<rt>にん</rt></ruby></span></p></main>`,
		`<main><p>3<b>日</b>。</p></main>`:                                  `<main><p>3<b>日</b>。</p></main>`,
	} {
		if got, _ := a.AppendHTML(nil, []byte(page)); string(got) != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", page, got, want)
		}
	}
}

package markdown

// A KnownBlock describes one of the site's own blocks to editors.
type KnownBlock struct {
	Name    string // as in :::name, or ::name
	IsLeaf  bool   // stands alone on a line: ::name[label]
	Title   string
	Use     string // when to take it and what it must hold, in whole sentences
	Example string // Markdown
}

// KnownBlocks returns the site's own blocks, as generic directives write them:
// :::name[label]{key="value"} … ::: and ::name[label].
func KnownBlocks() []KnownBlock {
	return append(textBlocks(), append(shapeBlocks(), leafBlocks()...)...)
}

func textBlocks() []KnownBlock {
	return []KnownBlock{
		{"note", false, "補足", "知っていると役に立つことを書きます。題を省くと「補足」と出ます。",
			":::note[雨の日]\n傘は、入口に置けます。\n:::"},
		{"warning", false, "気をつけること", "知らないと困ることだけに使います。多いと、どれも読まれなくなります。",
			":::warning[雨の日は気をつけてください]\n入口の石は、ぬれるとすべります。\n:::"},
		{"voice", false, "現場の声", "人から聞いたことを、決まりと分けて書きます。だれの話かが分かるように、出典の記号が要ります。",
			":::voice[少しずつ延ばす]{source=\"e-fukushi-guide\"}\nはじめは1時間だけの人もいるそうです。\n:::"},
		{"details", false, "折りたたみ", "多くの人には要らない、くわしい話に使います。題を選ぶと開きます。印刷では開いて出ます。",
			":::details[くわしい計算]\n途中の式を、ここに書きます。\n:::"},
		{"print", false, "印刷して使う紙", "見学や窓口に持っていく紙に使います。ここだけを、紙1枚に印刷できます。",
			":::print[聞くこと]\n\n- 使える時間\n- かかるお金\n\n:::"},
	}
}

func shapeBlocks() []KnownBlock {
	return []KnownBlock{
		{"steps", false, "手順", "順番のあることに使います。見出しごとに番号が付きます。中は見出しから始めます。見出しの # は、その上の見出しより1つ増やします。",
			":::steps\n### 湯をわかす\n\nやかんに水を入れます。\n\n### 葉を入れる\n\n湯を注いで、少し待ちます。\n:::"},
		{"timeline", false, "時間割", "時刻と、そのときのことを並べます。時刻の下の行を「: 」で始めます。",
			":::timeline\n10:00〜10:15\n: 朝の会です。\n\n10:15〜12:00\n: 学ぶ時間です。\n:::"},
		{"compare", false, "比べる表", "表を1つだけ入れます。せまい画面では、1行が1枚の札になります。",
			":::compare\n| 項目 | 通う | 家で受ける |\n|---|---|---|\n| 場所 | 事業所 | 自分の家 |\n| 移動 | 毎回ある | ない |\n:::"},
		{"faq", false, "質問と答え", "見出しに質問、その下に答えを書きます。検索エンジンにも、質問と答えとして伝わります。",
			":::faq\n### 雨でも行きますか\n\n行きます。傘を持ってきてください。\n:::"},
		{"cards", false, "ページへの札", "ほかのページへ進むところに使います。リンクの一覧を1つだけ入れ、下に短い説明を書きます。",
			":::cards\n- [出典の一覧](../sources.md)\n  使った資料が分かります。\n- [数字の一覧](../figures.md)\n  いつからの値かが分かります。\n:::"},
		{"bad-good", false, "文例の対比", "伝わりにくい例と、伝わりやすい例を、順に並べます。項目の数は偶数にします。",
			":::bad-good\n- あした、ちょっと。\n- あしたの午前を休みます。通院のためです。\n:::"},
	}
}

func leafBlocks() []KnownBlock {
	return []KnownBlock{
		{"table", true, "表", "計算のファイルにある表を、そのまま出します。名前は、表の名前です。",
			"::table[負担上限月額]"},
		{"calculator", true, "計算機", "計算機を出します。名前は、計算のファイルから .calc を除いたものです。図にする結果の名前を、chart に並べられます。",
			"::calculator[monthly-fee]{chart=\"支払額\"}"},
		{"questions", true, "聞くことの一覧", "計算機で答えられなかった質問を、読む人の端末で並べます。名前は付けません。",
			"::questions"},
	}
}

// Directives returns the names of the blocks that hold others.
func Directives() []string { return blockNames(false) }

// LeafDirectives returns the names that stand alone on a line. The list of questions, ::questions, has no
// label.
func LeafDirectives() []string { return blockNames(true) }

func blockNames(isLeaf bool) []string {
	var names []string
	for _, b := range KnownBlocks() {
		if b.IsLeaf == isLeaf {
			names = append(names, b.Name)
		}
	}
	return names
}

package lint

import "shirube/calculator/diagnostic"

// A Rule is one kind of finding.
type Rule struct {
	Code     string // in messages, in site.yaml and in silencing comments
	Severity diagnostic.Severity
	Title    string // what is found
	Reason   string // why a reader or an editor is better served without it
	Remedy   string // what to do, in whole sentences
	Example  string // a file that has it
	File     string // what kind of file Example is: page.md, a.calc, sources.yaml or site.yaml
}

// Rules returns all kinds of findings, in the order of the handbook. Findings of building (links that
// lead nowhere, unknown figures, missing readings) are told by check too, but cannot be silenced.
func Rules() []Rule {
	return append(append(append(pageRules(), proseRules()...), timeRules()...), silenceRules()...)
}

func pageRules() []Rule {
	return []Rule{
		{"no-description", diagnostic.Advice, "説明（description）のないページ",
			"検索の結果や一覧には、説明が出ます。ないと本文の初めの文が出て、何のページか伝わらないことがあります。",
			"ページの先頭に description を書きます。何が分かるページかを、50〜110字で書きます。",
			"# 費用\n", "page.md"},
		{"image-alt", diagnostic.Warning, "言葉のない画像",
			"画面を見ない人には、画像の代わりに言葉が読み上げられます。",
			"角かっこの中に、画像が伝えていることを言葉で書きます。飾りの画像なら、外します。",
			"# 費用\n\n![](a.svg)\n", "page.md"},
		{"heading-order", diagnostic.Warning, "段を飛ばした見出し",
			"見出しをたどって読む人は、段が飛ぶと、何か読み落としたのかと迷います。",
			"見出しの # の数を、1つずつ増やします。ページの題より下は、## から始めます。",
			"# 費用\n\n### 上限\n", "page.md"},
		{"orphan", diagnostic.Advice, "どこからもリンクのないページ",
			"目次を開かない人は、文の中のリンクからしかページに着けません。",
			"読む人が次に知りたくなる所から、リンクを張ります。",
			"---\ntitle: 費用\ndescription: 費用の説明\n---\n", "page.md"},
		{"figure-by-hand", diagnostic.Warning, "手で書かれた数字",
			"数字の元が変わっても、手で書いた所は古いまま残ります。",
			"二重の波かっこで、数字の名前を書きます。たまたま同じ数字なら、すぐ上に理由を書きます。",
			"# 費用\n\n上限は9,300円です。\n", "page.md"},
	}
}

func proseRules() []Rule {
	return []Rule{
		{"sentence-long", diagnostic.Advice, "60字を超える文",
			"長い文は、終わりまで読まないと意味が決まりません。覚えておくことが苦手な人や、読み上げで聞く人に負担です。",
			"文を二つに分けるか、一覧にします。",
			"# 費用\n\n" + longSentence + "\n", "page.md"},
		{"sentences-heavy", diagnostic.Advice, "30字を超える文が続く段落",
			"一つの文は30字くらいまでが読みやすいとされます。長めの文も、一つだけなら読めますが、続くと疲れます。",
			"どれかを短くするか、間に短い文を置きます。",
			"# 費用\n\n" + heavySentence + heavySentence + heavySentence + "\n", "page.md"},
		{"kanji-run", diagnostic.Advice, "7字以上続く漢字",
			"切れ目が見えず、読み方も意味も取りにくくなります。言葉の説明のページにある語と、名前として引く語は除きます。",
			"「の」「する」などで区切ります。制度の名前なら、言葉の説明に足します。",
			"# 費用\n\n月額利用料金減免申請をします。\n", "page.md"},
		{"double-negative", diagnostic.Advice, "二重否定",
			"否定が二つ重なると、できるのか、できないのかを読み違えやすくなります。",
			"できるなら「できます」、できないなら「できません」と書きます。",
			"# 費用\n\n使えないわけではありません。\n", "page.md"},
		{"term-undefined", diagnostic.Advice, "説明のない略語",
			"知らない略語が一つあるだけで、読むのをやめる人がいます。",
			"かっこで説明を添えるか、言葉の説明に足すか、日本語の言葉に変えます。",
			"# 費用\n\nまずPDCAを考えます。\n", "page.md"},
	}
}

func timeRules() []Rule {
	return []Rule{
		{"source-old", diagnostic.Warning, "1年以上確かめていない出典",
			"制度は毎年4月や7月に変わります。確かめた日が古いと、数字が今も正しいかを誰も言えません。",
			"資料を開いて、今も同じかを見ます。同じなら checked の日を新しくし、違えば数字を直します。",
			"law: {title: 法律, publisher: 国, url: 'https://example.jp/', checked: 2025-01-01}\n", "sources.yaml"},
		{"figure-year", diagnostic.Warning, "過ぎた年度の値",
			"年度の決まっている値は、その年度が終わると、今の値ではありません。",
			"新しい年度の資料を探します。あれば値を足し、なければ、昔の値と分かるように書きます。",
			"値 単価: 100円\n  説明: 例です。\n  出典: law\n  年度: 2023\n", "a.calc"},
		{"page-year", diagnostic.Advice, "過ぎた年度のページ",
			"題に年度のあるページは、その年度が終わると、新しいものがないか確かめる時です。",
			"新しい年度の内容に直すか、昔の資料のページと分かるように書きます。",
			"---\ntitle: 条件（令和5年度）\n---\n", "page.md"},
		{"year-mentioned", diagnostic.Advice, "直した後に過ぎた年度",
			"ページを直したときは今や先のことだった年度が、過去になっています。「今」「見込み」などの言い方が合わなくなります。",
			"その文を読み直し、合わない言いかたを直します。直したら updated の日を新しくします。",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n令和7年度の額です。\n", "page.md"},
		{"page-behind", diagnostic.Advice, "直した後に変わった値を使うページ",
			"数字は一緒に変わりますが、まわりの文（「少し安い」「同じ額」など）は変わりません。",
			"まわりの文が新しい値に合うかを見ます。見たら updated の日を新しくします。",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n今は{{変わる値}}です。\n", "page.md"},
		{"figure-former", diagnostic.Warning, "前の値のままの数字",
			"数字の元は新しくなったのに、手で書いた所や画像の言葉が、前の値を伝えています。",
			"二重の波かっこで、数字の名前を書きます。画像とその言葉は、新しい値に作り直します。昔の値として書くなら、すぐ上に理由を書きます。",
			"# 費用\n\n上限は9,100円です。\n", "page.md"},
		{"example-ends", diagnostic.Warning, "先の日に合わなくなる例",
			"日を決めていない計算機の例は、数字が変わる日に合わなくなります。その日からサイトを作れず、前の数字が公開されたまま残ります。",
			"前の例に「基準日 = 今日の日付」を足して、前の数字の例として残します。新しい数字の例も、その日の基準日を添えて書きます。",
			"計算機 例\n\n入力 回数: 回\n  質問: 何回使いますか\n  範囲: 0回 から 9回\n\n値 単価: 円/回\n  仮定: 例です。\n  2024-04-01 から 100円/回\n" +
				"  2099-04-01 から 200円/回\n\n式 額 = 単価 × 回数\n\n出力 額\n\n例 三回\n  回数 = 3回\n  額 = 300円\n", "a.calc"},
		{"page-expired", diagnostic.Advice, "公開の終わったページ",
			"公開を終える日（expires）が来ています。読者には、もう見えません。",
			"もう要らなければ、ファイルを消します。まだ要るなら、expires の日を直します。",
			"---\ntitle: 費用\nexpires: 2026-03-01\n---\n", "page.md"},
	}
}

func silenceRules() []Rule {
	return []Rule{
		{"silence-unused", diagnostic.Advice, "何も止めていない断り書き",
			"直した後に断り書きが残ると、次に本当に出た知らせまで止めてしまいます。",
			"要らなくなった断り書きを消します。",
			"# 費用\n\n<!-- check: sentence-long 法律の文のため -->\n短い文です。\n", "page.md"},
		{"silence-reason", diagnostic.Warning, "理由のない断り書き",
			"理由がないと、次に直す人は、残してよいかを決められません。",
			"記号の後に、このままでよい理由を書きます。",
			"# 費用\n\n<!-- check: sentence-long -->\n" + longSentence + "\n", "page.md"},
		{"check-unknown", diagnostic.Warning, "知らない調べの記号",
			"書き間違えた記号は、何も止めず、何も変えません。",
			"調べの一覧にある記号に直します。",
			"# 費用\n\n<!-- check: sentence-lang 法律の文のため -->\n文です。\n", "page.md"},
	}
}

const (
	longSentence = "申し込みのときに要る書類は市区町村ごとに違うことがありますので、はじめに窓口に電話をして、何を持って行けばよいかを聞いてから出かけるようにしてください。"

	heavySentence = "申し込みのときに要る書類は、住んでいる市区町村ごとに違うことがあります。"
)

package check

import "shirube/calculator/diagnostic"

// A Rule is one kind of finding.
type Rule struct {
	Code     string // in messages, in site.yaml and in silencing comments
	Severity diagnostic.Severity
	Title    string // what is found
	Reason   string // why a reader or an editor is better served without it
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
			"# 費用\n", "page.md"},
		{"image-alt", diagnostic.Warning, "言葉のない画像",
			"画面を見ない人には、画像の代わりに言葉が読み上げられます。",
			"# 費用\n\n![](a.svg)\n", "page.md"},
		{"heading-order", diagnostic.Warning, "段を飛ばした見出し",
			"見出しをたどって読む人は、段が飛ぶと、何か読み落としたのかと迷います。",
			"# 費用\n\n### 上限\n", "page.md"},
		{"orphan", diagnostic.Advice, "どこからもリンクのないページ",
			"目次を開かない人は、文の中のリンクからしかページに着けません。",
			"---\ntitle: 費用\ndescription: 費用の説明\n---\n", "page.md"},
		{"figure-by-hand", diagnostic.Warning, "手で書かれた数字",
			"数字の元が変わっても、手で書いた所は古いまま残ります。",
			"# 費用\n\n上限は9,300円です。\n", "page.md"},
	}
}

func proseRules() []Rule {
	return []Rule{
		{"sentence-long", diagnostic.Advice, "60字を超える文",
			"長い文は、終わりまで読まないと意味が決まりません。覚えておくことが苦手な人や、読み上げで聞く人に負担です。",
			"# 費用\n\n" + longSentence + "\n", "page.md"},
		{"sentences-heavy", diagnostic.Advice, "30字を超える文が続く段落",
			"一つの文は30字くらいまでが読みやすいとされます。長めの文も、一つだけなら読めますが、続くと疲れます。",
			"# 費用\n\n" + heavySentence + heavySentence + heavySentence + "\n", "page.md"},
		{"kanji-run", diagnostic.Advice, "7字以上続く漢字",
			"切れ目が見えず、読み方も意味も取りにくくなります。言葉の説明のページにある語と、名前として引く語は除きます。",
			"# 費用\n\n月額利用料金減免申請をします。\n", "page.md"},
		{"double-negative", diagnostic.Advice, "二重否定",
			"否定が二つ重なると、できるのか、できないのかを読み違えやすくなります。",
			"# 費用\n\n使えないわけではありません。\n", "page.md"},
		{"term-undefined", diagnostic.Advice, "説明のない略語",
			"知らない略語が一つあるだけで、読むのをやめる人がいます。",
			"# 費用\n\nまずPDCAを考えます。\n", "page.md"},
	}
}

func timeRules() []Rule {
	return []Rule{
		{"source-old", diagnostic.Warning, "1年以上確かめていない出典",
			"制度は毎年4月や7月に変わります。確かめた日が古いと、数字が今も正しいかを誰も言えません。",
			"law: {title: 法律, publisher: 国, url: 'https://example.jp/', checked: 2025-01-01}\n", "sources.yaml"},
		{"figure-year", diagnostic.Warning, "過ぎた年度の値",
			"年度の決まっている値は、その年度が終わると、今の値ではありません。",
			"値 単価: 100円\n  説明: 例です。\n  出典: law\n  年度: 2023\n", "a.calc"},
		{"page-year", diagnostic.Advice, "過ぎた年度のページ",
			"題に年度のあるページは、その年度が終わると、新しいものがないか確かめる時です。",
			"---\ntitle: 条件（令和5年度）\n---\n", "page.md"},
		{"year-mentioned", diagnostic.Advice, "直した後に過ぎた年度",
			"ページを直したときは今や先のことだった年度が、過去になっています。「今」「見込み」などの言い方が合わなくなります。",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n令和7年度の額です。\n", "page.md"},
		{"page-behind", diagnostic.Advice, "直した後に変わった値を使うページ",
			"数字は一緒に変わりますが、まわりの文（「少し安い」「同じ額」など）は変わりません。",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n今は{{変わる値}}です。\n", "page.md"},
		{"page-expired", diagnostic.Advice, "公開の終わったページ",
			"公開を終える日（expires）が来ています。読者には、もう見えません。",
			"---\ntitle: 費用\nexpires: 2026-03-01\n---\n", "page.md"},
	}
}

func silenceRules() []Rule {
	return []Rule{
		{"silence-unused", diagnostic.Advice, "何も止めていない断り書き",
			"直した後に断り書きが残ると、次に本当に出た知らせまで止めてしまいます。",
			"# 費用\n\n<!-- check: sentence-long 法律の文のため -->\n短い文です。\n", "page.md"},
		{"silence-reason", diagnostic.Warning, "理由のない断り書き",
			"理由がないと、次に直す人は、残してよいかを決められません。",
			"# 費用\n\n<!-- check: sentence-long -->\n" + longSentence + "\n", "page.md"},
		{"check-unknown", diagnostic.Warning, "知らない調べの記号",
			"書き間違えた記号は、何も止めず、何も変えません。",
			"# 費用\n\n<!-- check: sentence-lang 法律の文のため -->\n文です。\n", "page.md"},
	}
}

const (
	longSentence = "申し込みのときに要る書類は市区町村ごとに違うことがありますので、はじめに窓口に電話をして、何を持って行けばよいかを聞いてから出かけるようにしてください。"

	heavySentence = "申し込みのときに要る書類は、住んでいる市区町村ごとに違うことがあります。"
)

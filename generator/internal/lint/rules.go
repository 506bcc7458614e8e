package lint

import (
	"slices"

	"shirube/calculator/diagnostic"
)

// Rules documents the findings of this package, in the order of the handbook. Their codes are used in messages, in
// site.yaml and in comments that suppress them. Findings of building cannot be suppressed.
func Rules() []diagnostic.CodeDoc {
	return slices.Concat(pageRules(), proseRules(), timeRules(), suppressionRules())
}

// texts are title, meaning and remedy in one language.
type texts [3]string

func rule(code string, s diagnostic.Severity, file, example string, ja, en texts) diagnostic.CodeDoc {
	doc := diagnostic.Doc(code, s, example, ja[1], ja[2], en[1], en[2])
	doc.File, doc.Title = file, diagnostic.Text{Ja: ja[0], En: en[0]}
	return doc
}

func pageRules() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		rule("no-description", diagnostic.Advice, "page.md",
			"# 費用\n",
			texts{"説明（description）のないページ",
				"検索の結果や一覧には、説明が出ます。ないと本文の初めの文が出て、何のページか伝わらないことがあります。",
				"ページの先頭に description を書きます。何が分かるページかを、50〜110字で書きます。"},
			texts{"A page without a description",
				"Search results and lists show the description. Without it they show the first sentence, which may not say what the page is about.",
				"Write description at the top of the page: what readers learn there, in 50 to 110 letters."}),
		rule("image-alt", diagnostic.Warning, "page.md",
			"# 費用\n\n![](a.svg)\n",
			texts{"言葉のない画像",
				"画面を見ない人には、画像の代わりに言葉が読み上げられます。",
				"角かっこの中に、画像が伝えていることを言葉で書きます。飾りの画像なら、外します。"},
			texts{"A picture without words",
				"Whoever does not see the screen hears these words instead of the picture.",
				"Write in the square brackets what the picture says. Leave out a picture that is only decoration."}),
		rule("heading-order", diagnostic.Warning, "page.md",
			"# 費用\n\n### 上限\n",
			texts{"段を飛ばした見出し",
				"見出しをたどって読む人は、段が飛ぶと、何か読み落としたのかと迷います。",
				"見出しの # の数を、1つずつ増やします。ページの題より下は、## から始めます。"},
			texts{"A heading that skips a level",
				"Whoever moves from heading to heading wonders what is missing.",
				"Add one # at a time; below the title of the page begin with ##."}),
		rule("orphan", diagnostic.Advice, "page.md",
			"---\ntitle: 費用\ndescription: 費用の説明\n---\n",
			texts{"どこからもリンクのないページ",
				"目次を開かない人は、文の中のリンクからしかページに着けません。",
				"読む人が次に知りたくなる所から、リンクを張ります。"},
			texts{"A page that no page links to",
				"Whoever does not open the contents reaches pages only by links in the text.",
				"Link to it where readers would want to know it next."}),
		rule("placeholder", diagnostic.Warning, "page.md",
			"# 費用\n\n一つの段落には、一つのことだけを書きます。\n",
			texts{"ひな形のままの文",
				"shirube new が書いた、書きかたの説明です。読む人には要りません。",
				"このページの文に書きかえるか、消します。下書き（draft: true）の間は調べません。"},
			texts{"A sentence of the sample page",
				"shirube new wrote it to say how a page is written. Readers have no use for it.",
				"Write the page's own sentence, or delete it. Drafts (draft: true) are not checked."}),
		rule("sign-stays", diagnostic.Warning, "page.md",
			"# 費用\n\n##上限\n",
			texts{"そのまま表示される記号",
				"全角の記号や、空白の足りない記号は、見出しやリンクにならず、書いたとおりに表示されます。",
				"半角の記号にし、見出しの # の後には空白を入れます。check -fix で直せます。"},
			texts{"A sign that is shown as it is",
				"Full-width signs, and headings without a space, are not read as Markdown but shown as they are written.",
				"Use half-width signs, and a space behind the # of a heading; check -fix corrects them."}),
		rule("figure-by-hand", diagnostic.Warning, "page.md",
			"# 費用\n\n上限は9,300円です。\n",
			texts{"手で書かれた数字",
				"数字の元が変わっても、手で書いた所は古いまま残ります。",
				"二重の波かっこで、数字の名前を書きます。たまたま同じ数字なら、すぐ上に理由を書きます。"},
			texts{"A figure typed by hand",
				"When its source changes, what was typed stays as it was.",
				"Quote the figure by its name in double braces. If the number is the same by chance, give the reason just above."}),
	}
}

func proseRules() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		rule("sentence-long", diagnostic.Advice, "page.md",
			"# 費用\n\n"+longSentence+"\n",
			texts{"60字を超える文",
				"長い文は、終わりまで読まないと意味が決まりません。覚えておくことが苦手な人や、読み上げで聞く人に負担です。",
				"文を二つに分けるか、一覧にします。"},
			texts{"A sentence of more than 60 letters",
				"The meaning of a long sentence is clear only at its end, which is hard for whoever forgets easily or listens.",
				"Make two sentences of it, or a list."}),
		rule("sentences-heavy", diagnostic.Advice, "page.md",
			"# 費用\n\n"+heavySentence+heavySentence+heavySentence+"\n",
			texts{"30字を超える文が続く段落",
				"一つの文は30字くらいまでが読みやすいとされます。長めの文も、一つだけなら読めますが、続くと疲れます。",
				"どれかを短くするか、間に短い文を置きます。"},
			texts{"A paragraph of sentences over 30 letters",
				"Sentences of up to about 30 letters read well. A single longer one does too, but several in a row are tiring.",
				"Shorten one of them, or put a short one between."}),
		rule("kanji-run", diagnostic.Advice, "page.md",
			"# 費用\n\n月額利用料金減免申請をします。\n",
			texts{"7字以上続く漢字",
				"切れ目が見えず、読み方も意味も取りにくくなります。言葉の説明のページにある語と、名前として引く語は除きます。",
				"「の」「する」などで区切ります。制度の名前なら、言葉の説明に足します。"},
			texts{"Seven kanji or more in a row",
				"It is hard to see where words begin and how they are read. Terms of the glossary and quoted names are left out.",
				"Divide it with の or する; add names of public schemes to the glossary."}),
		rule("double-negative", diagnostic.Advice, "page.md",
			"# 費用\n\n使えないわけではありません。\n",
			texts{"二重否定",
				"否定が二つ重なると、できるのか、できないのかを読み違えやすくなります。",
				"できるなら「できます」、できないなら「できません」と書きます。"},
			texts{"A double negative",
				"With two negatives it is easy to misread what is possible.",
				"Say what can be done, or what cannot."}),
		rule("term-undefined", diagnostic.Advice, "page.md",
			"# 費用\n\nまずPDCAを考えます。\n",
			texts{"説明のない略語",
				"知らない略語が一つあるだけで、読むのをやめる人がいます。",
				"かっこで説明を添えるか、言葉の説明に足すか、日本語の言葉に変えます。"},
			texts{"An abbreviation that is not explained",
				"One unknown abbreviation makes some people stop reading.",
				"Explain it in brackets, add it to the glossary, or use a Japanese word."}),
	}
}

func timeRules() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		rule("source-old", diagnostic.Warning, "sources.yaml",
			"law: {title: 法律, publisher: 国, url: 'https://example.jp/', checked: 2025-01-01}\n",
			texts{"1年以上確かめていない出典",
				"制度は毎年4月や7月に変わります。確かめた日が古いと、数字が今も正しいかを誰も言えません。",
				"資料を開いて、今も同じかを見ます。同じなら checked の日を新しくし、違えば数字を直します。"},
			texts{"A source not checked for a year",
				"Public schemes change every April and July. Nobody can say whether a figure still holds if its source was checked long ago.",
				"Open the source. If nothing has changed, set checked to today; else correct the figure."}),
		rule("figure-year", diagnostic.Warning, "a.calc",
			"値 単価: 100円\n  説明: 例です。\n  出典: law\n  年度: 2023\n",
			texts{"過ぎた年度の値",
				"年度の決まっている値は、その年度が終わると、今の値ではありません。",
				"新しい年度の資料を探します。あれば値を足し、なければ、昔の値と分かるように書きます。"},
			texts{"A figure of a past fiscal year",
				"A figure that holds for one fiscal year is out of date when that year is over.",
				"Look for the new year's document. Add its value, or say that the figure is a former one."}),
		rule("page-year", diagnostic.Advice, "page.md",
			"---\ntitle: 条件（令和5年度）\n---\n",
			texts{"過ぎた年度のページ",
				"題に年度のあるページは、その年度が終わると、新しいものがないか確かめる時です。",
				"新しい年度の内容に直すか、昔の資料のページと分かるように書きます。"},
			texts{"A page of a past fiscal year",
				"When the fiscal year in its title is over, it is time to see whether there is something newer.",
				"Bring the page up to date, or say that it is about the past."}),
		rule("year-mentioned", diagnostic.Advice, "page.md",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n令和7年度の額です。\n",
			texts{"直した後に過ぎた年度",
				"ページを直したときは今や先のことだった年度が、過去になっています。「今」「見込み」などの言い方が合わなくなります。",
				"その文を読み直し、合わない言いかたを直します。直したら updated の日を新しくします。"},
			texts{"A fiscal year that has passed since the page was revised",
				"The year was present or future when the page was written. Words such as “now” and “expected” may no longer fit.",
				"Read the sentence again and correct what no longer fits; then set updated to today."}),
		rule("page-behind", diagnostic.Advice, "page.md",
			"---\ntitle: 費用\nupdated: 2026-03-01\n---\n\n今は{{変わる値}}です。\n",
			texts{"直した後に変わった値を使うページ",
				"数字は一緒に変わりますが、まわりの文（「少し安い」「同じ額」など）は変わりません。",
				"まわりの文が新しい値に合うかを見ます。見たら updated の日を新しくします。"},
			texts{"A page that uses a value changed since it was revised",
				"The figures change by themselves, but the text around them (“a little less”, “the same”) does not.",
				"See whether the text fits the new value; then set updated to today."}),
		rule("figure-former", diagnostic.Warning, "page.md",
			"# 費用\n\n上限は9,100円です。\n",
			texts{"前の値のままの数字",
				"数字の元は新しくなったのに、手で書いた所や画像の言葉が、前の値を伝えています。",
				"二重の波かっこで、数字の名前を書きます。画像とその言葉は、新しい値に作り直します。昔の値として書くなら、すぐ上に理由を書きます。"},
			texts{"A figure that is still the former value",
				"The figure has changed, but what was typed by hand or stands in a picture is still the former value.",
				"Quote the figure by its name in double braces, and make pictures and their words again. If the former value is meant, give the reason just above."}),
		rule("example-ends", diagnostic.Warning, "a.calc",
			"計算機 例\n\n入力 回数: 回\n  質問: 何回使いますか\n  範囲: 0回 から 9回\n\n値 単価: 円/回\n  仮定: 例です。\n  2024-04-01 から 100円/回\n"+
				"  2099-04-01 から 200円/回\n\n式 額 = 単価 × 回数\n\n出力 額\n\n例 三回\n  回数 = 3回\n  額 = 300円\n",
			texts{"先の日に合わなくなる例",
				"日を決めていない計算機の例は、数字が変わる日に合わなくなります。その日からサイトを作れず、前の数字が公開されたまま残ります。",
				"前の例に「基準日 = 今日の日付」を足して、前の数字の例として残します。新しい数字の例も、その日の基準日を添えて書きます。"},
			texts{"An example that will fail on a later day",
				"An example without a day fails on the day on which the figure changes. From then on the site cannot be built.",
				"Add 基準日 = today to the example and keep it for the former value; write another one with a day for the new value."}),
		rule("page-expired", diagnostic.Advice, "page.md",
			"---\ntitle: 費用\nexpires: 2026-03-01\n---\n",
			texts{"公開の終わったページ",
				"公開を終える日（expires）が来ています。読者には、もう見えません。",
				"もう要らなければ、ファイルを消します。まだ要るなら、expires の日を直します。"},
			texts{"A page whose publication has ended",
				"The day in expires has come, and readers no longer see the page.",
				"Delete the file if it is no longer needed; else change expires."}),
	}
}

func suppressionRules() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		rule("silence-unused", diagnostic.Advice, "page.md",
			"# 費用\n\n<!-- check: sentence-long 法律の文のため -->\n短い文です。\n",
			texts{"何も止めていない断り書き",
				"直した後に断り書きが残ると、次に本当に出たメッセージまで止めてしまいます。",
				"要らなくなった断り書きを消します。"},
			texts{"A comment that suppresses nothing",
				"Left behind, it would suppress the next finding that matters.",
				"Delete the comment."}),
		rule("silence-reason", diagnostic.Warning, "page.md",
			"# 費用\n\n<!-- check: sentence-long -->\n"+longSentence+"\n",
			texts{"理由のない断り書き",
				"理由がないと、次に直す人は、残してよいかを決められません。",
				"記号の後に、このままでよい理由を書きます。"},
			texts{"A suppressed finding without a reason",
				"Without a reason, nobody can decide later whether it may stay.",
				"Write the reason behind the code."}),
		rule("check-unknown", diagnostic.Warning, "page.md",
			"# 費用\n\n<!-- check: sentence-lang 法律の文のため -->\n文です。\n",
			texts{"知らない調べの記号",
				"書き間違えた記号は、何も止めず、何も変えません。",
				"チェックの一覧にある記号に直します。"},
			texts{"A check of unknown name",
				"A misspelt code suppresses and changes nothing.",
				"Write a code from the list of checks."}),
	}
}

const (
	longSentence = "申し込みのときに要る書類は市区町村ごとに違うことがありますので、はじめに窓口に電話をして、何を持って行けばよいかを聞いてから出かけるようにしてください。"

	heavySentence = "申し込みのときに要る書類は、住んでいる市区町村ごとに違うことがあります。"
)

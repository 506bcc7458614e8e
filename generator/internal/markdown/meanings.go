package markdown

import "shirube/calculator/diagnostic"

// Meanings explains the codes of what this package finds.
func Meanings() []diagnostic.Meaning {
	return diagnostic.MeaningsOf([][3]string{
		{"directive-unknown", "知らない名前のブロックです。中の文が、ふつうの文として出てしまいます。", "示された近い名前に直します。ブロックの名前は、見本のページにあります。"},
		{"directive-unclosed", "ブロックが閉じていません。その後の文が、全部ブロックの中に入ってしまいます。", "ブロックの終わりに、::: だけの行を書きます。"},
		{"directive-stray", "始まりのない ::: の行があります。", "余分な行を消すか、始まりの行を書きます。"},
		{"directive-content", "ブロックの中に、そのブロックが扱えないものがあります。", "見本のページの形にそろえます。"},
		{"directive-attribute", "そのブロックでは使えない設定が、波かっこの中にあります。", "波かっこの中を消すか、名前を直します。"},
		{"directive-option", "そのブロックに必ず書く設定がありません。現場の声に出典がない、などです。", "{source=\"記号\"} のように書きます。"},
		{"directive-label", "表や計算機の名前がありません。", "::table[名前] のように書きます。"},
		{"id-twice", "同じ見出しの記号が二度あります。リンクの行き先を決められません。", "どちらかを、別の記号にします。"},
		{"emphasis-stays", "強調の星印が、記号のまま出ます。かぎかっこの外側に文字があると起きます。", "かぎかっこを強調の外に出します。"},
		{"link-stays", "空白のある住所なので、リンクになりません。", "住所を < と > で囲みます。"},
		{"raw-html", "文章の中にHTMLがあります。安全のため、表示しません。", "Markdownかブロックで書き直します。"},
		{"markdown-broken", "この文章を読む途中で、思わぬ失敗が起きました。", "示された所の近くを、簡単な書きかたに変えます。"},
	})
}

package markdown

import "shirube/calculator/diagnostic"

// Codes documents the codes of what this package reports.
func Codes() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		diagnostic.LenientDoc("directive-unknown", "",
			"知らない名前のブロックです。中の文が、ふつうの文として出てしまいます。", "示された近い名前に直します。ブロックの名前は、見本のページにあります。",
			"There is no block of this name; its text is shown as ordinary text.", "Correct the name. All blocks are listed in the handbook."),
		diagnostic.LenientDoc("directive-unclosed", "",
			"ブロックが閉じていません。その後の文が、全部ブロックの中に入ってしまいます。", "ブロックの終わりに、::: だけの行を書きます。",
			"The block is not closed and would contain the rest of the page.", "Write a line of ::: where it ends."),
		diagnostic.LenientDoc("directive-stray", "",
			"始まりのない ::: の行があります。", "余分な行を消すか、始まりの行を書きます。",
			"This ::: closes nothing.", "Delete it, or write the line that begins the block."),
		diagnostic.LenientDoc("directive-content", "",
			"ブロックの中に、そのブロックが扱えないものがあります。", "見本のページの形にそろえます。",
			"The block contains something that it cannot have.", "Write it as the handbook shows."),
		diagnostic.LenientDoc("directive-attribute", "",
			"そのブロックでは使えない設定が、波かっこの中にあります。", "波かっこの中を消すか、名前を直します。",
			"The block has no such attribute.", "Delete what is in braces, or correct the name."),
		diagnostic.LenientDoc("directive-option", "",
			"そのブロックに必ず書く設定がありません。現場の声に出典がない、などです。", "{source=\"記号\"} のように書きます。",
			"The block lacks an option that it needs, for example the source of a voice.", "Write it in braces, as in {source=\"id\"}."),
		diagnostic.LenientDoc("directive-label", "",
			"表や計算機の名前がありません。", "::table[名前] のように書きます。",
			"The name of a table or calculator is missing.", "Write it as ::table[name]."),
		diagnostic.LenientDoc("id-twice", "",
			"同じ見出しの記号が二度あります。リンクの行き先を決められません。", "どちらかを、別の記号にします。",
			"Two headings have the same id, so links to it are ambiguous.", "Change one of them."),
		diagnostic.Doc("emphasis-stays", diagnostic.Warning, "",
			"強調の星印が、記号のまま出ます。かぎかっこの外側に文字があると起きます。", "かぎかっこを強調の外に出します。",
			"The asterisks are shown as they are, because a bracket stands inside them and a letter outside.", "Put the brackets outside the emphasis."),
		diagnostic.Doc("link-stays", diagnostic.Warning, "",
			"空白のあるアドレスなので、リンクになりません。", "アドレスを < と > で囲みます。",
			"The address has spaces, so this does not become a link.", "Put the address between < and >."),
		diagnostic.Doc("code-plain", diagnostic.Warning, "",
			"コードに色を付ける手間が多すぎるので、色なしで出します。", "コードを短く分けるか、``` の後の言語の名前を text にします。",
			"Highlighting this code takes too much work, so it is shown without colours.", "Split the code, or name its language text."),
		diagnostic.LenientDoc("raw-html", "",
			"文章の中にHTMLがあります。安全のため、表示しません。", "Markdownかブロックで書き直します。",
			"There is HTML in the text; for safety it is not shown.", "Write it in Markdown or as a block."),
		diagnostic.Doc("markdown-broken", diagnostic.Error, "",
			"この文章を読む途中で、思わぬ失敗が起きました。", "示された所の近くを、簡単な書きかたに変えます。",
			"The page could not be read because of an unexpected failure.", "Write the part near the place that is named in a simpler way."),
	}
}

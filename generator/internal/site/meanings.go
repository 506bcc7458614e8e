package site

import "shirube/calculator/diagnostic"

// Meanings explains the codes of what this package finds.
func Meanings() []diagnostic.Meaning {
	return diagnostic.MeaningsOf([][3]string{
		{"link-dangling", "リンクの先が見つかりません。選んだ人は、行き止まりになります。", "ファイルの場所を、このページから見た道で書きます。"},
		{"image-missing", "画像が見つかりません。", "画像の場所を、このページから見た道で書きます。"},
		{"link-hidden", "リンクの先が、公開されないページです。下書きや、公開日の前のページなどです。", "リンクを外すか、先のページの設定を直します。"},
		{"link-scheme", "使えない種類のリンクです。危ないものを含むため、https などだけを通します。", "https:、mailto:、tel: か、このサイトのファイルへの道で書きます。"},
		{"anchor-dangling", "リンクの先のページに、その見出しがありません。", "先のページの見出しを確かめて、# の後を直します。"},
		{"image-external", "ほかのサイトの画像です。読む人のことが、そのサイトに伝わってしまいます。", "使ってよい画像なら、内容のフォルダーに置きます。"},
		{"source-unknown", "出典の記号が sources.yaml にありません。", "記号を直すか、sources.yaml に資料を足します。"},
		{"figure-unknown", "その名前の数字がありません。", "名前を直すか、figures フォルダーのファイルに「値」を足します。"},
		{"table-unknown", "その名前の表がありません。", "名前を直すか、figures フォルダーのファイルに「表」を足します。"},
		{"calculator-unknown", "その名前の計算機がありません。計算機に誤りがあるときも出ます。", "名前を確かめ、計算機の誤りを先に直します。"},
		{"chart-unknown", "図にする結果が、その計算機にありません。", "計算機の「出力」の名前を書きます。"},
		{"url-twice", "二つのページが、同じ住所になります。", "ファイルの名前か aliases を変えます。大文字と小文字の違いでは分けられません。"},
		{"readme-aside", "フォルダーのページが二つあるので、一つを別の住所に置きました。", "どちらかの名前を変えると、住所を選べます。"},
		{"alias", "前の住所として使えない書きかたです。", "/old/page/ のように、このサイトの中の道を書きます。"},
		{"tag-name", "その話題の名前では、住所を作れません。", "文字か数字を含む名前にします。"},
	})
}

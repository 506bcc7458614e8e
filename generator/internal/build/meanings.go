package build

import "shirube/calculator/diagnostic"

// Meanings explains the codes of what this package finds itself; what it shares with package content is
// explained there.
func Meanings() []diagnostic.Meaning {
	return diagnostic.MeaningsOf([][3]string{
		{"no-content", "内容のフォルダーがありません。", "サイトのフォルダーで命令を打つか、-content で場所を書きます。"},
		{"out-is-content", "書き出す先が、内容のフォルダーと同じです。元の文章を消さないように止めています。", "-out で、別のフォルダーを書きます。"},
		{"output", "書き出せません。空きがない、書く権限がない、などです。前に作ったサイトは元のままです。", "示された理由を取り除いて、もう一度作ります。"},
		{"image-broken", "画像のファイルが壊れているか、読めない形か、SVGの中に開くと動くものがあります。", "画像を書き出し直して、置き換えます。"},
		{"furigana", "漢字の読みが分かりません。まちがった読みを出さないように止めています。", "readings.yaml の words に、言葉と読みを足します。"},
		{"search-address", "ページの住所が、検索のファイルの場所と重なっています。", "そのファイルの名前を変えるか、site.yaml に search: false と書きます。"},
	})
}

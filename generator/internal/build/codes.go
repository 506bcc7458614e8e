package build

import "shirube/calculator/diagnostic"

// Codes documents the codes of what this package reports.
func Codes() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		diagnostic.Doc("no-content", diagnostic.Error, "",
			"内容のフォルダーがありません。", "サイトのフォルダーでコマンドを打つか、-content で場所を書きます。",
			"There is no content folder.", "Run the command in the folder of the site, or give the place with -content."),
		diagnostic.Doc("out-is-content", diagnostic.Error, "",
			"書き出す先が、内容のフォルダーと同じです。元の文章を消さないように止めています。", "-out で、別のフォルダーを書きます。",
			"The output folder is the content folder; it is refused so that your texts are not deleted.", "Give another folder with -out."),
		diagnostic.Doc("output", diagnostic.Error, "",
			"書き出せません。空きがない、書く権限がない、などです。前に作ったサイトは元のままです。", "示された理由を取り除いて、もう一度作ります。",
			"The site cannot be written: no space, no permission or the like. The site made before is unchanged.",
			"Remove the cause that is named and build again."),
		diagnostic.Doc("output-path", diagnostic.Error, "",
			"アドレスに、改行のような制御文字や、書き出し先の外を指す部分があります。", "示されたファイルの名前か aliases を変えます。",
			"An address holds control characters such as a line break, or leads out of the output folder.", "Change the name of the file, or its aliases."),
		diagnostic.Doc("file-template", diagnostic.Warning, "",
			"ほかの道具（Jekyllなど）のひな型か、ブラウザーでMarkdownを読むページです。そのままでは表示できないので、公開しません。",
			"このまま公開したいファイルなら、先頭の --- で囲んだ部分を消します。内容を見せたいときは、Markdownのページにします。",
			"The file is a template of another tool such as Jekyll, or a page that loads Markdown in the browser. It would not show what it should.",
			"To publish it as it is, remove the block between --- at its top. To show what is in it, make it a page of Markdown."),
		diagnostic.Doc("git-dates", diagnostic.Warning, "",
			"site.yaml に git-dates: true とありますが、Gitからページの最後に変えた日を読めません。日は出さずに作ります。",
			"示された理由を取り除きます。内容のフォルダーをGitの置き場の中に置き、履歴を全部取ります（GitHub Actionsでは fetch-depth: 0）。",
			"site.yaml says git-dates: true, but the days of the last changes cannot be read from git. The pages carry no such day.",
			"Remove the cause that is named: the content folder must lie in a repository with its whole history (fetch-depth: 0 in GitHub Actions)."),
		diagnostic.Doc("image-broken", diagnostic.Error, "",
			"画像のファイルが壊れているか、読めない形か、SVGの中に開くと動くものがあります。", "画像を書き出し直して、置き換えます。",
			"The picture is damaged, of an unknown kind, or an SVG that would run something when opened.", "Export it again and replace it."),
		diagnostic.Doc("theme-missing", diagnostic.Error, "",
			"site.yaml の theme に書いたフォルダーがないか、開けません。", "content と同じ所にあるフォルダーの名前を書きます。shirube new theme 名前 で作れます。",
			"There is no folder of the name that theme in site.yaml gives, or it cannot be opened.",
			"Write the name of a folder beside the content folder; shirube new theme NAME creates one."),
		diagnostic.Doc("accent-contrast", diagnostic.Warning, "",
			"accent の色は、明るい背景の上の文字として読みにくい色です。読める明るさに直して使いました。", "示された色を書くか、もっと暗い色を選びます。",
			"Text of the colour accent is hard to read on a light background; a darker shade is used.", "Write the shade that is named, or choose a darker colour."),
		diagnostic.Doc("furigana", diagnostic.Error, "",
			"漢字の読みが分かりません。まちがった読みを出さないように止めています。", "readings.yaml の words に、言葉と読みを足します。",
			"The reading of a word is not known; it is not guessed, so that no wrong reading is shown.",
			"Add the word with its reading to words in readings.yaml."),
		diagnostic.Doc("search-address", diagnostic.Error, "",
			"ページのアドレスが、検索のファイルの場所と重なっています。", "そのファイルの名前を変えるか、site.yaml に search: false と書きます。",
			"A page has the address at which search keeps its files.", "Rename the file, or write search: false in site.yaml."),
	}
}

package content

// A Key is a setting that editors may write. The decoder takes no key that is not described here.
type Key struct {
	Name    string
	Meaning string // Japanese, in whole sentences
	Example string // what may follow "name: "
}

// FrontKeys describes what the front matter of a page may say, in the order in which keys are suggested.
func FrontKeys() []Key {
	return []Key{
		{"title", "ページの題名です。なければ、本文の大きい見出し（# 題名）かファイル名を使います。", "一日の流れ"},
		{"description", "検索の結果や一覧に出る説明です。50〜110字で書きます。", "家で訓練を受ける日の、朝から夕方までの流れを説明します。"},
		{"nav-title", "目次や前後のリンクに出す、短い題名です。", "一日"},
		{"order", "フォルダーの中での順番です。小さい数ほど前に出ます。書かないページは、その後にファイル名の順で並びます。", "10"},
		{"kind", "検索エンジンに伝える種類です。article（記事）、faq（質問と答え）、howto（手順）、page（そのほか）から選びます。", "faq"},
		{"layout", "ページの形です。default は、ふつうのページです。home は最初のページ、section は章の入口です。sources は出典の一覧、figures は数字の一覧です。" +
			"glossary は言葉の説明です。テーマの layouts フォルダーに作った形も、その名前で選べます。", "glossary"},
		{"date", "公開する日です。先の日を書くと、その日までは出ません。公開の日が来てからサイトを作り直すと出ます。", "2026-12-01"},
		{"updated", "内容を最後に見直した日です。ページの上に「最終更新」と出ます。", "2026-11-21"},
		{"expires", "公開を終える日です。その日からは、サイトを作り直すと出なくなります。", "2027-04-01"},
		{"draft", "true なら下書きです。公開するサイトには出ません。プレビューでは、印が付いて見えます。", "true"},
		{"tags", "話題です。同じ話題のページの一覧が、自動で作られます。", "[申し込み, 費用]"},
		{"keywords", "本文にない、探すときの言葉です。サイトの検索で、見出しの言葉と同じように見つかります。見出しの記号ごとに並べます。ページ全体のものは page に書きます。見出しを分けないなら、言葉だけを並べます。", "{page: [必要なもの], 申請書: [申込書]}"},
		{"aliases", "前に使っていたアドレスです。そこを開いた人を、このページへ案内します。", "[/old/day/]"},
		{"lang", "このページだけ言語が違うときに、その記号を書きます。", "en"},
		{"image", "ほかのサービスで共有されたときに出る画像です。このページから見た場所を書きます。", "share.png"},
		{"image-alt", "その画像に何が写っているかを、言葉で書きます。", "机とパソコンの絵"},
		{"sources", "このページが使った出典の記号です。sources.yaml にある記号を並べます。ページの下に、資料の名前が出ます。", "[e-fukushi-guide]"},
		{"next", "読み終えた人に、次に読んでほしいページです。", "../apply/steps.md"},
		{"next-text", "次のページをすすめる理由です。next と一緒に書きます。", "申し込みの順番を説明します。"},
		{"toc", "false なら、ページの目次を出しません。", "false"},
		{"search", "false なら、サイトの検索にも、外の検索エンジンにも載せません。", "false"},
		{"print", "false なら、ガイド全体の印刷に入れません。", "false"},
		{"reviewer", "監修した人の名前と立場です。site.yaml に review: true と書くと、ないページに「監修はまだ受けていません」と出ます。", "山田花子（社会福祉士）"},
		{"checks", "このページでは出さないチェックです。チェックの記号に、その理由を添えます。", "{sentence-long: 法律の文をそのまま載せるため}"},
	}
}

// SiteKeys describes what site.yaml may say.
func SiteKeys() []Key {
	return []Key{
		{"title", "サイトの名前です。どのページの上にも出ます。", "在宅訓練のしるべ"},
		{"description", "どんなサイトかの説明です。検索の結果に出ます。", "在宅訓練のしくみと費用の案内です。"},
		{"base-url", "公開するアドレスです。https:// から書きます。下の階層に置くときは、そこまで書きます。", "https://example.jp/zaitaku/"},
		{"lang", "サイトの言語の記号です。", "ja"},
		{"publisher", "発行する団体や人の名前です。ページの下に出ます。", "しるべ編集部"},
		{"image", "共有されたときに出る画像です。ページに image がないときに使います。", "share.png"},
		{"image-alt", "その画像に何が写っているかを、言葉で書きます。", "道しるべの絵"},
		{"theme", "テーマのフォルダーです。content と同じ所に置いたフォルダーの名前を書きます。`shirube new theme 名前` で作れます。書かなければ、はじめから入っている michi です。", "theme"},
		{"logo", "どのページの上にも出る、ロゴの画像です。内容のフォルダーから見た場所を書きます。", "logo.svg"},
		{"logo-alt", "ロゴの中に書いてある名前です。書くと、ロゴの横の、サイトの名前の文字を出しません。", "しるべ市 在宅訓練のしるべ"},
		{"accent", "リンクやボタンの色です。# と6桁の英数字を、引用符で囲んで書きます。暗い画面の色と、コントラストの高い画面の色は、ここから計算します。読みにくい色なら、読める明るさに直して使い、そのことを知らせます。", `"#1d5fa8"`},
		{"css", "このサイトだけのスタイルシートです。内容のフォルダーから見た場所を書きます。テーマのものの後に読まれます。", "style/site.css"},
		{"footer", "どのページの下にも出る文です。", "しるべ市 福祉課 電話 000-000-0000"},
		{"links", "どのページの下にも出るリンクです。このサイトのページは、内容のフォルダーから見た場所で書きます。ほかのサイトは、https:// から書きます。", "[{title: しるべ市の公式サイト, url: https://example.jp/}]"},
		{"menu", "上のメニューに並べるページです。内容のフォルダーから見た場所を書きます。ほかの言語の版のメニューには、その言語のページだけが並びます。", "[guide/index.md, faq.md]"},
		{"editions", "ほかの言語や、やさしい日本語の版です。版の記号と設定を組にして書きます。記号が en なら、day.md の英語版は day.en.md か en/day.md です。" +
			"{} なら、ファイルやフォルダーの名前から版を見つけません。", "{en: {lang: en, name: English}}"},
		{"strict", "true なら、行き先のないリンクや知らない設定の名前を、誤りとして止めます。新しいサイトでは true をすすめます。", "true"},
		{"east-asian-emphasis", "true なら、かぎかっこや句読点のとなりの `**` や `__` も、強調になります。CommonMarkの決まりでは、`**「大切」**です` の `**` は記号のまま出ます。" +
			"site.yaml がないサイトでは、はじめから強調になります。", "true"},
		{"review", "true なら、reviewer のないページに「専門家の監修はまだ受けていません」と出します。", "true"},
		{"raw-html", "true なら、文章の中のHTMLを全部通します。書かなければ、`<details>`、`<br>`、`<table>` のような、動かず見た目も変えないものだけを出します。ほかの人から受け取った文章を載せるときは、true にしないでください。", "false"},
		{"frames", "raw-html のとき、`<iframe>` で表示してよいサイトです。https:// から始まる名前か、self（このサイト）を並べます。", "[https://www.youtube-nocookie.com]"},
		{"media", "raw-html のとき、`<video>` と `<audio>` で流してよい所です。このサイトのファイルは self です。", "[self]"},
		{"style-hashes", "raw-html のとき、使ってよい `<style>` と `style=` の記号です。`html-blocked` のメッセージに出るものを写します。", "[sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=]"},
		{"script-hashes", "raw-html のとき、動かしてよい `<script>` の記号です。中身を読んで、信じられるものだけを書きます。", "[sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=]"},
		{"furigana", "true なら、漢字の読みを付けます。読む人が「表示の設定」の「ふりがな」を選ぶと見えます。版の設定にも書くと、その版でははじめから見えます。", "true"},
		{"search", "false なら、サイトに検索を付けません。書かなければ、付きます。", "false"},
		{"offline", "true なら、読んだページが端末に保存され、つながらないときも読めます。保存したものの一覧は、/offline/ です。サイト全体も、そこで保存できます。公開先には https が要ります。やめるときは false にして公開し直すと、端末に残ったものも消えます。", "true"},
		{"print", "true なら、全部のページを1つにまとめた、印刷用のページを作ります。アドレスは /print/ です。文章の中から `[全部の印刷](/print/)` のようにリンクします。ブラウザーの印刷で「PDFに保存」を選ぶと、目次の付いたPDFになります。", "true"},
		{"front", "ページの先頭に書く設定のうち、このサイトだけのものです。名前ごとに、種類を書きます。" +
			"種類は text, number, date, flag, list です。選ぶ言葉の一覧も書けます。値は、テーマのひな型で使います。", "{phone: text, level: [初級, 中級]}"},
		{"embeds", "埋め込んでよい、ほかのサイトのアドレスです。名前ごとに、https:// から始まるアドレスを書きます。ページには `::embed[名前]{src=\"続き\" title=\"説明\"}` と書きます。" +
			"読む人がボタンを押すまで、そのサイトからは何も読み込みません。", "{map: https://www.openstreetmap.org/export/embed.html}"},
		{"strings", "画面の言葉のうち、このサイトの言い方にしたいものです。言語ごとに、言葉の名前と文を書きます。", "{ja: {calc.limits: 結果は目安です。}}"},
		{"edit-url", "GitHubなどで、ページを直す画面のアドレスです。ページの下に「このページを編集」のリンクが出ます。" +
			"アドレスの終わりに、ファイルの場所が付きます。途中に入れるときは、そこに {path} と書きます。", "https://github.com/名前/置き場/edit/main/content/"},
		{"git-dates", "true なら、date も updated もないページに、Gitで最後に変えた日を、最終更新として出します。内容のフォルダーが、Gitの置き場の中になければ、そのことを知らせます。", "true"},
		{"section-feeds", "true なら、日付のあるページの入ったフォルダーごとに、更新のお知らせ（Atom）を作ります。アドレスは、フォルダーのアドレスの下の feed.xml です。", "true"},
		{"laws-api", "check -laws が条文を問い合わせる場所です。書かなければ、e-Govの法令APIです。", "https://laws.e-gov.go.jp/api/2"},
		{"checks", "調べの強さです。調べの記号ごとに、off（調べない）、advice（助言）、warning（警告）、error（誤り）から選びます。", "{sentence-long: off}"},
	}
}

// EditionKeys describes what site.yaml may say of an edition.
func EditionKeys() []Key {
	return []Key{
		{"lang", "その版の言語の記号です。", "en"},
		{"name", "版の名前です。その言語で書きます。", "English"},
		{"title", "その版での、サイトの名前です。", "Guide to home-based training"},
		{"description", "その版での、サイトの説明です。", "How home-based training works."},
		{"furigana", "true なら、その版では漢字の読みがはじめから見えます。", "true"},
		{"footer", "その版で、ページの下に出る文です。", "Shirube City, Welfare Division"},
		{"links", "その版で、ページの下に出るリンクです。", "[{title: City of Shirube, url: https://example.jp/en/}]"},
		{"strings", "その版だけの、画面の言葉です。言葉の名前と文を書きます。記号が easy で日本語の版には、やさしい言葉がはじめから入っています。", "{calc.go: 計算します}"},
	}
}

// LinkKeys describes what links in site.yaml say of a link.
func LinkKeys() []Key {
	return []Key{
		{"title", "リンクの文字です。", "しるべ市の公式サイト"},
		{"url", "リンクの先です。", "https://example.jp/"},
	}
}

// SourceKeys describes what sources.yaml says of a document.
func SourceKeys() []Key {
	return []Key{
		{"title", "資料の題名です。必ず書きます。", "障害者の利用者負担"},
		{"publisher", "資料を出した所です。必ず書きます。", "厚生労働省"},
		{"url", "資料のアドレスです。Webにない資料では書きません。", "https://example.jp/shiryo"},
		{"date", "資料が出た日です。年や月までのときは引用符で囲みます。", `"2026-04"`},
		{"checked", "最後に資料と照らし合わせた日です。必ず書きます。", "2026-11-21"},
		{"note", "どう確かめたか、どこを見ればよいかです。", "3ページの表を見ました。"},
		{"law", "資料が法令のとき、その条文です。title、publisher、url は、ここから決まるので書きません。", lawExample[len("law: "):]},
	}
}

// LawKeys describes what sources.yaml says of an article of a statute.
func LawKeys() []Key {
	return []Key{
		{"id", "e-Gov法令検索での、法令の番号です。アドレスの /law/ の後にある15文字です。", "418CO0000000010"},
		{"name", "法令の名前です。よく使われる短い名前でもかまいません。", "障害者総合支援法施行令"},
		{"article", "条の番号です。第26条の2は 26_2 と書きます。", `"17"`},
		{"paragraph", "項の番号です。条の全体を指すときは書きません。", `"1"`},
		{"item", "号の番号です。第2号ロは 2ロ と書きます。", "2ロ"},
		{"revision", "読んだ条文の版です。e-Govの「沿革」にある、法令の番号、施行日、改正した法令の番号をつないだものです。", "418CO0000000010_20260701_508CO0000000192"},
		{"in-force", "その版が施行された日です。", "2026-07-01"},
		{"digest", "読んだ条文の指紋です。shirube check -laws -update が書きます。手では書きません。", "0f3a9c2b5d6e7f81"},
	}
}

// ReadingKeys describes what readings.yaml may say.
func ReadingKeys() []Key {
	return []Key{
		{"words", "言葉と読みの組です。辞書の読みが違うときと、読みが分からないと言われたときに足します。読みはひらがなで、送りがなも書きます。", "{受給者証: じゅきゅうしゃしょう}"},
		{"blocked", "辞書の読みを付けてはいけない言葉です。出てきたときは、words に正しい読みを書くまで先に進みません。", "[何方]"},
	}
}

// SynonymKeys describes what synonyms.yaml may say.
func SynonymKeys() []Key {
	return []Key{
		{"words", "同じものを指す言葉の組です。検索で、組のどの言葉を入れても見つかります。", "[[料金, 費用], [手帳, 障害者手帳]]"},
	}
}

// names returns the names of keys, in their order.
func names(keys []Key) []string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.Name
	}
	return list
}

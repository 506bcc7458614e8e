package render

import "shirube/calculator/diagnostic"

// Codes documents the codes of what this package reports.
func Codes() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		diagnostic.LenientDoc("string-unknown", "",
			"site.yaml の strings に、テーマにない言葉の名前があります。", "示された近い名前に直します。名前はテーマの strings フォルダーにあります。",
			"strings in site.yaml has a name that the theme does not know.", "Correct the name; the names are in the theme's folder strings."),
		diagnostic.Doc("strings-missing", diagnostic.Advice, "",
			"サイトか版の言語に、画面の言葉の足りないものがあります。足りない言葉は、版ではサイトの言語、サイトの言語では英語で出ます。",
			"テーマの strings フォルダーの、その言語のファイルに「名前: 言葉」を書きます。全部の名前は shirube new theme -all で書き出せます。",
			"A language of the site lacks words of the interface. Those that an edition lacks are shown in the site's language, "+
				"those that the site's own language lacks in English.",
			"Write them as “name: words” in the file of that language in the theme's folder strings; shirube new theme -all writes all names."),
		diagnostic.Doc("theme-strings", diagnostic.Error, "",
			"テーマの、画面の言葉のファイルを読めません。", "テーマの strings フォルダーのファイルを直します。",
			"A file of the theme's words cannot be read.", "Mend the file in the theme's folder strings."),
		diagnostic.Doc("theme-template", diagnostic.Error, "",
			"テーマのひな型に誤りがあります。", "示された行を直します。テーマを変えていないなら、テーマを入れ直します。",
			"A template of the theme has an error.", "Mend the line that is named. If you have not changed the theme, install it again."),
	}
}

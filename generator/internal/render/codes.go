package render

import "shirube/calculator/diagnostic"

// Codes documents the codes of what this package reports.
func Codes() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		diagnostic.LenientDoc("string-unknown", "",
			"site.yaml の strings に、テーマにない言葉の名前があります。", "示された近い名前に直します。名前はテーマの strings フォルダーにあります。",
			"strings in site.yaml has a name that the theme does not know.", "Correct the name; the names are in the theme's folder strings."),
		diagnostic.Doc("theme-strings", diagnostic.Error, "",
			"テーマの、画面の言葉のファイルを読めません。", "テーマの strings フォルダーのファイルを直します。",
			"A file of the theme's words cannot be read.", "Mend the file in the theme's folder strings."),
		diagnostic.Doc("theme-template", diagnostic.Error, "",
			"テーマのひな型に誤りがあります。", "示された行を直します。テーマを変えていないなら、テーマを入れ直します。",
			"A template of the theme has an error.", "Mend the line that is named. If you have not changed the theme, install it again."),
	}
}

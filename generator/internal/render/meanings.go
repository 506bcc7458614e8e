package render

import "shirube/calculator/diagnostic"

// Meanings explains the codes of what this package finds.
func Meanings() []diagnostic.Meaning {
	return diagnostic.MeaningsOf([][3]string{
		{"string-unknown", "site.yaml の strings に、テーマにない言葉の名前があります。", "示された近い名前に直します。名前はテーマの strings フォルダーにあります。"},
		{"theme-strings", "テーマの、画面の言葉のファイルを読めません。", "テーマの strings フォルダーのファイルを直します。"},
		{"theme-template", "テーマのひな型に誤りがあります。", "示された行を直します。テーマを変えていないなら、テーマを入れ直します。"},
	})
}

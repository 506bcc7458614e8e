package assets

import "shirube/calculator/diagnostic"

// Codes documents the codes of what this package reports.
func Codes() []diagnostic.CodeDoc {
	return []diagnostic.CodeDoc{
		diagnostic.Doc("theme-asset", diagnostic.Error, "",
			"テーマの見た目かスクリプトのファイルに、誤りや足りない物があります。", "示された行を直します。テーマを変えていないなら、テーマを入れ直します。",
			"A style, script or other file of the theme has an error or is missing.",
			"Mend the line that is named. If you have not changed the theme, install it again."),
	}
}

package assets

import "shirube/calculator/diagnostic"

// Meanings explains the codes of what this package finds.
func Meanings() []diagnostic.Meaning {
	return diagnostic.MeaningsOf([][3]string{
		{"theme-asset", "テーマの見た目かスクリプトのファイルに、誤りや足りない物があります。", "示された行を直します。テーマを変えていないなら、テーマを入れ直します。"},
	})
}

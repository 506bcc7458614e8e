package calculator

import "shirube/calculator/internal/syntax"

// Words are the words of the language, for text editors that colour or complete them.
type Words struct{ Declarations, Properties, Kinds, Keywords, Units []string }

// LanguageWords returns the words of the language; of those that begin alike, the longest first.
func LanguageWords() Words {
	return Words{syntax.Declarations(), syntax.PropertyNames(), []string{"はい/いいえ", "複数選択", "選択肢", "日付", "数"}, syntax.Keywords(), syntax.BaseUnits()}
}

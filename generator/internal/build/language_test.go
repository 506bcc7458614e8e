package build

import (
	"strings"
	"testing"
)

// A folder without settings is in the language of its texts.
func TestLanguageOfTexts(t *testing.T) {
	for want, text := range map[string]string{
		"ja": "これは React の component です。", "zh": "这是一个使用 React 的组件。", "ko": "이것은 React 컴포넌트입니다. ",
		"ru": "Это компонент библиотеки React. ", "uk": "Це компонент бібліотеки, який їх показує. ", "ar": "هذا مكون من مكتبة React الشهيرة. ",
		"fa": "این یک بخش از کتابخانه است که چند گزینه دارد. ", "he": "זהו רכיב של הספרייה. ", "en": "This is one of the parts that we need. ",
		"es": "Los componentes son una parte del programa y las pruebas. ", "pt": "Os componentes são uma parte em que você não mexe. ",
		"fr": "Les parties du programme sont dans une autre page. ", "de": "Die Teile sind nicht auf einer Seite und der Rest ist hier. ",
	} {
		var l letters
		l.count([]byte(strings.Repeat(text, 40)))
		if got := l.language(); got != want {
			t.Errorf("%q is in %s", text, got)
		}
	}
}

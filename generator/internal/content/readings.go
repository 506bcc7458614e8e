package content

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// Readings is what readings.yaml says of how words are read aloud.
type Readings struct {
	Words   []Reading
	Blocked []Text // words whose reading from the dictionary must not appear, and such readings
}

// A Reading is a word with its reading in hiragana: in one piece, or in as many parts, divided by
// spaces, as the word has kanji.
type Reading struct {
	Word, Reading string
}

// ParseReadings reads readings.yaml: a mapping words, from word to reading, and a list blocked.
func ParseReadings(file File) (Readings, diagnostic.List) {
	var r Readings
	d, top := newDecoder(file)
	if top == nil {
		return r, d.found
	}
	d.fields(top, names(ReadingKeys()), func(key string, value *yaml.Node) bool {
		switch key {
		case "words":
			d.readings(value, &r.Words)
		case "blocked":
			d.list(value, key, &r.Blocked)
		default:
			return false
		}
		return true
	})
	return r, d.found
}

func (d *decoder) readings(n *yaml.Node, into *[]Reading) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "words", "言葉と読みの組", "words: {受給者証: じゅきゅうしゃしょう}")
		return
	}
	seen := make(map[string]bool)
	for key, value := range pairs(n) {
		word, reading := key.Value, strings.Join(strings.Fields(value.Value), " ")
		switch {
		case seen[word]:
			d.report(diagnostic.Error, "key-twice", key, fmt.Sprintf("「%s」の読みが二度書かれています。", word), "どちらか一つにしてください。")
		case !strings.ContainsFunc(word, isHan) || strings.ContainsFunc(word, isNoLetter):
			d.report(diagnostic.Error, "reading-word", key, fmt.Sprintf("「%s」には読みを付けられません。", word), "漢字のある言葉を、記号や空白を入れずに書いてください。")
		case value.Kind != yaml.ScalarNode || !isReadingOf(word, reading):
			d.report(diagnostic.Error, "reading", value, fmt.Sprintf("「%s」の読み「%s」が正しくありません。", word, reading),
				"ひらがなで、送りがなも含めて書いてください。漢字ごとに分けるときは、漢字と同じ数に空白で区切ります。例: 申し込み: もうしこみ")
		default:
			*into = append(*into, Reading{word, reading})
		}
		seen[word] = true
	}
}

// isReadingOf reports whether a reading is written in kana (letters and digits of the word may stay)
// and its parts, where it has several, are as many as the word's kanji.
func isReadingOf(word, reading string) bool {
	isStrange := func(r rune) bool {
		return r != ' ' && r != 'ー' && !unicode.In(r, unicode.Hiragana, unicode.Katakana) && (isHan(r) || !strings.ContainsRune(word, r))
	}
	kanji := 0
	for _, r := range word {
		if isHan(r) {
			kanji++
		}
	}
	parts := len(strings.Fields(reading))
	return reading != "" && !strings.ContainsFunc(reading, isStrange) && (parts == 1 || parts == kanji)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isNoLetter(r rune) bool {
	return r != 'ー' && r != '%' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

package build

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// letters counts the letters of a text by script, and its words that are frequent in one language.
type letters struct {
	kana, han, hangul, other int
	scripts                  map[string]int // of the other scripts, by the language that most often uses them
	words                    map[string]int // by language
}

// scripts are those of one widespread language, and letters that only one other language has.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
	special  string // letters that are of the other
	other    string
}{
	{unicode.Cyrillic, "ru", "їєґ", "uk"},
	{unicode.Arabic, "ar", "پچژگ", "fa"},
	{unicode.Hebrew, "he", "", ""},
	{unicode.Devanagari, "hi", "", ""},
	{unicode.Thai, "th", "", ""},
	{unicode.Greek, "el", "", ""},
	{unicode.Bengali, "bn", "", ""},
	{unicode.Tamil, "ta", "", ""},
}

// frequentWords are words of languages in Latin letters that hardly any other has.
const frequentWords = "en:the en:and en:of en:to en:is de:und de:der de:die de:nicht de:ist de:eine fr:les fr:des fr:est fr:dans fr:vous fr:une " +
	"es:el es:los es:las es:y es:con es:del pt:não pt:uma pt:os pt:você pt:são pt:em it:che it:della it:il it:sono it:di nl:het nl:een nl:niet nl:van " +
	"pl:się pl:nie pl:jest pl:na tr:ve tr:bir tr:için tr:bu id:yang id:dan id:untuk id:dengan vi:và vi:của vi:là vi:không sv:och sv:att sv:är " +
	"cs:je cs:že cs:pro ro:și ro:este ro:pentru hu:és hu:hogy hu:egy"

// languageOfWord returns the languages of frequent words.
func languageOfWord() map[string]string {
	of := make(map[string]string)
	for entry := range strings.FieldsSeq(frequentWords) {
		language, word, _ := strings.Cut(entry, ":")
		of[word] = language
	}
	return of
}

func (l *letters) count(text []byte) {
	text = text[:min(len(text), sampledBytes)]
	l.scripts, l.words = make(map[string]int), make(map[string]int)
	for _, r := range string(text) {
		switch {
		case !unicode.IsLetter(r):
		case r < 0x80:
			l.other++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			l.kana++
		case unicode.Is(unicode.Han, r):
			l.han++
		case unicode.Is(unicode.Hangul, r):
			l.hangul++
		default:
			l.countScript(r)
		}
	}
	of := languageOfWord()
	for word := range bytes.FieldsFuncSeq(bytes.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if language := of[string(word)]; language != "" {
			l.words[language]++
		}
	}
}

func (l *letters) countScript(r rune) {
	for i := range scripts {
		if s := &scripts[i]; unicode.Is(s.table, r) {
			l.scripts[s.language]++
			if strings.ContainsRune(s.special, r) {
				l.scripts[s.other]++
			}
			return
		}
	}
	l.other++
}

// add adds the letters of another text.
func (l *letters) add(more *letters) {
	if l.scripts == nil {
		l.scripts, l.words = make(map[string]int), make(map[string]int)
	}
	l.kana, l.han, l.hangul, l.other = l.kana+more.kana, l.han+more.han, l.hangul+more.hangul, l.other+more.other
	for language, n := range more.scripts {
		l.scripts[language] += n
	}
	for language, n := range more.words {
		l.words[language] += n
	}
}

func (l *letters) all() int {
	n := l.kana + l.han + l.hangul + l.other
	for i := range scripts {
		n += l.scripts[scripts[i].language]
	}
	return n
}

// language returns the language in which most of a text is likely to be. A Japanese letter says more than one of Latin,
// since technical texts are full of those; Latin without frequent words of another language is taken for English.
func (l *letters) language() string {
	const (
		twentieth = 20 // of the letters
		third     = 3
		hundredth = 100 // of the letters of a script
	)
	all := l.all()
	switch {
	case all < lettersToJudge || l.kana > all/twentieth:
		return "ja"
	case l.han > all/twentieth:
		return "zh"
	case l.hangul > all/twentieth:
		return "ko"
	}
	for i := range scripts {
		if s := &scripts[i]; l.scripts[s.language] > all/third {
			if s.other != "" && l.scripts[s.other] > l.scripts[s.language]/hundredth {
				return s.other
			}
			return s.language
		}
	}
	most := slices.SortedFunc(maps.Keys(l.words), func(a, b string) int { return cmp.Or(l.words[b]-l.words[a], cmp.Compare(a, b)) })
	if len(most) == 0 || l.words[most[0]] == l.words["en"] {
		return "en"
	}
	return most[0]
}

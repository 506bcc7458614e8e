package furigana

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A counter is a word behind a number. Ruby is on its kanji alone, unless it is read as one with
// the number: 3日 みっか, 1回 いっかい.
type counter struct {
	reading string
	whole   map[int]string // numbers that are read as one with it
	ending  map[int]string // where a number's last digit changes its sound: 15分 ふん, 30分 ぷん
}

// counters are the counters of Japanese that public information uses.
type counters map[string]counter

// longestCounter is the length of the longest one in letters.
const longestCounter = 2

func newCounters() counters {
	all := counters{
		"日": {reading: "にち", whole: map[int]string{
			2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか", 9: "ここのか", 10: "とおか",
			14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
		}},
		"人":  {reading: "にん", whole: map[int]string{1: "ひとり", 2: "ふたり", 4: "よにん", 7: "しちにん"}},
		"月":  {reading: "がつ", whole: map[int]string{4: "しがつ", 7: "しちがつ", 9: "くがつ"}},
		"年":  {reading: "ねん", whole: map[int]string{4: "よねん"}},
		"年度": {reading: "ねんど", whole: map[int]string{4: "よねんど"}},
		"時":  {reading: "じ", whole: map[int]string{4: "よじ", 7: "しちじ", 9: "くじ"}},
		"時点": {reading: "じてん"},
		"分": {
			reading: "ふん",
			whole:   map[int]string{1: "いっぷん", 3: "さんぷん", 4: "よんぷん", 6: "ろっぷん", 8: "はっぷん", 10: "じゅっぷん"},
			ending:  map[int]string{0: "ぷん", 1: "ぷん", 3: "ぷん", 4: "ぷん", 6: "ぷん", 8: "ぷん"},
		},
		"本": {
			reading: "ほん",
			whole:   map[int]string{1: "いっぽん", 3: "さんぼん", 6: "ろっぽん", 8: "はっぽん", 10: "じゅっぽん"},
			ending:  map[int]string{0: "ぽん", 1: "ぽん", 3: "ぼん", 6: "ぽん", 8: "ぽん"},
		},
	}
	for _, ka := range []string{"か", "ヶ", "カ", "ヵ", "ケ"} {
		all.add("いっ ろっ はっ じゅっ", ka+"月 かげつ", ka+"所 かしょ", ka+"国 かこく")
	}
	all.add("いっ ろっ はっ じゅっ", "回 かい", "階 かい", "個 こ", "件 けん", "級 きゅう")
	all.add("いっ - はっ じゅっ", "週 しゅう", "歳 さい", "冊 さつ", "点 てん", "通 つう", "社 しゃ", "章 しょう", "種類 しゅるい", "世帯 せたい")
	all.add("- - - -", "円 えん", "割 わり", "名 めい", "枚 まい", "台 だい", "度 ど", "番 ばん", "号 ごう", "条 じょう", "項 こう",
		"型 がた", "倍 ばい", "単位 たんい", "段階 だんかい", "市 し", "区 く", "県 けん", "語 ご", "問 もん", "文字 もじ", "時限 じげん")
	all["階"].whole[3] = "さんがい"
	return all
}

// add adds counters that change the numbers 1, 6, 8 and 10 as heads say; "-" changes nothing.
func (c counters) add(heads string, words ...string) {
	numbers := []int{1, 6, 8, 10}
	for _, word := range words {
		name, reading, _ := strings.Cut(word, " ")
		whole := make(map[int]string)
		for i, head := range strings.Fields(heads) {
			if head != "-" {
				whole[numbers[i]] = head + reading
			}
		}
		c[name] = counter{reading: reading, whole: whole}
	}
}

// aloneReading returns the reading of a run that is only a unit of time, as in 円/日, or a row of the kana table: あ行.
func aloneReading(run string) string {
	switch run {
	case "日":
		return "にち"
	case "年":
		return "ねん"
	case "分":
		return "ふん"
	case "歳":
		return "さい"
	}
	if kana, ok := strings.CutSuffix(run, "行"); ok && utf8.RuneCountInString(kana) == 1 && strings.Contains("あかさたなはまやらわ", kana) {
		return kana + "ぎょう"
	}
	return ""
}

// suffix returns the reading of a kanji that is read in one way behind a counter.
func suffix(r rune) string {
	switch r {
	case '間':
		return "かん"
	case '分':
		return "ぶん"
	case '目':
		return "め"
	case '後':
		return "ご"
	case '前':
		return "まえ"
	case '中':
		return "ちゅう"
	}
	return ""
}

// count reads the number at an offset of a run with its counter. It returns the spans of both, if any, and where the
// counter ends.
func (c counters) count(run string, at int) ([]span, int) {
	end := numberEnd(run, at)
	word, found := c.behind(run[end:])
	if word == "" {
		return nil, end
	}
	behind := end + len(word)
	value := numberValue(run[at:end])
	spans := []span{{end, behind, align(word, found.soundAfter(value)), ""}}
	if whole := found.whole[value]; whole != "" {
		spans[0] = span{at, behind, []Piece{{run[at:behind], whole}}, ""}
	} else if word == "日" && value == 1 && isFirstOfMonth(run[:at]) {
		spans[0] = span{at, behind, []Piece{{run[at:behind], "ついたち"}}, ""}
	}
	r, size := utf8.DecodeRuneInString(run[behind:])
	next, _ := utf8.DecodeRuneInString(run[behind+size:])
	reading := suffix(r)
	if reading == "" || isKanji(next) && (r != '間' || strings.ContainsRune("違合際", next)) {
		return spans, behind
	}
	if r == '中' && word == "日" && value == 1 {
		reading = "じゅう"
	}
	return append(spans, span{behind, behind + size, []Piece{{string(r), reading}}, ""}), behind + size
}

// kanjiNumber reads a number of one kanji with its counter, where the two are read as one: 一人, 三日.
func (c counters) kanjiNumber(run string, at int) (span, bool) {
	before, _ := utf8.DecodeLastRuneInString(run[:at])
	digit, size := utf8.DecodeRuneInString(run[at:])
	value := kanjiValue(digit)
	if value == 0 || isKanji(before) || isDigit(before) {
		return span{}, false
	}
	word, found := c.behind(run[at+size:])
	end := at + size + len(word)
	next, _ := utf8.DecodeRuneInString(run[end:])
	if !strings.Contains("人日回月週歳年件時", word) || found.whole[value] == "" || isKanji(next) && suffix(next) == "" {
		return span{}, false
	}
	return span{at, end, []Piece{{run[at:end], found.whole[value]}}, ""}, true
}

// kanjiValue returns the value of a numeral from 1 to 10, or 0.
func kanjiValue(r rune) int {
	return 1 + slices.Index([]rune("一二三四五六七八九十"), r)
}

// isFirstOfMonth reports whether a month comes before: 4月1日, but not 月1日.
func isFirstOfMonth(before string) bool {
	month, ok := strings.CutSuffix(before, "月")
	last, _ := utf8.DecodeLastRuneInString(month)
	return ok && isDigit(last)
}

// soundAfter returns the reading behind a number; value is negative where it is not a whole one.
func (c counter) soundAfter(value int) string {
	if sound := c.ending[value%10]; sound != "" && value > 0 {
		return sound
	}
	return c.reading
}

// behind returns the longest counter that a text begins with.
func (c counters) behind(text string) (string, counter) {
	var ends []int
	for at, r := range text {
		if len(ends) == longestCounter {
			break
		}
		ends = append(ends, at+utf8.RuneLen(r))
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if found, ok := c[text[:ends[i]]]; ok {
			return text[:ends[i]], found
		}
	}
	return "", counter{}
}

func numberEnd(run string, at int) int {
	end := at
	for i, r := range run[at:] {
		if isDigit(r) {
			end = at + i + utf8.RuneLen(r)
		} else if r != ',' && r != '.' {
			break
		}
	}
	return end
}

// numberValue returns the value of a whole number, or −1.
func numberValue(digits string) int {
	ascii := strings.Map(func(r rune) rune {
		switch {
		case r == ',':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, digits)
	value, err := strconv.Atoi(ascii)
	if err != nil {
		return -1
	}
	return value
}

package calculator

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// Answers are written more freely than programs: 約百二十万円, 30才, R8.12.1, 12月1日. These functions convert them to
// the spelling of the language. browser/fold.ts does the same; a test compares both.

// plainQuantity writes the number in an answer with digits: 約百二十万円 is 1200000円. A number that it cannot read
// stays as it is.
func plainQuantity(text string) string {
	s := strings.ReplaceAll(syntax.Fold(text), " ", "")
	for _, about := range []string{"約", "およそ", "だいたい", "¥", "\\"} {
		s = strings.TrimPrefix(s, about)
	}
	for _, about := range []string{"くらい", "ぐらい", "ほど", "程度"} {
		s = strings.TrimSuffix(s, about)
	}
	s = strings.TrimPrefix(strings.ReplaceAll(s, "才", "歳"), "+")
	if rest, ok := strings.CutPrefix(s, "ー"); ok {
		s = "-" + rest
	}
	s, negative := strings.CutPrefix(s, "-")
	end := strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("0123456789,.〇零一二三四五六七八九十百千万億", r)
	})
	if end < 0 {
		end = len(s)
	}
	number := s[:end]
	if sum, ok := spelledNumber(number); ok {
		number = sum
	}
	if negative {
		number = "-" + number
	}
	return number + s[end:]
}

var numberParts = regexp.MustCompile(`[0-9][0-9.,]*|.`)

var plainDigits = regexp.MustCompile(`^([0-9]{1,40}|[0-9]{1,3}(?:,[0-9]{3}){1,12})(?:\.[0-9]{0,20})?$`)

// spelledNumber adds up a number of digits and 億, 万, 千, 百, 十: 1億2千万, 百二十万, 二〇.
func spelledNumber(s string) (string, bool) {
	var n numeral
	for _, part := range numberParts.FindAllString(s, -1) {
		if !n.add(part) {
			return "", false
		}
	}
	n.total.Add(&n.total, n.closeSection())
	text := n.total.FloatString(20)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), "."), n.seen
}

// A numeral adds up the parts of a number: a section is the part before 億 or 万.
type numeral struct {
	total, section big.Rat
	digits         *big.Rat // not yet multiplied
	kanji          bool     // digits are written in kanji, and more may follow
	small, large   int      // the last powers, which must decrease
	seen           bool
}

// add adds the next part of a number; false means that this is no number.
func (n *numeral) add(part string) bool {
	powers := map[string]int{"十": 1, "百": 2, "千": 3, "万": 4, "億": 8}
	power, isPower := powers[part]
	digit := strings.Index("〇一二三四五六七八九", strings.Replace(part, "零", "〇", 1)) / len("〇")
	switch {
	case plainDigits.MatchString(part):
		if n.digits != nil {
			return false
		}
		n.digits, _ = new(big.Rat).SetString(strings.ReplaceAll(part, ",", ""))
	case !isPower && strings.Contains("〇零一二三四五六七八九", part):
		if n.digits != nil && !n.kanji {
			return false
		}
		n.addKanji(int64(digit))
	case isPower && power < 4:
		return n.multiply(power)
	case isPower:
		return n.closeAt(power)
	default:
		return false
	}
	n.seen = true
	return true
}

func (n *numeral) addKanji(digit int64) {
	if n.digits == nil {
		n.digits = new(big.Rat)
	}
	n.digits.Mul(n.digits, big.NewRat(10, 1))
	n.digits.Add(n.digits, big.NewRat(digit, 1))
	n.kanji = true
}

// multiply ends digits with 千, 百 or 十; without digits it is one of them.
func (n *numeral) multiply(power int) bool {
	if n.small != 0 && power >= n.small {
		return false
	}
	if n.digits == nil {
		n.digits = big.NewRat(1, 1)
	}
	n.section.Add(&n.section, n.digits.Mul(n.digits, powerOfTen(power)))
	n.digits, n.kanji, n.small, n.seen = nil, false, power, true
	return true
}

// closeAt ends a section with 億 or 万.
func (n *numeral) closeAt(power int) bool {
	if n.large != 0 && power >= n.large || n.digits == nil && n.small == 0 {
		return false
	}
	section := n.closeSection()
	n.total.Add(&n.total, section.Mul(section, powerOfTen(power)))
	n.large = power
	return true
}

// closeSection returns the sum since the last 億 or 万 and resets it.
func (n *numeral) closeSection() *big.Rat {
	section := new(big.Rat).Set(&n.section)
	if n.digits != nil {
		section.Add(section, n.digits)
	}
	n.section.SetInt64(0)
	n.digits, n.kanji, n.small = nil, false, 0
	return section
}

func powerOfTen(power int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil))
}

var (
	kanjiRun = regexp.MustCompile(`[〇零一二三四五六七八九十]+`)
	monthDay = regexp.MustCompile(`^([0-9]{1,2})[月/]([0-9]{1,2})日?$`)
	compact  = regexp.MustCompile(`^([0-9]{4})([0-9]{2})([0-9]{2})$`)
)

// plainDay writes the date in an answer as the language does: r8.12.1, 令和八年十二月一日 and 20261201. A day without
// its year (12月1日) is the next one, or the last one where the next is out of range.
func plainDay(in *ir.Input, text string, today Day) string {
	s := strings.ToUpper(strings.ReplaceAll(syntax.Fold(text), " ", ""))
	s = kanjiRun.ReplaceAllStringFunc(s, func(run string) string {
		if number, ok := spelledNumber(run); ok {
			return number
		}
		return run
	})
	s = compact.ReplaceAllString(s, "$1-$2-$3")
	m := monthDay.FindStringSubmatch(s)
	if m == nil || !today.Valid {
		return s
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	if n, ok := nearest(month, day, in.Range, today.Number); ok {
		return syntax.FormatDay(n)
	}
	return s
}

// nearest returns the next such day from today on that is in range, else the last one before, else the next one.
// 29 February comes again after eight years at the latest.
func nearest(month, day int, within ir.Extent, today int64) (next int64, found bool) {
	year, _ := strconv.Atoi(syntax.FormatDay(today)[:4])
	isIn := func(n int64) bool { return n >= within.Low && n <= within.High }
	for y := year; y <= year+8; y++ {
		n, ok := syntax.DayNumber(y, month, day)
		if !ok || n < today {
			continue
		}
		if isIn(n) {
			return n, true
		}
		if !found {
			next, found = n, true
		}
	}
	for y := year; y >= year-8; y-- {
		if n, ok := syntax.DayNumber(y, month, day); ok && n < today && isIn(n) {
			return n, true
		}
	}
	return next, found
}

package syntax

import (
	"fmt"
	"strings"
	"time"
)

// An era is a Japanese era. Dates may be written in it after its end, as old papers have them.
type era struct {
	name, letter string
	firstYear    int   // of the Gregorian calendar
	first, end   int64 // its first day and the day after its last; end is 0 for the present era
}

// eras returns the eras that dates may be written in, the present one first.
func eras() []era {
	reiwa, _ := DayNumber(2019, 5, 1)
	heisei, _ := DayNumber(1989, 1, 8)
	showa, _ := DayNumber(1926, 12, 25)
	return []era{{"令和", "R", 2019, reiwa, 0}, {"平成", "H", 1989, heisei, reiwa}, {"昭和", "S", 1926, showa, heisei}}
}

// cutEra takes the name of an era from the front of s.
func cutEra(s string) (e era, rest string, ok bool) {
	for _, e := range eras() {
		for _, name := range []string{e.name, e.letter} {
			if rest, ok := strings.CutPrefix(s, name); ok {
				return e, rest, true
			}
		}
	}
	return era{}, s, false
}

// dayNumber returns the number of a day whose year is counted in the era; ok is false where the era had not begun.
func (e era) dayNumber(year, month, day int) (n int64, ok bool) {
	n, ok = DayNumber(e.firstYear-1+year, month, day)
	return n, ok && n >= e.first
}

// endBefore says that the era ended before a day; "" where it did not.
func (e era) endBefore(day int64) string {
	if e.end == 0 || day < e.end {
		return ""
	}
	return fmt.Sprintf("%sは%sまでです。", e.name, plainDate(e.end-1))
}

// plainDate writes a day as 2019年4月30日.
func plainDate(day int64) string { return dayTime(day).Format("2006年1月2日") }

// inEra writes a day with the era of that day.
func inEra(day int64) string {
	for _, e := range eras() {
		if day >= e.first {
			return fmt.Sprintf("%s%d年%s", e.name, dayTime(day).Year()-e.firstYear+1, dayTime(day).Format("1月2日"))
		}
	}
	return plainDate(day)
}

// A dateText is a date taken from the front of a text.
type dateText struct {
	day     int64
	valid   bool   // the calendar has the day
	outside string // what to say of a day after the end of its era
}

// cutDate takes a date from the front of folded text: 2024-04-01, 2024/4/1, 2024年4月1日,
// 令和6年4月1日.
func cutDate(s string) (dateText, string, bool) {
	e, rest, hasEra := cutEra(s)
	if tail, ok := strings.CutPrefix(rest, "元"); hasEra && ok {
		rest = "1" + tail
	}
	var parts [3]int
	separator := ""
	for i := range parts {
		n := countDigits(rest)
		if n == 0 || n > 4 {
			return dateText{}, s, false
		}
		for _, c := range rest[:n] {
			parts[i] = parts[i]*10 + int(c-'0')
		}
		// A year of two digits would be guessed at.
		if i == 0 && !hasEra && n != 4 {
			return dateText{}, s, false
		}
		var ok bool
		if separator, rest, ok = cutDateSeparator(i, separator, rest[n:]); !ok {
			return dateText{}, s, false
		}
	}
	number := DayNumber
	if hasEra {
		number = e.dayNumber
	}
	d := dateText{}
	if d.day, d.valid = number(parts[0], parts[1], parts[2]); hasEra && d.valid {
		d.outside = e.endBefore(d.day)
	}
	return d, rest, true
}

// cutDateSeparator takes the separator behind part i of a date; all must be of one style.
func cutDateSeparator(i int, style, s string) (string, string, bool) {
	if kanji := []string{"年", "月", "日"}[i]; style == "" || style == "年" {
		if rest, ok := strings.CutPrefix(s, kanji); ok {
			return "年", rest, true
		}
	}
	if i == 2 {
		return style, s, style != "年"
	}
	for _, sep := range []string{"-", "/", "."} {
		if rest, ok := strings.CutPrefix(s, sep); ok && (style == "" || style == sep) {
			return sep, rest, true
		}
	}
	return style, s, false
}

// ParseDate reads a date as a person writes it. found is false where text is no date at all, valid
// is false where the calendar has no such day (2026-02-30).
func ParseDate(text string) (day int64, found, valid bool) {
	s := strings.Map(dropSpace, Fold(text))
	d, rest, ok := cutDate(s)
	return d.day, ok && rest == "", d.valid
}

const secondsPerDay = 24 * 60 * 60

// DayNumber returns the days from 1970-01-01 to a date of the years 1 to 9999; ok is false where the
// calendar has no such day.
func DayNumber(year, month, day int) (n int64, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	y, m, d := t.Date()
	ok = y == year && int(m) == month && d == day && year >= 1 && year <= 9999
	return t.Unix() / secondsPerDay, ok
}

// FormatDay writes a day number as YYYY-MM-DD.
func FormatDay(n int64) string { return dayTime(n).Format(time.DateOnly) }

func dayTime(n int64) time.Time { return time.Unix(n*secondsPerDay, 0).UTC() }

package content

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shirube/calculator/diagnostic"
)

// A Date is a day of the Gregorian calendar without a time zone; the zero Date is "not given".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// dateForm is 2026-11-21, 2026/11/21, 2026年11月21日, 令和8年11月21日, R8.11.21 or 20261121; a time of day may follow.
var dateForm = regexp.MustCompile(`^(明治|大正|昭和|平成|令和|[MTSHRmtshr])?(\d{4}|\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[Tt\s].*)?$`)

var compactDate = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)

// An era counts its years from the one of its first day, and ends before that of the next.
type era struct {
	name, letter string
	first        Date
}

func eras() []era {
	return []era{
		{"明治", "M", Date{1868, time.January, 25}}, {"大正", "T", Date{1912, time.July, 30}}, {"昭和", "S", Date{1926, time.December, 25}},
		{"平成", "H", Date{1989, time.January, 8}}, {"令和", "R", Date{2019, time.May, 1}}, {"", "", Date{10_000, time.January, 1}},
	}
}

// ParseDate reads a date as answers to calculators have it, 2026-11-21, 2026/11/21, 20261121, 2026年11月21日, 令和8年11月21日
// or R8.11.21, full-width or not, or as 21 Nov 2026; a time of day behind it is ignored. The day must exist, and be
// one of its era.
func ParseDate(s string) (Date, error) {
	day := strings.TrimSpace(norm.NFKC.String(s))
	for _, layout := range []string{"2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return DateOf(t), nil
		}
	}
	m := dateForm.FindStringSubmatch(compactDate.ReplaceAllString(day, "$1-$2-$3"))
	if m == nil || m[1] == "" && len(m[2]) != len("2026") {
		return Date{}, diagnostic.Errorf("「%s」は日付として読めません", "“%s” is no date", s)
	}
	if m[2] == "元" {
		m[2] = "1"
	}
	year, month, number := toInt(m[2]), toInt(m[3]), toInt(m[4])
	first, next := Date{1, time.January, 1}, Date{10_000, time.January, 1}
	for i, e := range eras() {
		if m[1] != "" && (m[1] == e.name || strings.ToUpper(m[1]) == e.letter) {
			first, next = e.first, eras()[i+1].first
			year += first.Year - 1
		}
	}
	date := DateOf(time.Date(year, time.Month(month), number, 0, 0, 0, 0, time.UTC))
	if date.Month != time.Month(month) || date.Day != number || date.Before(first) || !date.Before(next) {
		return Date{}, diagnostic.Errorf("「%s」という日はありません", "there is no day “%s”", s)
	}
	return date, nil
}

// toInt reads the digits of a match.
func toInt(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// DateOf returns the day of t in t's own time zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Time returns midnight UTC of d.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// IsZero reports whether d is "not given".
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns −1, 0 or 1 as d is an earlier day than other, the same, or a later one.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// AddYears returns the same day n years later; 29 February becomes 1 March where there is none.
func (d Date) AddYears(n int) Date { return DateOf(d.Time().AddDate(n, 0, 0)) }

// String returns d as 2026-11-21, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

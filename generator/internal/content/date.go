package content

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
)

// A Date is a day of the Gregorian calendar without a time zone; the zero Date is "not given".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// dateForm is 2026-11-21, 2026/11/21, 2026年11月21日 or 令和8年11月21日; a time of day may follow.
var dateForm = regexp.MustCompile(`^(令和|平成)?(\d{4}|\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[Tt\s].*)?$`)

// ParseDate reads a date written 2026-11-21, 2026/11/21, 2026年11月21日, 令和8年11月21日 or
// 21 Nov 2026; a time of day behind it is ignored. The day must exist.
func ParseDate(s string) (Date, error) {
	day := strings.TrimSpace(s)
	for _, layout := range []string{"2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return DateOf(t), nil
		}
	}
	m := dateForm.FindStringSubmatch(day)
	if m == nil || m[1] == "" && len(m[2]) != len("2026") {
		return Date{}, diagnostic.Errorf("「%s」は日付として読めません", "“%s” is no date", s)
	}
	if m[2] == "元" {
		m[2] = "1"
	}
	year, month, number := toInt(m[2]), toInt(m[3]), toInt(m[4])
	switch m[1] {
	case "令和":
		year += 2018
	case "平成":
		year += 1988
	}
	date := DateOf(time.Date(year, time.Month(month), number, 0, 0, 0, 0, time.UTC))
	reiwa := Date{2019, time.May, 1}
	if year < 1 || date.Month != time.Month(month) || date.Day != number || m[1] == "令和" && date.Before(reiwa) || m[1] == "平成" && !date.Before(reiwa) {
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

// FiscalYear returns the year in which d's fiscal year began, which in Japan is on 1 April.
func (d Date) FiscalYear() int {
	if d.Month < time.April {
		return d.Year - 1
	}
	return d.Year
}

// String returns d as 2026-11-21, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

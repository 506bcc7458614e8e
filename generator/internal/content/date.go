package content

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// A Date is a day of the Gregorian calendar without a time zone; the zero Date is "not given".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

var dateForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// ParseDate reads a date written 2026-11-21; a time of day behind it is passed over. The day must
// exist.
func ParseDate(s string) (Date, error) {
	day := strings.TrimSpace(s)
	if len(day) > 10 && strings.ContainsAny(day[10:11], "Tt ") {
		day = day[:10]
	}
	if !dateForm.MatchString(day) {
		return Date{}, fmt.Errorf("「%s」は日付として読めません", s)
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("「%s」という日はありません", s)
	}
	return DateOf(t), nil
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

package check

import (
	"time"

	"shirube/calculator/internal/ir"
)

const secondsPerDay = 24 * 60 * 60

// movedMonths computes f of ir.AddMonths; ok is false where the result is not in the years 1 to 9999.
func movedMonths(day, months int64, rule ir.MonthRule) (int64, bool) {
	y, m, d := time.Unix(day*secondsPerDay, 0).UTC().Date()
	total := int64(y)*12 + int64(m) - 1 + months
	year, month := int(ir.FloorDiv(total, 12)), time.Month(total-12*ir.FloorDiv(total, 12)+1)
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	result := time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	if d > last.Day() {
		result = last
		if rule == ir.FirstOfNext {
			result = last.AddDate(0, 0, 1)
		}
	}
	n := result.Unix() / secondsPerDay
	return n, n >= firstDay && n <= lastDay
}

// wholeMonths computes f of ir.MonthsBetween.
func wholeMonths(from, to int64, rule ir.MonthRule) int64 {
	a, b := time.Unix(from*secondsPerDay, 0).UTC(), time.Unix(to*secondsPerDay, 0).UTC()
	n := int64(b.Year()-a.Year())*monthsPerYear + int64(b.Month()-a.Month())
	if moved, _ := movedMonths(from, n, rule); moved > to {
		n--
	}
	return n
}

// dayOfWeek returns the bit of a day in an ir.Weekday: 0 for Monday.
func dayOfWeek(day int64) int64 { return (day - firstDay) % ir.DaysOfWeek }

func yearOfDay(day int64) int64 { return int64(time.Unix(day*secondsPerDay, 0).UTC().Year()) }

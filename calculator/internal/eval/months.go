package eval

import "shirube/calculator/internal/ir"

// months moves a day by months, counting day by day through the calendar: slow, and unlike any
// other date arithmetic in the project.
func months(day, n int64, rule ir.MonthRule) int64 {
	year, month, dayOfMonth := civil(day)
	month += n
	for month > 12 {
		year, month = year+1, month-12
	}
	for month < 1 {
		year, month = year-1, month+12
	}
	first := newYear(year)
	for m := int64(1); m < month; m++ {
		first += monthLength(year, m)
	}
	length := monthLength(year, month)
	switch {
	case dayOfMonth <= length:
		return first + dayOfMonth - 1
	case rule == ir.LastOfMonth:
		return first + length - 1
	}
	return first + length
}

// civil returns the calendar date of a day number.
func civil(day int64) (year, month, dayOfMonth int64) {
	year = 1970 + day/366
	for newYear(year) > day {
		year--
	}
	for newYear(year+1) <= day {
		year++
	}
	rest := day - newYear(year)
	for month = 1; rest >= monthLength(year, month); month++ {
		rest -= monthLength(year, month)
	}
	return year, month, rest + 1
}

// newYear is the day number of 1 January: 365 days a year and one for each leap year before it.
func newYear(year int64) int64 { return 365*(year-1970) + leapsBefore(year) - leapsBefore(1970) }

// leapsBefore counts the leap years from year 1 to the year before.
func leapsBefore(year int64) int64 {
	y := year - 1
	return y/4 - y/100 + y/400
}

func monthLength(year, month int64) int64 {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

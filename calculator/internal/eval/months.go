package eval

import (
	"slices"

	"shirube/calculator/internal/ir"
)

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

// monthLength returns the days of a month of the Gregorian calendar. It is written out, since package time is what
// the checker uses.
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

// monthsBetween tries one number of months after the other.
func monthsBetween(from, to int64, rule ir.MonthRule) int64 {
	fromYear, fromMonth, _ := civil(from)
	toYear, toMonth, _ := civil(to)
	n := (toYear-fromYear)*12 + toMonth - fromMonth + 2
	for months(from, n, rule) > to {
		n--
	}
	return n
}

// weekdays collects the days of the week of a range, day by day.
func weekdays(v Value) Value {
	var set int64
	for day := v.Low.Int64(); day <= v.High.Int64() && set != 1<<ir.DaysOfWeek-1; day++ {
		set |= 1 << weekday(day)
	}
	return Possible(set)
}

// weekday counts from a Monday, 1 January of year 1.
func weekday(day int64) int64 { return (day - newYear(1)) % ir.DaysOfWeek }

// workingDay lists the open days from the first on that may count.
func workingDay(day, n int64, h *ir.Holidays) int64 {
	if n > 0 {
		day, n = day+1, n-1
	}
	var open []int64
	for ; int64(len(open)) <= n; day++ {
		if h.Weekly>>weekday(day)&1 == 0 && !slices.Contains(h.Days, day) {
			open = append(open, day)
		}
	}
	return open[n]
}

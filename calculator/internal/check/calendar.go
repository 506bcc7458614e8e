package check

import "shirube/calculator/internal/ir"
import "time"

const secondsPerDay = 24 * 60 * 60

// movedMonths is f of AddMonths; ok is false where the result leaves the years 1 to 9999.
func movedMonths(day, months int64, rule ir.MonthRule) (int64, bool) {
	y, m, d := time.Unix(day*secondsPerDay, 0).UTC().Date()
	total := int64(y)*12 + int64(m) - 1 + months
	year, month := int(floorDiv(total, 12)), time.Month(total-12*floorDiv(total, 12)+1)
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

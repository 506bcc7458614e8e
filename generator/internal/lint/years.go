package lint

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// A mentioned year is a fiscal year with its place in a text.
type mentionedYear struct {
	year     int // in which it began
	from, to int
}

var fiscalYear = regexp.MustCompile(`(令和|平成|西暦)?([0-9０-９]{1,4}|元)年度`)

// fiscalYears finds 令和8年度, 平成30年度 and 2026年度 in a text.
func fiscalYears(text string) []mentionedYear {
	if !strings.Contains(text, "年度") {
		return nil
	}
	var years []mentionedYear
	for _, m := range fiscalYear.FindAllStringSubmatchIndex(text, -1) {
		era := ""
		if m[2] >= 0 {
			era = text[m[2]:m[3]]
		}
		if year := westernYear(era, text[m[4]:m[5]]); year > 0 {
			years = append(years, mentionedYear{year, m[0], m[1]})
		}
	}
	return years
}

// westernYear returns the Gregorian year of an era's year; 0 for a number without an era that is too small.
func westernYear(era, number string) int {
	n, err := strconv.Atoi(fold(number))
	if number == "元" {
		n, err = 1, nil
	}
	switch {
	case err != nil:
		return 0
	case era == "令和":
		return 2018 + n
	case era == "平成":
		return 1988 + n
	case n < 1900:
		return 0
	}
	return n
}

// firstDayAfter returns the day on which a fiscal year is over.
func firstDayAfter(year int) content.Date { return content.Date{Year: year + 1, Month: 4, Day: 1} }

func lastDayOf(year int) content.Date { return content.Date{Year: year + 1, Month: 3, Day: 31} }

// yearSpan writes a fiscal year in both ways, with its end: 令和5年度（2023年度、2024-03-31 まで）.
func yearSpan(year int) diagnostic.Text {
	span := diagnostic.Textf("%d年度（%s まで）", "fiscal year %d (until %s)", year, lastDayOf(year))
	if year >= 2019 {
		span.Ja = fmt.Sprintf("令和%d年度（%d年度、%s まで）", year-2018, year, lastDayOf(year))
	}
	return span
}

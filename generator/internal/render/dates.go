package render

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"shirube/generator/internal/content"
)

// The interface strings that say how a language writes days: {y}, {month} and {d}, and the names of the months with a space
// between them. A language without them has 2026-12-01.
const (
	dateKey   = "date"
	monthsKey = "date.months"
)

// Date writes a day out.
func (l Localizer) Date(d content.Date) Date {
	if d.IsZero() {
		return Date{}
	}
	format := l.strings[dateKey]
	if format == "" || l.fallbacks[dateKey] != "" {
		return Date{ISO: d.String(), Text: d.String()}
	}
	month := strconv.Itoa(int(d.Month))
	if names := strings.Fields(l.strings[monthsKey]); len(names) == 12 && l.fallbacks[monthsKey] == "" {
		month = names[d.Month-1]
	}
	text := strings.NewReplacer("{y}", strconv.Itoa(d.Year), "{month}", month, "{d}", strconv.Itoa(d.Day)).Replace(format)
	return Date{ISO: d.String(), Text: text}
}

// isoDay writes a day given as YYYY-MM-DD; "" where it is none.
func (l Localizer) isoDay(iso string) string {
	d, err := content.ParseDate(iso)
	if err != nil {
		return ""
	}
	return l.Date(d).Text
}

var isoDays = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// dated formats the days in a text that are written YYYY-MM-DD.
func (l Localizer) dated(text string) string {
	return isoDays.ReplaceAllStringFunc(text, func(iso string) string { return cmp.Or(l.isoDay(iso), iso) })
}

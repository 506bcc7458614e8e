package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// Holidays is 休日: the days on which an office is closed, by year.
type Holidays struct {
	Name       Ident
	Years      []HolidayYear
	Properties Properties
}

// A HolidayYear is one line `2026年: 1月1日 元日, 1月12日 成人の日`.
type HolidayYear struct {
	Year int64
	Days []int64
	Span Span
}

// holidays parses a 休日: the closed days of each year.
func (p *parser) holidays(head item, body []item) {
	c := p.cursor(head)
	name, ok := c.name("休日")
	if !ok {
		return
	}
	c.end()
	h := &Holidays{Name: name}
	for _, it := range body {
		if !p.property("休日", it, &h.Properties) && !p.holidayYear(h, it) {
			p.unknownLine("休日", it)
		}
	}
	if len(h.Years) == 0 {
		p.report(CodeHolidayYear, name.Span, fmt.Sprintf("休日「%s」に年がありません。", name.Name),
			"下の行に「2026年: 1月1日, 1月12日」のように、年ごとに書いてください。")
	}
	p.file.Holidays = append(p.file.Holidays, h)
}

// holidayYear reads the closed days of one year; false means that the line names no year.
func (p *parser) holidayYear(h *Holidays, it item) bool {
	head, tail, ok := it.split()
	if !ok || len(head) != 1 {
		return false
	}
	year, isYear := strings.CutSuffix(string(head[0].folded), "年")
	n, err := strconv.Atoi(year)
	if !isYear || err != nil || n < 1 || n > 9999 {
		return false
	}
	y := HolidayYear{Year: int64(n), Span: head[0].whole(p.path)}
	if strings.TrimSpace(Fold(textOf(tail))) != "なし" {
		for _, l := range tail {
			p.holidaysOf(&y, l)
		}
	}
	h.Years = append(h.Years, y)
	return true
}

// holidaysOf reads `1月1日 元日, 1月12日 成人の日`; what follows a space is for readers of the file.
func (p *parser) holidaysOf(y *HolidayYear, l line) {
	for _, part := range l.cut(',') {
		if len(part.folded) == 0 {
			continue
		}
		word, _, _ := strings.Cut(string(part.folded), " ")
		day, ok := dayOfYear(int(y.Year), word)
		if !ok {
			p.report(CodeHolidayYear, part.whole(p.path), fmt.Sprintf("%d年の休みの日「%s」が読めません。", y.Year, word),
				"「1月1日」のように、その年にある日を書いてください。休みがない年は「なし」です。")
			continue
		}
		y.Days = append(y.Days, day)
	}
}

// dayOfYear reads 1月12日.
func dayOfYear(year int, word string) (int64, bool) {
	month, rest, ok := strings.Cut(word, "月")
	day, end := strings.CutSuffix(rest, "日")
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	if !ok || !end || err1 != nil || err2 != nil {
		return 0, false
	}
	return DayNumber(year, m, d)
}

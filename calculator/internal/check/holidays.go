package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// A holidays is 休日 as declared.
type holidays struct {
	decl    *syntax.Holidays
	weekly  int64
	days    []int64 // in order, without the days of weekly
	years   map[int64]bool
	sources []string
	help    string
	assumed string
	used    bool
}

// declareHolidays declares the 休日 of a file.
func (c *checker) declareHolidays(s *scope, f *syntax.File, calculator string) {
	for _, d := range f.Holidays {
		h := &holidays{decl: d, sources: c.sources(d.Properties), weekly: c.weekly(d), years: map[int64]bool{}}
		c.sourced(d.Properties, d.Name.Span, fmt.Sprintf("休日「%s」", d.Name.Name))
		c.writeTexts(func() {
			h.help, h.assumed = c.helpTexts(d.Properties, calculator)
		})
		for _, y := range d.Years {
			if h.years[y.Year] {
				c.errorAt(CodeHolidayTwice, y.Span, fmt.Sprintf("%d年が2回あります。", y.Year), "1つの行にまとめてください。")
			}
			h.years[y.Year] = true
			for _, day := range y.Days {
				// A holiday on a Sunday closes no further day.
				if h.weekly>>dayOfWeek(day)&1 == 0 {
					h.days = append(h.days, day)
				}
			}
		}
		slices.Sort(h.days)
		h.days = slices.Compact(h.days)
		if earlier := s.holidaysOf(d.Name.Name); earlier != nil {
			c.nameTwice("休日", d.Name, earlier.decl.Name.Span)
			continue
		}
		s.holidays[d.Name.Name] = h
	}
}

// weekly reads 休み, the closed days of the week: Saturday and Sunday where it is left out.
func (c *checker) weekly(d *syntax.Holidays) int64 {
	names := weekdayNames()
	property := d.Properties.Get("休み")
	if property == nil {
		return 1<<slices.Index(names, "土曜日") | 1<<slices.Index(names, "日曜日")
	}
	var set int64
	words := strings.FieldsFunc(syntax.Fold(property.Words.Raw), func(r rune) bool { return r == ',' || r == ' ' })
	for _, word := range words {
		i := slices.Index(names, strings.TrimSuffix(word, "日")+"日")
		if i < 0 && word != "なし" {
			c.errorAt(CodeClosedDays, property.Words.Span, fmt.Sprintf("休みの曜日「%s」が読めません。", word),
				"「休み: 土曜日, 日曜日」のように書いてください。毎週の休みがなければ「なし」です。")
			return 0
		}
		if i >= 0 {
			set |= 1 << i
		}
	}
	if set == 1<<ir.DaysOfWeek-1 {
		c.errorAt(CodeClosedDays, property.Words.Span, "どの曜日も休みなので、営業日がありません。", "開いている曜日を消してください。")
		return 0
	}
	return set
}

func (s *scope) holidaysOf(name string) *holidays {
	return find(s, name, func(s *scope) map[string]*holidays { return s.holidays })
}

func (s *scope) holidayNames() []string {
	var list []string
	for ; s != nil; s = s.outer {
		list = slices.AppendSeq(list, maps.Keys(s.holidays))
	}
	slices.Sort(list)
	return list
}

// workingDayCall checks 営業日後(日付, 3日, 国の休日).
func (b *builder) workingDayCall(n *syntax.Call, e *env) ir.Expr {
	if !b.arity(n, 3, 3, "営業日後(日付, 3日, 休日の名前)") {
		return nil
	}
	x, count := b.dateArgument(n.Args[0], e), b.number(n.Args[1], e)
	h := b.holidaysNamed(n.Args[2])
	if x == nil || count == nil || h == nil {
		return nil
	}
	if !isDays(count) {
		return b.reject(CodeUnits, n.Args[1].At(), fmt.Sprintf("ここには「日」の数が要りますが、%sです。", kindName(count.Type())), "「3日」のように書いてください。")
	}
	if !b.whole(n.Args[1], count) {
		return nil
	}
	if c := count.Extent(); c.Low < 0 || c.High > ir.MaxWorkingDays {
		return b.reject(CodeWorkingDays, n.Args[1].At(), fmt.Sprintf("営業日の数が、0日から%d日の間に収まらないことがあります（%s）。", ir.MaxWorkingDays,
			ir.FormatExtent(c, count.Type())),
			"数の「範囲」を狭めてください。")
	}
	return b.workingDay(n, h, x, count, e)
}

// holidaysNamed returns the 休日 that the last argument of 営業日後 names; nil where an error has been reported, here or at
// its declaration.
func (b *builder) holidaysNamed(x syntax.Expr) *holidays {
	name, ok := x.(*syntax.Name)
	if !ok {
		b.errorAt(CodeUnknownHolidays, x.At(), "ここには休日の名前が要ります。", "「休日 国の休日」で宣言した名前を書いてください。")
		return nil
	}
	h := b.scope.holidaysOf(name.Name)
	if h == nil && b.scope.isDamaged(name.Name) {
		b.broken = true
		return nil
	}
	if h == nil {
		suggestion := diagnostic.DidYouMean(name.Name, b.scope.holidayNames(), "「休日 "+name.Name+"」を、年ごとの日付と出典とともに宣言してください。")
		b.errorAt(CodeUnknownHolidays, name.At(), fmt.Sprintf("「%s」という休日はありません。", name.Name), suggestion)
		return nil
	}
	h.used = true
	return h
}

// workingDay requires the holidays of all years that the result may depend on.
func (b *builder) workingDay(n *syntax.Call, h *holidays, x, count ir.Expr, e *env) ir.Expr {
	calendar := &ir.Holidays{Weekly: h.weekly}
	from, to := x.Extent(), count.Extent()
	extent := ir.Extent{Low: h.after(from.Low, to.Low), High: h.after(from.High, to.High)}
	for year := yearOfDay(from.Low); year <= yearOfDay(extent.High); year++ {
		if !h.years[year] {
			return b.reject(CodeHolidaysMissing, n.Span, fmt.Sprintf("休日「%s」に%d年がありません。", h.decl.Name.Name, year),
				fmt.Sprintf("「%d年: 1月1日, …」の行を足すか、日付の「範囲」を休日の分かる年にしてください。", year))
		}
	}
	for _, day := range h.days {
		if day >= from.Low && day <= extent.High {
			calendar.Days = append(calendar.Days, day)
		}
	}
	node := &ir.WorkingDay{Typed: ir.Of(&ir.Type{Kind: ir.Date}, extent), X: x, N: count, Holidays: b.calendar(h, calendar)}
	if e.branch || e.raw {
		b.inner = append(b.inner, h.sources...)
		return node
	}
	return b.addStep(ir.Step{Kind: ir.Formula, Name: syntax.Words(n), Help: h.help, Sources: h.sources, Assumed: h.assumed,
		Expr: node, Item: b.itemBehind(node, e), Position: n.Span})
}

// calendar returns the calendar of an earlier use with the same closed days, so that a module has it once.
func (b *builder) calendar(h *holidays, c *ir.Holidays) *ir.Holidays {
	for _, other := range b.calendars[h] {
		if slices.Equal(other.Days, c.Days) {
			return other
		}
	}
	b.calendars[h] = append(b.calendars[h], c)
	return c
}

// after computes f of ir.WorkingDay.
func (h *holidays) after(day, n int64) int64 {
	if n > 0 {
		day, n = day+1, n-1
	}
	for ; ; day++ {
		if _, closed := slices.BinarySearch(h.days, day); closed || h.weekly>>dayOfWeek(day)&1 == 1 {
			continue
		}
		if n == 0 {
			return day
		}
		n--
	}
}

package lint

import (
	"context"
	"fmt"
	"slices"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// exampleDeadlines returns the days on which examples of calculators begin to fail, since a figure changes and
// they have no day of their own.
func (c *checker) exampleDeadlines() []Deadline {
	if c.in.Calc == nil {
		return nil
	}
	var list []Deadline
	days := c.changeDays()
	for _, p := range c.in.Calc.Programs {
		if len(days) > 0 && asksForDay(p) {
			list = append(list, c.examplesEnding(p, days)...)
		}
	}
	return list
}

// changeDays returns the days to come on which a figure or table changes.
func (c *checker) changeDays() []content.Date {
	var days []content.Date
	for _, changes := range c.changes() {
		for _, change := range changes {
			if c.in.Today.Before(change.when) {
				days = append(days, change.when)
			}
		}
	}
	slices.SortFunc(days, content.Date.Compare)
	return slices.Compact(days)
}

// asksForDay reports whether a calculator chooses its figures by a day.
func asksForDay(p *calculator.Program) bool {
	return slices.ContainsFunc(p.Form.Inputs, func(in calculator.FormInput) bool { return in.Name == "基準日" })
}

// examplesEnding returns for each example the first day on which it fails.
func (c *checker) examplesEnding(p *calculator.Program, days []content.Date) []Deadline {
	var list []Deadline
	ended := make(map[diagnostic.Span]bool)
	for _, day := range days {
		found, err := p.FailingExamples(context.Background(), calculator.Today(day.Time()))
		if err != nil {
			return list // the build reports why a calculator cannot run
		}
		for _, d := range found {
			if ended[d.Span] {
				continue
			}
			ended[d.Span] = true
			list = append(list, Deadline{When: day, Code: "example-ends", Span: d.Span,
				What: diagnostic.Text{Ja: fmt.Sprintf("この例は、%s から合わなくなります。%s", day, d.Message), En: fmt.Sprintf("This example is wrong from %s on.", day)},
				Mend: diagnostic.Textf("例に「基準日 = %s」を足し、新しい値の例も書いてください。", "Add “基準日 = %s” to the example, and write another for the new values.", c.in.Today)})
		}
	}
	return list
}

// findEndingExamples reports examples before they fail, since a failing example stops the build.
func (c *checker) findEndingExamples() {
	for _, d := range c.deadlines {
		if d.Code == "example-ends" {
			c.report(d.Code, d.Span, d.What.Ja, d.Mend.Ja)
		}
	}
}

package main

import (
	"fmt"

	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
)

// A listedDeadline is a deadline as check -calendar -json has it.
type listedDeadline struct {
	Date string `json:"date"`
	Code string `json:"code,omitempty"`
	placeJSON
	What   string `json:"what"`
	Mend   string `json:"mend"`
	Reason string `json:"reason,omitempty"` // why it is suppressed
}

// showCalendar prints what runs out when, by month.
func (c *command) showCalendar(deadlines []lint.Deadline, today content.Date) error {
	silenced := 0
	calendar := calendar{command: c, today: today}
	for _, d := range deadlines {
		switch {
		case c.json:
			line := listedDeadline{d.When.String(), d.Code, placeOf(d.Span), d.What.In(c.lang), d.Mend.In(c.lang), d.Reason}
			if err := c.writeJSON(line); err != nil {
				return err
			}
		case d.Reason != "":
			silenced++
		default:
			calendar.add(d)
		}
	}
	if c.json {
		return nil
	}
	if calendar.last == (lint.Deadline{}) {
		fmt.Fprintln(c.out, c.words("見直す日の決まっているものは、ありません。", "Nothing has a day on which it must be reviewed."))
	}
	if silenced > 0 {
		c.say(c.words("\nほかに、理由を書いて抑えたもの %d 件（shirube check -silenced）。",
			"\n%d more are suppressed with a reason (shirube check -silenced)."), silenced)
	}
	return nil
}

// A calendar prints deadlines under their months, and a remedy that several share once.
type calendar struct {
	*command
	today content.Date
	month string // the heading that was printed last
	last  lint.Deadline
}

func (c *calendar) add(d lint.Deadline) {
	month := fmt.Sprintf(c.words("%d年%d月", "%d-%02d"), d.When.Year, d.When.Month)
	if !c.today.Before(d.When) {
		month = c.words("もう過ぎています", "already past")
	}
	if month != c.month {
		if c.month != "" {
			fmt.Fprintln(c.out)
		}
		fmt.Fprintln(c.out, month)
	}
	if month != c.month || d.When != c.last.When || d.Mend != c.last.Mend {
		fmt.Fprintf(c.out, "  %s  %s\n", d.When, d.Mend.In(c.lang))
	}
	fmt.Fprintf(c.out, "    %s  %s\n", d.Span, d.What.In(c.lang))
	c.month, c.last = month, d
}

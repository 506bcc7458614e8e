package main

import (
	"fmt"

	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
)

// A listedDeadline is a deadline as check -calendar -json has it.
type listedDeadline struct {
	Date   string `json:"date"`
	Code   string `json:"code,omitempty"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	What   string `json:"what"`
	Mend   string `json:"mend"`
	Reason string `json:"reason,omitempty"` // why check does not tell it
}

// showCalendar prints what runs out when, by month: for editors, on the day they ask. A page of the
// site would be old as soon as it is built, and readers have no use for it.
func (c *command) showCalendar(deadlines []lint.Deadline, today content.Date) error {
	silenced := 0
	calendar := calendar{command: c, today: today}
	for _, d := range deadlines {
		switch {
		case c.json:
			line := listedDeadline{d.When.String(), d.Code, d.Span.Path, d.Span.Start.Line, d.Span.Start.Column, d.What, d.Mend, d.Reason}
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
		fmt.Fprintln(c.out, "見直す日の決まっているものは、ありません。")
	}
	if silenced > 0 {
		fmt.Fprintf(c.out, "\nほかに、理由を書いて知らせないもの %d 件（shirube check -silenced）。\n", silenced)
	}
	return nil
}

// A calendar prints deadlines under their months, and what is to be done once for all that have it
// in common.
type calendar struct {
	*command
	today content.Date
	month string // the heading that was printed last
	last  lint.Deadline
}

func (c *calendar) add(d lint.Deadline) {
	month := fmt.Sprintf("%d年%d月", d.When.Year, d.When.Month)
	if !c.today.Before(d.When) {
		month = "もう過ぎています"
	}
	if month != c.month {
		if c.month != "" {
			fmt.Fprintln(c.out)
		}
		fmt.Fprintln(c.out, month)
	}
	if month != c.month || d.When != c.last.When || d.Mend != c.last.Mend {
		fmt.Fprintf(c.out, "  %s  %s\n", d.When, d.Mend)
	}
	fmt.Fprintf(c.out, "    %s  %s\n", d.Span, d.What)
	c.month, c.last = month, d
}

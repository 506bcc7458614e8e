package main

import (
	"fmt"

	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/references"
)

// diff prints what of the site differs between two days: diff -from DATE -to DATE.
func (c *command) diff(args []string) error {
	flags := c.newBuildFlags("diff")
	from := flags.String("from", "", c.words("YYYY-MM-DD|初めの日（書かなければ今日）", "YYYY-MM-DD|the first day; today if left out"))
	to := flags.String("to", "", c.words("YYYY-MM-DD|後の日", "YYYY-MM-DD|the later day"))
	if err := c.noOperands(args); err != nil {
		return err
	}
	if *to == "" {
		return c.wrongUsage(c.words("-to に、後の日を書いてください。例: %s", "Give the later day with -to, as in: %s"),
			"shirube diff -from 2026-06-01 -to 2027-04-01")
	}
	later, err := content.ParseDate(*to)
	if err != nil {
		return c.wrongDate("to", err)
	}
	// The date is read again by open; here its error can still name the flag -from.
	if _, err := today(*from); err != nil {
		return c.wrongDate("from", err)
	}
	before, after, broken, err := c.bothDays(*from, later)
	if err != nil {
		return err
	}
	difference, err := references.Between(c.ctx, before, after)
	if err != nil {
		return err
	}
	if err := c.showDifference(difference, before.Today, after.Today); err != nil {
		return err
	}
	if broken {
		fmt.Fprintf(c.err, c.words("%s には、このままではサイトを作れません。\n", "As it is, the site cannot be built on %s.\n"), later)
		return errFound
	}
	return nil
}

// bothDays links the site as it is published on two days. It prints what would stop a build on the
// later day, and reports whether there is any such thing.
func (c *command) bothDays(from string, to content.Date) (before, after lint.Input, broken bool, err error) {
	builder, progress, err := c.open(from, false)
	if err != nil {
		return before, after, false, err
	}
	defer builder.Close()
	before, found := builder.Study(c.ctx)
	if found.HasErrors() {
		progress.clear()
		c.printErrors(found)
		return before, after, false, errFound
	}
	builder.SetToday(to)
	after, found = builder.Study(c.ctx)
	progress.clear()
	c.printErrors(found)
	return before, after, found.HasErrors(), nil
}

// showDifference prints what differs: figures, then the pages that show them, then the results of examples.
func (c *command) showDifference(d references.Difference, from, to content.Date) error {
	if c.json {
		return c.writeJSON(differenceJSON(d, from, to))
	}
	if d.IsEmpty() {
		fmt.Fprintf(c.out, c.words("%s と %s で、違いはありません。\n", "no difference between %s and %s\n"), from, to)
		return nil
	}
	fmt.Fprintf(c.out, "%s → %s\n", from, to)
	c.showFigures(d.Figures)
	c.showPages(d.Pages)
	c.showExamples(d.Calculators)
	return nil
}

// arrow writes a change of a value.
func (c *command) arrow(change references.Change) string {
	switch {
	case change.Before == "":
		return c.words("（なし）", "(none)") + " → " + change.After
	case change.After == "":
		return change.Before + " → " + c.words("（なし）", "(none)")
	}
	return change.Before + " → " + change.After
}

func (c *command) showFigures(figures []references.FigureChange) {
	if len(figures) > 0 {
		fmt.Fprintf(c.out, c.words("\n値と表（%d）\n", "\nfigures and tables (%d)\n"), len(figures))
	}
	for _, f := range figures {
		if f.Kind == "値" {
			fmt.Fprintf(c.out, c.words("  %s: 値「%s」: %s\n", "  %s: figure “%s”: %s\n"), f.Span, f.Name, c.arrow(f.Changes[0]))
			continue
		}
		fmt.Fprintf(c.out, c.words("  %s: 表「%s」\n", "  %s: table “%s”\n"), f.Span, f.Name)
		for _, row := range f.Changes {
			fmt.Fprintf(c.out, "    %s: %s\n", row.What, c.arrow(row))
		}
	}
}

func (c *command) showPages(pages []references.PageChange) {
	if len(pages) > 0 {
		fmt.Fprintf(c.out, c.words("\nページ（%d）\n", "\npages (%d)\n"), len(pages))
	}
	for _, p := range pages {
		state := ""
		switch {
		case p.Comes:
			state = c.words("（公開されます）", " (published)")
		case p.Goes:
			state = c.words("（公開が終わります）", " (expires)")
		}
		fmt.Fprintf(c.out, "  %s: %s%s\n", p.Path, p.Title, state)
		for _, change := range p.Changes {
			if change.Before == change.After {
				fmt.Fprintf(c.out, c.words("    %s: %s「%s」\n", "    %s: %s “%s”\n"), change.Span, c.kind(change.What), change.After)
				continue
			}
			fmt.Fprintf(c.out, "    %s: %s\n      - %s\n      + %s\n", change.Span, c.kind(change.What), change.Before, change.After)
		}
	}
}

func (c *command) showExamples(calculators []references.CalculatorChange) {
	if len(calculators) > 0 {
		fmt.Fprintf(c.out, c.words("\n計算機（%d）\n", "\ncalculators (%d)\n"), len(calculators))
	}
	for _, p := range calculators {
		fmt.Fprintf(c.out, "  %s: %s\n", p.Name, p.Title)
		for _, e := range p.Examples {
			fmt.Fprintf(c.out, c.words("    %s: 例「%s」\n", "    %s: example “%s”\n"), e.Span, e.Title)
			for _, r := range e.Results {
				fmt.Fprintf(c.out, "      %s: %s\n", c.kind(r.What), c.arrow(r))
			}
		}
		if p.Cells > 0 {
			fmt.Fprintf(c.out, c.words("    早見表の %d 欄\n", "    %d cells of tables of results\n"), p.Cells)
		}
	}
}

package main

import (
	"fmt"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/references"
)

// A placeJSON is a place in a file as -json prints it.
type placeJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

func placeOf(s diagnostic.Span) placeJSON { return placeJSON{s.Path, s.Start.Line, s.Start.Column} }

// A subjectJSON is what why -json prints.
type subjectJSON struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Text string `json:"text"`
	placeJSON
	Uses []useJSON `json:"uses"`
}

type useJSON struct {
	Kind string `json:"kind"`
	placeJSON
	Text string `json:"text"`
}

// why prints all that a figure, table, source or calculator touches: why NAME.
func (c *command) why(args []string) error {
	c.newBuildFlags("why")
	date := c.dateFlag()
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) != 1 {
		return c.wrongUsage(c.words("値、表、出典、計算機のどれかの名前を、一つ書いてください。例: shirube why 負担上限月額",
			"Give the name of one figure, table, source or calculator: shirube why NAME"))
	}
	builder, progress, err := c.open(*date, true)
	if err != nil {
		return err
	}
	defer builder.Close()
	in, found := builder.Study(c.ctx)
	progress.clear()
	subject, err := references.Why(in, operands[0])
	if err != nil {
		c.printErrors(found) // they may be the reason
		return err
	}
	return c.showSubject(subject)
}

// kind names what a place is, in the language of messages.
func (c *command) kind(name string) string { return references.KindText(name).In(c.lang) }

// printErrors prints the findings that would stop a build, beside a result.
func (c *command) printErrors(found diagnostic.List) {
	var errors diagnostic.List
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			errors = append(errors, d)
		}
	}
	c.printText(errors)
}

// showSubject prints what a name is and each place that uses it.
func (c *command) showSubject(s references.Subject) error {
	if c.json {
		out := subjectJSON{s.Kind, s.Name, s.Text, placeOf(s.Span), make([]useJSON, 0, len(s.Uses))}
		for _, u := range s.Uses {
			out.Uses = append(out.Uses, useJSON{u.Kind, placeOf(u.Span), u.Text})
		}
		return c.writeJSON(out)
	}
	fmt.Fprintf(c.out, c.words("%s: %s「%s」 %s\n", "%s: %s “%s” %s\n"), s.Span, c.kind(s.Kind), s.Name, s.Text)
	files := make(map[string]bool)
	for _, u := range s.Uses {
		files[u.Span.Path] = true
		fmt.Fprintf(c.out, "  %s: %s: %s\n", u.Span, c.kind(u.Kind), u.Text)
	}
	c.say(c.words("%d か所（%d ファイル）で使っています。", "used in %d places (%d files)"), len(s.Uses), len(files))
	return nil
}

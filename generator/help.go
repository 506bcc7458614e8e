package main

import (
	"flag"
	"fmt"

	"shirube/generator/internal/handbook"
)

// help prints how the program, a command or a page of the handbook: help [COMMAND | TOPIC].
func (c *command) help(args []string) error {
	c.newFlags("help")
	operands, err := c.parse(args)
	if err != nil && err != flag.ErrHelp {
		return err
	}
	if len(operands) == 0 {
		fmt.Fprint(c.out, c.usage())
		c.listHandbook()
		return nil
	}
	for _, name := range operands {
		if err := c.helpOn(name); err != nil {
			return err
		}
	}
	return nil
}

func (c *command) helpOn(name string) error {
	if v, ok := findVerb(name); ok {
		if v.name != "help" {
			return v.run(c, []string{"-h"})
		}
		fmt.Fprint(c.out, c.verbHelp(v))
		return nil
	}
	page, ok := handbook.Page(name)
	if !ok {
		return c.wrongUsage(c.words("「%s」というコマンドも、手引きのページもありません。一覧: shirube help",
			"There is neither a command nor a page of the handbook called %q; for a list: shirube help"), name)
	}
	_, err := fmt.Fprint(c.out, page.Text)
	return err
}

func (c *command) listHandbook() {
	fmt.Fprint(c.out, c.words("\n手引き（shirube help 名前）:\n", "\nhandbook, in Japanese (shirube help NAME):\n"))
	for _, page := range handbook.Topics() {
		fmt.Fprintf(c.out, "  %-15s %s\n", page.Name, page.Title)
	}
}

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

// helpOn prints the help of a command, or a page of the handbook. Flags are declared by running a command, so it is
// run with -h here.
func (c *command) helpOn(name string) error {
	if v, ok := findVerb(name); ok {
		if v.name != "help" {
			_ = v.run(c, []string{"-h"}) // declares its options
		}
		fmt.Fprint(c.out, c.verbHelp(v))
		return nil
	}
	page, ok := handbook.Page(name)
	if !ok {
		return c.unknown(c.words("「%s」というコマンドも、手引きのページもありません。",
			"There is neither a command nor a page of the handbook called %q. "),
			name, append(verbNames(), topicNames()...),
			c.words("一覧: shirube help", "For a list: shirube help"))
	}
	_, err := fmt.Fprint(c.out, page.Text)
	return err
}

// topicNames returns the names of the pages of the handbook.
func topicNames() []string {
	var names []string
	for _, page := range handbook.Topics() {
		names = append(names, page.Name)
	}
	return names
}

func (c *command) listHandbook() {
	fmt.Fprint(c.out, c.words("\n手引き（shirube help 名前）:\n", "\nhandbook, in Japanese (shirube help NAME):\n"))
	for _, page := range handbook.Topics() {
		fmt.Fprintf(c.out, "  %-15s %s\n", page.Name, page.Title)
	}
}

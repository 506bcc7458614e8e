package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
)

// newFlags begins the flag set of a command with the flags that all have. The text of a flag that takes a value
// begins with the value's name: "DIR|…".
func (c *command) newFlags(name string) *flag.FlagSet {
	c.name = name
	c.flags = flag.NewFlagSet(name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.content, "content", "content", c.words("DIR|内容のフォルダー", "DIR|content folder"))
	c.flags.StringVar(&c.theme, "theme", "", c.words("NAME|テーマの名前かフォルダー（site.yaml より優先）", "NAME|name or folder of the theme, in place of that in site.yaml"))
	c.flags.BoolVar(&c.json, "json", false, c.words("結果をJSONで標準出力に出す", "write results as JSON to standard output"))
	c.flags.BoolVar(&c.quiet, "quiet", false, c.words("見つかったことと結果のほかは表示しない", "print nothing but findings and results"))
	c.flags.BoolVar(&c.verbose, "verbose", false, c.words("していることと、かかった時間も表示する", "print what is done and how long it takes"))
	c.flags.StringVar(&c.lang, "lang", c.lang, c.words("ja|en|メッセージの言語", "ja|en|language of messages"))
	return c.flags
}

// newBuildFlags is newFlags for commands that build a site.
func (c *command) newBuildFlags(name string) *flag.FlagSet {
	c.newFlags(name).BoolVar(&c.noCache, "no-cache", false,
		c.words("前に残した結果を使わず、残しもしない", "neither use nor keep what earlier runs have kept"))
	return c.flags
}

// dateFlag declares -date.
func (c *command) dateFlag() *string {
	return c.flags.String("date", "", c.words("YYYY-MM-DD|今日とみなす日", "YYYY-MM-DD|the day to take for today"))
}

// A declaredFlag is a flag as help shows it.
type declaredFlag struct{ name, value, does string }

func (f declaredFlag) form() string { return strings.TrimSpace("-" + f.name + " " + f.value) }

// declaredFlags returns the flags of the command, sorted by name.
func (c *command) declaredFlags() []declaredFlag {
	var list []declaredFlag
	c.flags.VisitAll(func(f *flag.Flag) {
		d := declaredFlag{name: f.Name, does: f.Usage}
		if at := strings.LastIndex(f.Usage, "|"); at >= 0 {
			d.value, d.does = f.Usage[:at], f.Usage[at+1:]
		}
		if f.DefValue != "" && f.DefValue != "false" && f.Name != "lang" {
			d.does += c.words("（初めは ", " (default ") + f.DefValue + c.words("）", ")")
		}
		list = append(list, d)
	})
	return list
}

// commandFirst returns a command line with the command before flags that all commands have: -lang en build is build -lang en.
func commandFirst(args []string) []string {
	for i := 0; i < len(args); i++ {
		if _, isVerb := findVerb(args[i]); isVerb {
			return slices.Concat(args[i:i+1], args[:i], args[i+1:])
		}
		switch name := strings.TrimLeft(args[i], "-"); name {
		case args[i]:
			return args // neither a command nor a flag
		case "content", "theme", "lang":
			i++ // its value
		}
	}
	return args
}

// parse reads flags before and after the operands and returns the operands.
func (c *command) parse(args []string) ([]string, error) {
	var operands []string
	for {
		if err := c.flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, c.wrongFlag(err)
		}
		if c.lang != "ja" && c.lang != "en" && c.lang != "" {
			return nil, c.wrongUsage("-lang: ja / en")
		}
		rest := c.flags.Args()
		if len(rest) == 0 {
			return operands, nil
		}
		// Package flag stops at the first operand; behind -- all are operands.
		if len(args) > len(rest) && args[len(args)-len(rest)-1] == "--" {
			return append(operands, rest...), nil
		}
		operands, args = append(operands, rest[0]), rest[1:]
	}
}

// wrongFlag says what is wrong with a flag, and which one was meant. Package flag distinguishes them only by their messages.
func (c *command) wrongFlag(err error) error {
	help := fmt.Sprintf("shirube %s -h", c.name)
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		var names []string
		for _, f := range c.declaredFlags() {
			names = append(names, "-"+f.name)
		}
		return c.unknown(c.words("「%s」というオプションはありません。", "There is no option %s. "), "-"+name, names,
			c.words("一覧: ", "For a list: ")+help)
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: -"); ok {
		return c.wrongUsage(c.words("「-%s」の後に値がありません。使いかた: %s", "-%s needs a value. For help: %s"), name, help)
	}
	return c.wrongUsage(c.words("オプションを読めません（%v）。使いかた: %s", "An option cannot be read (%v). For help: %s"), err, help)
}

// noOperands is parse for commands that take none.
func (c *command) noOperands(args []string) error {
	operands, err := c.parse(args)
	if err == nil && len(operands) > 0 {
		return c.wrongUsage(c.words("「%s」は余分です。", "%q is one word too many."), operands[0])
	}
	return err
}

// unknown reports a name that nothing has, and which of the known ones was meant; otherwise is the advice where none is
// close. Format is a sentence with a verb for the name.
func (c *command) unknown(format, name string, known []string, otherwise string) error {
	if near := diagnostic.Closest(name, known); near != "" {
		otherwise = fmt.Sprintf(c.words("「%s」のことですか。", "Did you mean %s?"), near)
	}
	return c.wrongUsage(format+"%s", name, otherwise)
}

func (c *command) wrongUsage(format string, args ...any) error {
	fmt.Fprintf(c.err, format+"\n", args...)
	return errUsage
}

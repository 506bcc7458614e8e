// Shirube builds a public-information site from Markdown and calculation files.
//
// Rules of the command line: flags may be before or after the operands; findings go to standard
// error as file:line:col: error: message [code], or as JSON lines with -json; results go to
// standard output. Exit status 0 means done, 1 that something in the content, the theme or the
// output is wrong, 2 that the command line is.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"shirube/calculator/diagnostic"
)

// version is the release, set at link time with -ldflags "-X main.version=…".
var version = ""

func main() {
	args := commandFirst(os.Args[1:])
	c := &command{
		ctx: context.Background(), in: os.Stdin, out: standardOutput(), err: os.Stderr, terminal: isTerminal(os.Stderr),
		colour: isTerminal(os.Stderr) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		lang:   chosenLanguage(args, os.Getenv),
	}
	// Other commands write nothing that must be put in order, so Ctrl-C may end them at once.
	if len(args) > 0 && (args[0] == "build" || args[0] == "serve") {
		c.ctx = c.untilInterrupted(c.ctx)
	}
	os.Exit(c.run(args))
}

// untilInterrupted returns a context that the first Ctrl-C ends, so that unfinished work is cleaned up; a
// second ends the program at once.
func (c *command) untilInterrupted(ctx context.Context) context.Context {
	ctx, end := context.WithCancel(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		signal.Stop(signals)
		fmt.Fprintln(c.err, c.words("\n終わらせています。もう一度 Ctrl-C を押すと、すぐに終わります。",
			"\nStopping. Press Ctrl-C again to stop at once."))
		end()
	}()
	return ctx
}

// A command is one call of the program.
type command struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	terminal bool                            // err is a terminal: excerpts and progress are shown
	colour   bool                            // err shows colours
	lang     string                          // of messages: ja or en
	docs     map[string][]diagnostic.CodeDoc // of codes, for messages in English; made for the first

	name    string // of the command
	flags   *flag.FlagSet
	content string
	theme   string
	json    bool
	quiet   bool
	verbose bool
	noCache bool
}

// errUsage is returned where the command line itself is wrong; the reason has been printed.
var errUsage = errors.New("usage")

// errFound is returned where findings with errors have been printed.
var errFound = errors.New("errors found")

// run runs a command line and returns the exit status.
func (c *command) run(args []string) int {
	if len(args) == 0 {
		fmt.Fprint(c.err, c.usage())
		return 2
	}
	v, ok := findVerb(args[0])
	if !ok {
		_ = c.unknown(c.words("「%s」というコマンドはありません。", "There is no command %q. "), args[0], verbNames(), "\n\n"+c.usage())
		return 2
	}
	switch err := v.run(c, args[1:]); {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(c.out, c.verbHelp(v))
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.Is(err, errFound):
		return 1
	default:
		fmt.Fprintln(c.err, c.message(err))
		return 1
	}
}

// licenses are those of all code that the program is built from, as they ask to be passed on.
//
//go:embed licenses.txt
var licenses string

func (c *command) version(args []string) error {
	all := c.newFlags("version").Bool("licenses", false,
		c.words("組み込んだソフトウェアと辞書のライセンスを表示する", "print the licences of built-in software and dictionaries"))
	if err := c.noOperands(args); err != nil {
		return err
	}
	if *all {
		_, err := io.WriteString(c.out, licenses)
		return err
	}
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "" {
		v = info.Main.Version
	}
	fmt.Fprintln(c.out, "shirube", v)
	return nil
}

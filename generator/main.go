// Shirube builds a public-information site from Markdown and calculation files.
//
// Rules of the command line: flags stand before or behind the operands; findings go to standard
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
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// version is the release, set at link time with -ldflags "-X main.version=…".
var version = ""

const usage = `しるべ: 案内のサイトを作る道具

使い方:
  shirube build [-out public] [-base-url URL] [-drafts] [-date 年-月-日]
                                  サイトを作る
  shirube serve [-addr 127.0.0.1:8080] [-editor 命令] [-poll]
                                  書きながら見る（保存するとページが新しくなる）
  shirube check [-date 年-月-日]  書き出さずに調べる（その日に古くなるものも分かる）
  shirube check -calendar         いつ何を見直すかを、月ごとに並べる
  shirube check -laws             引用した条文が改正されたかを、e-Govに問い合わせる
  shirube check -links            ほかのサイトへのリンクを並べる
  shirube check -silenced         理由を書いて知らせないことにしたものを並べる
  shirube check -sarif            知らせをSARIFの形で標準出力に出す
  shirube why NAME                値、表、出典、計算機を使っている所を並べる
  shirube diff -from 年-月-日 -to 年-月-日
                                  二つの日のサイトの違いを並べる
  shirube calc -list              計算機と、その入力と結果を並べる
  shirube calc NAME 入力=値 …     一度計算する（- なら、1行に一つのJSONを読む）
  shirube explain [CODE]          メッセージの記号の意味と、直しかたを表示する
  shirube new page PATH           新しいページを作る
  shirube new calculator NAME     新しい計算機を作る
  shirube new site DIR            新しいサイトを作る
  shirube version [-licenses]     版（組み込んだもののライセンス）を表示する

どの命令でも使える指定:
  -content DIR      内容のフォルダー（初めは content）
  -theme NAME|DIR   テーマ（初めは michi）
  -json             知らせをJSONの行で出す

build、serve、check で使える指定:
  -no-cache         前に色分けしたプログラムの例を使わず、残しもしない
`

func main() {
	c := &command{ctx: context.Background(), in: os.Stdin, out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stderr)}
	if len(os.Args) > 1 && (os.Args[1] == "build" || os.Args[1] == "serve") {
		c.ctx = untilInterrupted(c.ctx, c.err)
	}
	os.Exit(c.run(os.Args[1:]))
}

// untilInterrupted returns a context that the first Ctrl-C ends, so that work in hand is put away; a
// second ends the program at once.
func untilInterrupted(ctx context.Context, out io.Writer) context.Context {
	ctx, restore := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		restore()
		fmt.Fprintln(out, "\n終わらせています。もう一度 Ctrl-C を押すと、すぐに終わります。")
	})
	return ctx
}

// A command is one call of the program.
type command struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	terminal bool // err is a terminal: excerpts and progress are shown

	flags   *flag.FlagSet
	content string
	theme   string
	json    bool
	noCache bool
}

// errUsage says that the command line itself is wrong; the reason has been printed.
var errUsage = errors.New("usage")

// errFound says that findings with errors have been printed.
var errFound = errors.New("errors found")

func (c *command) run(args []string) int {
	if len(args) == 0 {
		fmt.Fprint(c.err, usage)
		return 2
	}
	commands := map[string]func([]string) error{
		"build": c.build, "serve": c.serve, "check": c.check, "why": c.why, "diff": c.diff, "calc": c.calc, "explain": c.explain, "new": c.new, "version": c.version,
		"help": c.help, "-h": c.help, "-help": c.help, "--help": c.help,
	}
	do, ok := commands[args[0]]
	if !ok {
		fmt.Fprintf(c.err, "「%s」という命令はありません。\n\n%s", args[0], usage)
		return 2
	}
	switch err := do(args[1:]); {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.Is(err, errFound):
		return 1
	default:
		fmt.Fprintln(c.err, err)
		return 1
	}
}

func (c *command) help([]string) error {
	fmt.Fprint(c.out, usage)
	return nil
}

// licenses are those of all code that the program is built from, as they ask to be passed on.
//
//go:embed licenses.txt
var licenses string

func (c *command) version(args []string) error {
	all := c.newFlags("version").Bool("licenses", false, "組み込んだソフトウェアと辞書のライセンスを表示する")
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

// newFlags begins the flag set of a command with the flags that all have.
func (c *command) newFlags(name string) *flag.FlagSet {
	c.flags = flag.NewFlagSet("shirube "+name, flag.ContinueOnError)
	c.flags.SetOutput(c.err)
	c.flags.StringVar(&c.content, "content", "content", "内容のフォルダー")
	c.flags.StringVar(&c.theme, "theme", "michi", "テーマの名前かフォルダー")
	c.flags.BoolVar(&c.json, "json", false, "知らせをJSONの行で出す")
	return c.flags
}

// newBuildFlags is newFlags for commands that build a site.
func (c *command) newBuildFlags(name string) *flag.FlagSet {
	c.newFlags(name).BoolVar(&c.noCache, "no-cache", false, "前に色分けしたプログラムの例を使わず、残しもしない")
	return c.flags
}

// parse reads flags before and behind the operands and returns the operands.
func (c *command) parse(args []string) ([]string, error) {
	var operands []string
	for {
		if err := c.flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		rest := c.flags.Args()
		if len(rest) == 0 {
			return operands, nil
		}
		if len(args) > len(rest) && args[len(args)-len(rest)-1] == "--" {
			return append(operands, rest...), nil
		}
		operands, args = append(operands, rest[0]), rest[1:]
	}
}

// noOperands is parse for commands that take none.
func (c *command) noOperands(args []string) error {
	operands, err := c.parse(args)
	if err == nil && len(operands) > 0 {
		return c.wrongUsage("「%s」は余分です。", operands[0])
	}
	return err
}

func (c *command) wrongUsage(format string, args ...any) error {
	fmt.Fprintf(c.err, format+"\n", args...)
	return errUsage
}

// today reads the flag -date; the default is the day on this machine.
func today(date string) (content.Date, error) {
	if date == "" {
		return content.DateOf(time.Now()), nil
	}
	return content.ParseDate(date)
}

// themeFiles opens a theme: a folder by its path, themes/NAME below the working folder, or the one
// built into the program.
func themeFiles(name string) (fs.FS, error) {
	for _, dir := range []string{filepath.Join("themes", name), name} {
		if dir == name && !strings.ContainsAny(name, `/\.`) {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, "templates")); err == nil && info.IsDir() {
			return os.DirFS(dir), nil
		}
	}
	files, err := themes.Named(name)
	if err != nil {
		return nil, fmt.Errorf("テーマ「%s」がありません。名前 michi か、templates のあるフォルダーを指定してください", name)
	}
	return files, nil
}

func (c *command) build(args []string) error {
	flags := c.newBuildFlags("build")
	out := flags.String("out", "public", "書き出し先のフォルダー")
	baseURL := flags.String("base-url", "", "公開する住所（site.yaml より優先）")
	drafts := flags.Bool("drafts", false, "下書きも書き出す")
	date := flags.String("date", "", "今日とみなす日（年-月-日）")
	if err := c.noOperands(args); err != nil {
		return err
	}
	options, err := c.options(*date, *baseURL)
	if err != nil {
		return err
	}
	options.Out, options.Drafts = *out, *drafts
	heap, progress := build.NewHeapPolicy(), c.newProgress()
	options.Progress = func(phase build.Phase, done, total int) {
		heap.Follow()
		progress.show(phase, done, total)
	}
	if err := checkOut(*out); err != nil {
		return err
	}
	folder, err := publish.OpenFolder(*out)
	if err != nil {
		return fmt.Errorf("書き出し先「%s」を開けません（%w）。-out で、書けるフォルダーを指定してください", *out, err)
	}
	builder := build.New(options)
	defer builder.Close()
	progress.begin()
	summary, found := builder.Build(c.ctx, folder)
	progress.clear()
	c.print(found)
	if c.ctx.Err() != nil {
		return errors.New("中断しました。公開中のファイルは元のままです")
	}
	if found.HasErrors() {
		fmt.Fprintf(c.err, "%sサイトは作られていません。「%s」は元のままです。\n", counted(found), *out)
		return errFound
	}
	fmt.Fprintf(c.out, "%d ページ（%d ファイル）を「%s」に作りました。変更 %d、削除 %d、%s。%s\n",
		summary.Pages, summary.Files, *out, summary.Written, summary.Removed, spent(summary.Duration), warned(found))
	return nil
}

// checkOut refuses an output path that is a file.
func checkOut(out string) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("書き出し先「%s」はフォルダーではありません。-out で、フォルダーを指定してください", out)
	}
	return nil
}

// options reads what all commands that build have in common.
func (c *command) options(date, baseURL string) (build.Options, error) {
	day, err := today(date)
	if err != nil {
		return build.Options{}, c.wrongUsage("-date: %v。2026-04-01 のように書いてください。", err)
	}
	base, err := content.ParseBaseURL(baseURL)
	if err != nil {
		return build.Options{}, c.wrongUsage("-base-url: %v。", err)
	}
	theme, err := themeFiles(c.theme)
	if err != nil {
		return build.Options{}, err
	}
	return build.Options{Content: c.content, Theme: theme, BaseURL: base, Today: day, Cache: c.cache()}, nil
}

// cache returns the folder for what is kept between runs; it is empty where nothing shall be kept, or
// the user has no such folder.
func (c *command) cache() string {
	dir, err := os.UserCacheDir()
	if err != nil || c.noCache {
		return ""
	}
	return filepath.Join(dir, "shirube")
}

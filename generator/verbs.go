package main

import (
	"fmt"
	"strings"

	"shirube/calculator/diagnostic"
)

// A verb is a command of the program as it is called: shirube NAME.
type verb struct {
	name     string
	run      func(*command, []string) error
	operands string // after the options
	does     diagnostic.Text
	examples []example
}

// An example is a call of a command and what it does.
type example struct {
	line string
	does diagnostic.Text
}

// verbs returns all commands in the order of the help text.
func verbs() []verb {
	return append(siteVerbs(), otherVerbs()...)
}

// siteVerbs are the commands that build or question a site; otherVerbs are the rest.
func siteVerbs() []verb {
	return []verb{
		{"build", (*command).build, "", text("サイトを作る", "build the site"), []example{
			{"shirube build", text("content から public に作る", "from content into public")},
			{"shirube build -out site -base-url https://example.jp/annai/", text("場所と公開するアドレスを決める", "with another folder and address")},
			{"shirube build -date 2027-04-01", text("その日に公開する内容で作る", "as it is to be published on that day")},
		}},
		{"serve", (*command).serve, "", text("書きながら見る（保存すると新しくなる）", "preview while you write"), []example{
			{"shirube serve -open", text("ブラウザーも開く", "and open the browser")},
			{"shirube serve -addr 0.0.0.0:8080", text("同じネットワークの端末からも見る", "for other devices of the network too")},
			{`shirube serve -editor "code -g {file}:{line}"`, text("「編集」で呼ぶエディターを決める", "with the editor that the button starts")},
		}},
		{"check", (*command).check, "[SOURCE…]", text("書き出さずに調べる", "check without writing"), []example{
			{"shirube check", text("長い文、古い出典、手で書いた数字などを調べる", "long sentences, old sources, figures typed by hand")},
			{"shirube check -fix", text("直しかたが一つに決まるものを直す", "correct what has one right answer")},
			{"shirube check -date 2027-04-02", text("その日までに古くなるものも調べる", "what will be out of date by then, too")},
			{"shirube check -calendar", text("いつ何を見直すかを並べる", "what is to be reviewed when")},
			{"shirube check -laws", text("引用した条文が改正されたかを調べる", "whether cited articles were amended")},
			{"shirube check -sarif >findings.sarif", text("コードを置くサイトが読む形で出す", "for code hosts")},
		}},
		{"why", (*command).why, "NAME", text("値、表、出典、計算機を使っている所を並べる", "list where a figure, table, source or calculator is used"), []example{
			{"shirube why 負担上限月額", text("この値を使う文、計算機、例", "sentences, calculators and examples with this figure")},
		}},
		{"diff", (*command).diff, "", text("二つの日のサイトの違いを並べる", "list what differs between two days"), []example{
			{"shirube diff -from 2026-06-01 -to 2027-04-01", text("4月に変わる文と計算の結果", "sentences and results that change in April")},
		}},
	}
}

func otherVerbs() []verb {
	return []verb{
		{"calc", (*command).calc, "NAME 入力=値…", text("計算機で計算する", "evaluate a calculator"), []example{
			{"shirube calc -list", text("計算機と、その入力と結果を並べる", "list calculators with inputs and outputs")},
			{"shirube calc monthly-fee 世帯区分=一般1 利用日数=20", text("一度計算する", "evaluate once")},
			{"shirube calc -export out monthly-fee", text("ほかのサイトやプログラムで使う形で書き出す", "write it for other sites and programs")},
			{"shirube calc -import cases.csv monthly-fee", text("表計算の表を、例として取り込む", "take a spreadsheet's table as cases")},
			{"shirube calc monthly-fee - <answers.jsonl", text("1行に一つのJSONを読む", "read one JSON object a line")},
		}},
		{"fmt", (*command).format, "[FILE…]", text("計算機のファイルを整える", "lay out .calc files"), []example{
			{"shirube fmt", text("内容のフォルダーの .calc を全部", "all .calc files of the content folder")},
			{"shirube fmt -check", text("書き換えずに、整っていないものを並べる", "list those that are not laid out, and write none")},
		}},
		{"schema", (*command).schema, "front | site | grammar", text("エディターのための、設定と文法の定義を出す", "print schemas and the grammar for editors"), []example{
			{"shirube schema site >site.schema.json", text("site.yaml の設定の一覧", "the settings of site.yaml")},
			{"shirube schema grammar >calc.tmLanguage.json", text(".calc に色を付ける文法（TextMate）", "a TextMate grammar that colours .calc files")},
		}},
		{"explain", (*command).explain, "[CODE…]", text("メッセージの記号の意味と、直しかたを表示する", "explain the code of a message"), []example{
			{"shirube explain link-dangling", text("一つの記号", "one code")},
			{"shirube explain", text("すべての記号", "all codes")},
		}},
		{"new", (*command).new, "page PATH | calculator NAME | site DIR | theme DIR",
			text("新しいページ、計算機、サイト、テーマを作る", "create a page, calculator, site or theme"), []example{
				{"shirube new site わたしのサイト", text("そのまま作れる小さなサイト", "a small site that builds")},
				{"shirube new page guide/day", text("ページのひな形", "a page to fill in")},
				{"shirube new calculator monthly-fee", text("計算機とそのページ", "a calculator and its page")},
				{"shirube new theme theme", text("色を一つ変えるだけの小さなテーマ", "a small theme that changes a colour")},
			}},
		{"help", (*command).help, "[COMMAND | TOPIC]", text("使いかたと手引きを表示する", "show help and the handbook"), []example{
			{"shirube help build", text("コマンドの使いかた", "how a command is used")},
			{"shirube help calculator", text("手引きのページ", "a page of the handbook")},
		}},
		{"completion", (*command).completion, "bash | zsh | fish", text("シェルの補完を出す", "print shell completions"), []example{
			{`source <(shirube completion bash)`, text("bash で使う", "use it in bash")},
			{"shirube completion fish >~/.config/fish/completions/shirube.fish", text("fish に入れる", "install it for fish")},
		}},
		{"version", (*command).version, "", text("版（組み込んだもののライセンス）を表示する", "print the version, or licences of what is built in"), []example{
			{"shirube version -licenses", text("ライセンスの全文", "all licences")},
		}},
	}
}

func text(ja, en string) diagnostic.Text { return diagnostic.Text{Ja: ja, En: en} }

// findVerb returns the command of a name; --help and --version are commands, too.
func findVerb(name string) (verb, bool) {
	name = strings.TrimLeft(name, "-")
	// -h and --help before any command.
	if name == "h" {
		name = "help"
	}
	for _, v := range verbs() {
		if v.name == name {
			return v, true
		}
	}
	return verb{}, false
}

func verbNames() []string {
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	return names
}

// usage is the help text of the program.
func (c *command) usage() string {
	var b strings.Builder
	b.WriteString(c.words("しるべ: 案内のサイトを作る道具\n\n使い方: shirube コマンド [オプション]\n\n",
		"Shirube builds public-information sites.\n\nusage: shirube COMMAND [options]\n\n"))
	for _, v := range verbs() {
		fmt.Fprintf(&b, "  %-10s  %s\n", v.name, v.does.In(c.lang))
	}
	b.WriteString(c.words("\nコマンドごとのオプションと例: shirube コマンド -h\n", "\noptions and examples of a command: shirube COMMAND -h\n"))
	return b.String()
}

// verbHelp is the help text of one command, whose flags have been declared.
func (c *command) verbHelp(v verb) string {
	var b strings.Builder
	fmt.Fprintf(&b, "shirube %s: %s\n\n%s shirube %s %s\n\n", v.name, v.does.In(c.lang), c.words("使い方:", "usage:"), v.name,
		strings.TrimSpace(c.words("[オプション] ", "[options] ")+v.operands))
	b.WriteString(c.words("オプション:\n", "options:\n"))
	for _, f := range c.declaredFlags() {
		fmt.Fprintf(&b, "  %s\n      %s\n", f.form(), f.does)
	}
	b.WriteString(c.words("\n例:\n", "\nexamples:\n"))
	for _, e := range v.examples {
		fmt.Fprintf(&b, "  %s\n      %s\n", e.line, e.does.In(c.lang))
	}
	return b.String()
}

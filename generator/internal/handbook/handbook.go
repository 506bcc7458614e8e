// Package handbook carries the editors' handbook in the program, and writes its reference pages from the tables
// of settings, blocks and codes that the program uses, so that the pages cannot differ from it. A test compares
// them with the pages in content/about/editing and, with -update, rewrites them. The other pages are written by
// hand there.
package handbook

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/codes"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
)

// Pages returns the reference pages by the names of their files.
func Pages() map[string]string {
	subjects := codes.Calculators()
	// The codes of calculators fill two pages, divided before those of formulas.
	at := slices.IndexFunc(subjects, func(s codes.Subject) bool { return s.Title.Ja == "式" })
	return map[string]string{
		"blocks.md":         blocksPage(),
		"front.md":          frontPage(),
		"settings.md":       settingsPage(),
		"messages.md":       messagesPage(),
		"messages-check.md": checksPage(),
		"messages-calc.md": calculatorPage(head{
			title: "計算機のメッセージ（部品の書きかた）", navTitle: "計算機のメッセージ1", order: 100,
			next: "messages-calc2.md", nextText: "続きのメッセージを見ます。",
		}, subjects[:at]),
		"messages-calc2.md": calculatorPage(head{
			title: "計算機のメッセージ（式から証明まで）", navTitle: "計算機のメッセージ2", order: 110,
		}, subjects[at:]),
	}
}

// A head is the front matter of a reference page.
type head struct {
	title, description string
	navTitle           string // empty for the title
	order              int
	next, nextText     string
	waived             string // further front matter
}

// begin returns the top of a page: front matter, and a note for readers of the site.
func (h head) begin() *strings.Builder {
	var b strings.Builder
	b.WriteString("---\n# このファイルは、プログラムから作られます。手で直しても、次に作るときに元に戻ります。\n")
	fmt.Fprintf(&b, "title: %s\ndescription: %s\norder: %d\nprint: false\nsearch: false\n", h.title, h.description, h.order)
	if h.navTitle != "" {
		fmt.Fprintf(&b, "nav-title: %s\n", h.navTitle)
	}
	if h.next != "" {
		fmt.Fprintf(&b, "next: %s\nnext-text: %s\n", h.next, h.nextText)
	}
	fmt.Fprintf(&b, "%s---\n\n:::note[書く人のためのページです]\nサイトを読む人には、要らない内容です。\n:::\n\n", h.waived)
	return &b
}

func frontPage() string {
	b := head{
		title: "ページの設定の一覧", order: 80,
		description: "ページの先頭に書ける設定の名前を、全部まとめた一覧です。意味と、書きかたの例があります。",
		next:        "settings.md", nextText: "サイト全体の設定を見ます。",
	}.begin()
	b.WriteString("ページの先頭の、--- で囲んだ所に書きます。\nどれも、書かなくてもサイトは作れます。\ntitle と description は、必ず書くことをすすめます。\n書きかたは[ページを書く](page.md)にあります。\n\n")
	keysOf(b, content.FrontKeys())
	b.WriteString("## ほかの道具の設定\n\nほかの道具で使われる次の名前は、そのまま読めます。\n\n| 書いてある名前 | ここでの名前 | 道具 |\n|---|---|---|\n")
	for _, k := range content.ForeignKeys() {
		fmt.Fprintf(b, "| `%s` | `%s` | %s |\n", k.Name, k.Key, k.From)
	}
	return b.String()
}

func settingsPage() string {
	b := head{
		title: "サイトの設定の一覧", order: 85,
		description: "サイト全体の設定のファイルに書ける名前の一覧です。設定、出典、読み、検索の言葉の、4つのファイルがあります。",
		next:        "blocks.md", nextText: "ブロックの見本を見ます。",
	}.begin()
	b.WriteString("どのファイルも、内容のフォルダーのすぐ下に置きます。\nなくても、サイトは作れます。\n見た目の設定は、[サイトの見た目を変える](theme.md)で説明しています。\n\n")
	for _, file := range []struct {
		title string
		keys  []content.Key
	}{
		{"サイト全体（site.yaml）", content.SiteKeys()},
		{"版ごとの設定（site.yaml の editions）", content.EditionKeys()},
		{"出典（sources.yaml）", content.SourceKeys()},
		{"法令の条文（sources.yaml の law）", content.LawKeys()},
		{"漢字の読み（readings.yaml）", content.ReadingKeys()},
		{"検索の言葉（synonyms.yaml）", content.SynonymKeys()},
	} {
		fmt.Fprintf(b, "## %s\n\n", file.title)
		keysOf(b, file.keys)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// keysOf writes a table of settings.
func keysOf(b *strings.Builder, keys []content.Key) {
	b.WriteString(":::compare\n| 名前 | 意味 | 例 |\n|---|---|---|\n")
	for _, k := range keys {
		fmt.Fprintf(b, "| `%s` | %s | `%s: %s` |\n", k.Name, k.Meaning, k.Name, k.Example)
	}
	b.WriteString(":::\n\n")
}

// blocksStart is the first part of the page of blocks.
const blocksStart = `それぞれ、書きかたの下に、見えかたがあります。
ブロックは ::: と名前で始め、::: だけの行で終えます。
例の中の、出典の記号、ファイルの場所、表や計算機の名前は、自分のサイトのものに変えてください。

中にブロックを入れるときは、外側のコロンを4つにします。

` + "```" + `markdown
::::details[持ち物]
:::note[雨の日]
傘は、入口に置けます。
:::
::::
` + "```\n\n"

// blocksPage shows each block as it is written and as it looks; for the two that would fill a page of their own it
// links to pages that have them.
func blocksPage() string {
	b := head{
		title: "ブロックの見本", order: 75,
		description: "補足、手順、表、計算機など、文章に入れられるブロックを全部並べた見本です。書きかたと、見えかたが分かります。",
		next:        "front.md", nextText: "ページの設定の一覧を見ます。",
		waived: "sources: [e-fukushi-guide]\n",
	}.begin()
	b.WriteString(blocksStart)
	for _, block := range directives.Builtin() {
		doc := block.Doc
		if doc.Title == "" {
			continue
		}
		fmt.Fprintf(b, "## %s（%s） {#%s}\n\n%s\n\n```markdown\n%s\n```\n\n", doc.Title, block.Name, block.Name, doc.Use, doc.Example)
		if block.Name != "calculator" && block.Name != "questions" {
			fmt.Fprintf(b, "%s\n\n", doc.Example)
		}
	}
	b.WriteString("計算機は、[月額利用料の見積り](../../calculators/monthly-fee.md)で見られます。\n聞くことの一覧は、[市区町村に聞くこと](../../apply/ask.md)で見られます。\n")
	return b.String()
}

func messagesPage() string {
	b := head{
		title: "メッセージの一覧", order: 90,
		description: "サイトを作るときに出るメッセージの記号と、その理由、直しかたの一覧です。チェックと計算機のメッセージは、別のページにあります。",
		next:        "messages-check.md", nextText: "チェックの一覧を見ます。",
	}.begin()
	b.WriteString("メッセージの終わりには、[ ] で囲んだ記号があります。\nその記号を、ここで探せます。\n`shirube explain 記号` でも読めます。\n\n")
	b.WriteString("- 文章のチェックのメッセージは、[チェックの一覧](messages-check.md)にあります。\n- 計算機のメッセージは、[部品の書きかた](messages-calc.md)と[式から証明まで](messages-calc2.md)にあります。\n\n")
	for _, subject := range codes.Building() {
		fmt.Fprintf(b, "## %s\n\n:::compare\n| 記号 | 何が起きたか | 直しかた |\n|---|---|---|\n", subject.Title.Ja)
		for _, doc := range subject.Docs {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", doc.Code, cell(doc.Meaning.Ja), cell(doc.Remedy.Ja))
		}
		b.WriteString(":::\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// calculatorPage writes the codes of calculators, with a line that gives each.
func calculatorPage(h head, subjects []codes.Subject) string {
	h.description = "計算機や数字のファイルを直すときに出るメッセージの一覧です。どんな行で出るか、どう直すかを、記号ごとに並べました。"
	waived := "figure-by-hand: メッセージの例の数字のため, figure-former: 同じ理由"
	if h.next == "" {
		waived += ", sentence-long: メッセージの文をそのまま載せるため"
	}
	h.waived = "checks: {" + waived + "}\n"
	b := h.begin()
	b.WriteString("例は、そのメッセージが出る行です。\nそのままでは動かない、まちがった書きかたです。\n書きかたは[計算機を作る](calculator.md)にあります。\n\n")
	for _, subject := range subjects {
		fmt.Fprintf(b, "## %s\n\n:::compare\n| 記号 | 出る行の例 | メッセージと直しかた |\n|---|---|---|\n", subject.Title.Ja)
		for _, doc := range subject.Docs {
			fmt.Fprintf(b, "| `%s` | %s | %s%s %s |\n", doc.Code, exampleCell(doc), severityMark(doc), cell(doc.Meaning.Ja), cell(doc.Remedy.Ja))
		}
		b.WriteString(":::\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func exampleCell(doc diagnostic.CodeDoc) string {
	if doc.Example == "" {
		return "（行では示せません）"
	}
	return "`" + strings.ReplaceAll(doc.Example, "|", `\|`) + "`"
}

func severityMark(doc diagnostic.CodeDoc) string {
	if doc.Severity == diagnostic.Warning {
		return "（警告）"
	}
	return ""
}

// cell escapes a text for a cell of a Markdown table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", `\<`, "{{", `\{{`).Replace(text)
}

// severityWord names a severity for editors.
func severityWord(s diagnostic.Severity) string {
	return map[diagnostic.Severity]string{diagnostic.Error: "誤り", diagnostic.Warning: "警告", diagnostic.Advice: "助言"}[s]
}

func checksPage() string {
	b := head{
		title: "チェックの一覧", order: 95,
		description: "check が見つけるものの一覧です。なぜ直すとよいのか、どう直すのか、どんな文章で出るのかを、記号ごとに説明します。",
		next:        "messages-calc.md", nextText: "計算機のメッセージを見ます。",
	}.begin()
	b.WriteString("強さは、はじめの値です。\nsite.yaml の checks で変えられます。\n使いかたは[確かめる](checking.md)にあります。\n\n")
	for _, r := range codes.Checks().Docs {
		fmt.Fprintf(b, "## %s {#%s}\n\n記号は `%s`、強さは%sです。\n%s\n\n**直しかた** %s\n\n```%s\n%s\n```\n\n", r.Title.Ja, r.Code,
			r.Code, severityWord(r.Severity), r.Meaning.Ja, r.Remedy.Ja, language(r.File), strings.TrimSuffix(r.Example, "\n"))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// language returns the language for highlighting a file.
func language(file string) string {
	switch {
	case strings.HasSuffix(file, ".md"):
		return "markdown"
	case strings.HasSuffix(file, ".yaml"):
		return "yaml"
	}
	return "text"
}

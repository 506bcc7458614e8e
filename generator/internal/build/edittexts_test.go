package build_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"shirube/generator/internal/build"
)

// The edits of an editor, each as somebody would make it.

func (e *editor) folder() string { return e.pick("", "", "guide/", "guide/deep/", "apply/", "案内/") }

func (e *editor) pageName() string {
	return e.folder() + e.pick("index", "a", "b", "c", "日程", "readme", "a.en", "index.en", "glossary") + ".md"
}

func (e *editor) writePage() {
	name := e.pageName()
	e.write(name, e.pageText())
	e.note("write %s", name)
}

func (e *editor) pageText() string {
	var b strings.Builder
	if e.random.IntN(4) > 0 {
		b.WriteString("---\ntitle: " + e.title() + "\n")
		for _, line := range []string{
			"description: 説明 " + e.title(), "order: " + fmt.Sprint(e.random.IntN(4)), "tags: [" + e.pick("費用", "手続き", "家") + "]",
			"draft: true", "date: 2026-1" + e.pick("0", "1", "2") + "-22", "expires: 2026-11-2" + e.pick("1", "2", "3"), "aliases: [/old/" + fmt.Sprint(e.random.IntN(99)) + "/]",
			"nav-title: 短い" + e.pick("題", "名"), "layout: " + e.pick("home", "sources", "figures", "glossary", "section", "leaflet"), "place: 市民会館", "kind: " + e.pick("faq", "howto", "page"),
			"sources: [law]", "next: " + e.pick("a.md", "guide/b.md"), "toc: false", "search: false", "image: p.png",
		} {
			if e.random.IntN(6) == 0 {
				b.WriteString(line + "\n")
			}
		}
		b.WriteString("---\n\n")
	}
	if e.random.IntN(4) == 0 {
		b.WriteString("# " + e.title() + "\n\n")
	}
	for range 1 + e.random.IntN(5) {
		b.WriteString(e.paragraph() + "\n\n")
	}
	return b.String()
}

func (e *editor) title() string {
	return e.pick("在宅訓練", "費用", "手続き", "上限は{{上限}}", "Q & A") + e.pick("", "1", "2")
}

func (e *editor) paragraph() string {
	return e.pick("## 見出し"+e.title()+"\n\n在宅訓練の話です。", "### 用語（ようご）\n\n用語の話です。", "費用は{{上限}}です。用語も出ます。", "[次](a.md)と[前](../b.md)。", "[案内](guide/a.md#見出し)",
		"[見出し](#見出し在宅訓練)", "[題](../b.md#新在宅訓練)", "[題](#費用)", "![絵](p.png)", "![絵](/p.png)", "[書類](file.txt)", "```go\nfunc main() {}\n```", "::table[表]", ":::voice[職員]{source=law}\n話です。\n:::",
		":::faq\n### いくらですか\n{{上限}}までです。\n:::", ":::steps\n1. 相談する\n\n   {{上限}}\n:::", "- 一つ\n- 二つ", "English words only.", "[[x](", "::calculator[fee]",
		"::include[_part.md]", "::include[/_part.md]", "::include[file.txt]{lines=1}", ":::office{city=北市}\n話です。\n:::", "::phone[電話]", ":::tabs\n### 一\n話\n### 二\n話\n:::",
		`::embed[map]{src="?a" title="地図"}`, "[一覧](/data/offices.csv)")
}

func (e *editor) change(name string, with func(text string) string) {
	text, err := os.ReadFile(filepath.Join(e.content, name))
	if name == "" || err != nil {
		return
	}
	e.write(name, with(string(text)))
}

func (e *editor) addParagraph() {
	name := e.anyFile(".md")
	e.change(name, func(text string) string { return text + "\n" + e.paragraph() + "\n" })
	e.note("add to %s", name)
}

func (e *editor) addLineAbove() {
	name := e.anyFile(".md")
	e.change(name, func(text string) string {
		if at := strings.LastIndex(text, "---\n\n"); at > 0 {
			return text[:at+5] + "一行です。\n\n" + text[at+5:]
		}
		return "一行です。\n\n" + text
	})
	e.note("add above in %s", name)
}

func (e *editor) retitle() {
	name := e.anyFile(".md")
	from := e.pick("title: ", "description: ", "# ", "在宅訓練の")
	e.change(name, func(text string) string { return strings.Replace(text, from, from+"新", 1) })
	e.note("add to %q in %s", from, name)
}

func (e *editor) remove(name string) {
	if name != "" && os.RemoveAll(filepath.Join(e.content, name)) == nil {
		e.touch(name)
	}
}

func (e *editor) deletePage() {
	name := e.anyFile(".md")
	e.remove(name)
	e.note("delete %s", name)
}

func (e *editor) rename(from, to string) {
	if from == "" || os.MkdirAll(filepath.Dir(filepath.Join(e.content, to)), 0o755) != nil {
		return
	}
	if os.Rename(filepath.Join(e.content, from), filepath.Join(e.content, to)) == nil {
		e.touch(from)
		e.touch(to)
	}
	e.note("rename %s to %s", from, to)
}

func (e *editor) renamePage() { e.rename(e.anyFile(".md"), e.pageName()) }

func (e *editor) moveFolder() {
	e.rename(e.pick("guide", "guide/deep", "apply", "案内"), e.pick("guide", "apply", "other", "other/deep"))
}

func (e *editor) deleteFolder() {
	name := e.pick("guide", "guide/deep", "apply", "other")
	e.remove(name)
	e.note("delete folder %s", name)
}

func (e *editor) writePicture() {
	name := e.pick("p.png", "guide/p.png")
	e.write(name, string(expand(e.t, fmt.Appendf(nil, "!png %d 8", 8+e.random.IntN(3)))))
	e.note("write %s", name)
}

func (e *editor) deletePicture() {
	name := e.anyFile(".png")
	e.remove(name)
	e.note("delete %s", name)
}

func (e *editor) writeFigures() {
	amount := e.pick("9,300円", "9,400円", "37,200円")
	e.write("figures/fees.calc", "値 上限: "+amount+"\n  仮定: 例です。\n\n表 表(区分): 円\n  説明: 例です。\n  仮定: 例です。\n  一般 | "+amount+"\n  低い | 0円\n")
	if e.random.IntN(6) > 0 {
		e.write("calculators/fee.calc", "計算機 費用"+e.pick("", "の目安")+"\n  説明: 試すためのものです。\n\n入力 日数: 日\n  質問: 何日ですか\n  範囲: 0日 から 31日\n  仮定: 月の日数です。\n\n値 一日: "+e.pick("100", "200")+"円/日\n  仮定: 例です。\n\n式 費用 = 一日 × 日数\n\n出力 費用\n\n例 零日\n  日数 = 0日\n  費用 = 0円\n")
	} else {
		e.remove("calculators/fee.calc")
	}
	e.note("write figures, %s", amount)
}

func (e *editor) writeSources() {
	e.write("sources.yaml", "law:\n  title: 法令"+e.pick("", "集")+"\n  publisher: 国\n  checked: 2026-0"+e.pick("1", "2")+"-01\n")
	e.note("write sources.yaml")
}

func (e *editor) writeSettings() {
	text := "title: しるべ" + e.pick("", "2") + "\nlang: " + e.pick("ja", "ja", "en") + "\n"
	for _, line := range []string{"description: 試すためのサイトです。", "menu: [guide/a.md]", "raw-html: true", "image: p.png", "editions:\n  en: {lang: en, name: English}", "publisher: 発行者", "print: true",
		"theme: upper", "embeds: {map: 'https://maps.example/" + e.pick("a", "b") + "'}", `accent: "` + e.pick("#0a6", "#b00", "#ff0") + `"`, "css: " + e.pick("s.css", "guide/s.css"), "logo: p.png", "footer: 窓口" + e.pick("", "1"),
		"links: [{title: 次, url: guide/a.md}, {title: 市, url: 'https://city.example/'}]", "front: {place: " + e.pick("text", "date") + "}",
		"strings: {ja: {calc.limits: 目安です。, block.note: " + e.pick("メモ", "覚え書き") + "}, en: {menu: Pages}}"} {
		if e.random.IntN(3) == 0 {
			text += line + "\n"
		}
	}
	e.write("site.yaml", text)
	e.note("write site.yaml")
}

func (e *editor) writeDownload() {
	name := e.pick("file.txt", "guide/file.txt", "apply/file.txt")
	e.write(name, e.pick("一", "二", "三"))
	e.note("write %s", name)
}

// editTheme changes a file of the theme, and returns how to restore it.
func (e *editor) editTheme(name string, with func(text string) string) (back func()) {
	target := filepath.Join(e.theme, name)
	text, err := os.ReadFile(target)
	if err != nil {
		e.t.Fatal(err)
	}
	writeFile(e.t, target, []byte(with(string(text))))
	e.changes.Theme = true
	e.note("edit %s", name)
	return func() {
		writeFile(e.t, target, text)
		e.changes.Theme = true
	}
}

func (e *editor) editTemplate() {
	name := "templates/" + e.pick("page", "nav", "frame-top", "tag", "calculator", "whole") + ".html"
	e.editTheme(name, func(text string) string { return text + e.pick("<!-- a -->", "\n", "{{/* b */}}") })
}

func (e *editor) editStyle() {
	e.editTheme(e.pick("styles/main.css", "styles/code.css", "static/favicon.svg"), func(text string) string { return text + "\n" })
	e.editTheme("styles/main.css", func(text string) string { return text + ".a" + fmt.Sprint(e.random.IntN(9)) + "{color:red}\n" })
}

// writePart writes a file that pages take in.
func (e *editor) writePart() {
	name := e.folder() + e.pick("_part.md", "_part.md", "_other.md")
	if e.random.IntN(5) == 0 {
		e.remove(name)
	} else {
		e.write(name, e.paragraph()+"\n\n"+e.pick("", "::include[_other.md]", "::include[_part.md]")+"\n")
	}
	e.note("write %s", name)
}

func (e *editor) writeData() {
	name := "data/offices." + e.pick("csv", "csv", "yaml")
	if e.random.IntN(5) == 0 {
		e.remove(name)
	} else {
		e.write(name, map[bool]string{
			true:  "city,name,url\n北市," + e.pick("窓口", "新しい窓口") + ",guide/a.md\n" + e.pick("", "南市\n"),
			false: "- {city: 北市, name: " + e.pick("窓口", "別の窓口") + ", url: b.md}\n",
		}[strings.HasSuffix(name, "csv")])
	}
	e.note("write %s", name)
}

// writeBlock writes the template of a block, in the content folder or in the theme that site.yaml may name.
func (e *editor) writeBlock() {
	name, text := "blocks/office.html", "<ul>{{range .Data \"offices\"}}<li><a {{$.Link .url}}>{{.name}}</a></li>{{end}}</ul>{{.Body}}"
	if e.random.IntN(2) == 0 {
		name, text = "blocks/phone.html", "<p>{{.Label}} "+e.pick("", "{{.Params.number}}", "{{if}}", "<script>")+"</p>"
	}
	switch e.random.IntN(4) {
	case 0:
		e.remove(name)
	case 1:
		writeFile(e.t, filepath.Join(e.upper, name), []byte(text))
		e.changes.Theme = true
	default:
		e.write(name, text+e.pick("", "<hr>"))
	}
	e.note("write %s", name)
}

// editUpper writes a file of the theme that site.yaml may name, or takes it away.
func (e *editor) editUpper() {
	name := e.pick("styles/main.css", "templates/page.html", "layouts/leaflet.html", "strings/ja.yaml", "static/favicon.svg")
	text := map[string]string{
		"styles/main.css": "p{margin:1px}", "templates/page.html": "{{.Title}} {{.HTML}} {{.Own.place}}", "layouts/leaflet.html": "{{.Title}} {{.Own.place}} {{.HTML}}",
		"strings/ja.yaml": "block.note: 上のメモ", "static/favicon.svg": "<svg/>",
	}[name]
	target := filepath.Join(e.upper, name)
	if e.random.IntN(3) == 0 {
		_ = os.Remove(target)
	} else {
		writeFile(e.t, target, []byte(text+e.pick("", "\n")))
	}
	e.changes.Theme = true
	e.note("edit upper %s", name)
}

// writeStyle writes a style sheet of the site's own, or one that it names.
func (e *editor) writeStyle() {
	name := e.pick("s.css", "guide/s.css", "part.css")
	e.write(name, e.pick("", "@import './part.css';", "@import '../part.css';", ".a { background: url(p.png) }")+" .b"+fmt.Sprint(e.random.IntN(9))+" { color: red }\n")
	e.note("write %s", name)
}

func (e *editor) editString() {
	e.editTheme("strings/ja.yaml", func(text string) string {
		return strings.Replace(text, "block.note: ", "block.note: 新", 1)
	})
}

func (e *editor) breakPage() {
	name := e.anyFile(".md")
	if name == "" {
		return
	}
	old, _ := os.ReadFile(filepath.Join(e.content, name))
	e.change(name, func(text string) string { return "---\ntitle: [\n" + text })
	e.mend = append(e.mend, func() { e.write(name, string(old)) })
	e.note("break %s", name)
}

func (e *editor) breakFigures() {
	e.write("figures/fees.calc", "値 上限: 円\n")
	e.mend = append(e.mend, e.writeFigures)
	e.note("break figures")
}

func (e *editor) breakTemplate() {
	e.mend = append(e.mend, e.editTheme("templates/page.html", func(text string) string { return text + e.pick("{{.Nowhere}}", "{{if}}", `{{.T "nowhere"}}`) }))
}

// linkFile puts a symbolic link to a page beside the others.
func (e *editor) linkFile() {
	from, to := e.anyFile(".md"), "linked.md"
	if from == "" || from == to {
		return
	}
	e.remove(to)
	if os.Symlink(filepath.FromSlash(from), filepath.Join(e.content, to)) == nil {
		e.touch(to)
	}
	e.note("link %s", from)
}

func (e *editor) leaveTemporary() {
	e.write(e.folder()+e.pick(".a.md.swp", "a.md~", "#b.md#", "4913", ".git/HEAD"), "x")
	e.note("temporary file")
}

// sleep lets a day pass.
func (e *editor) sleep() {
	e.options.Today.Day = 20 + e.random.IntN(4)
	e.day.Store(int32(e.options.Today.Day))
	e.builder.SetToday(e.options.Today)
	e.note("day %d", e.options.Today.Day)
}

// swapForFolder puts a folder where a page was, with a page of the same name in it.
func (e *editor) swapForFolder() {
	name := e.anyFile(".md")
	if name == "" {
		return
	}
	e.remove(name)
	folder := strings.TrimSuffix(name, ".md")
	e.write(path.Join(folder, "index.md"), e.pageText())
	e.note("%s becomes a folder", name)
}

func (e *editor) saveUnchanged() {
	e.change(e.anyFile(".md"), func(text string) string { return text })
	e.changes.Theme = e.changes.Theme || e.random.IntN(2) == 0
	if e.random.IntN(8) == 0 {
		e.changes = build.Changes{All: true}
	}
	e.note("save unchanged")
}

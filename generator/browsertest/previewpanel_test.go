package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// isFocused is a script that says whether the focus is in a part of the panel.
func isFocused(selector string) string {
	return fmt.Sprintf(`document.querySelector("shirube-preview").shadowRoot.activeElement?.closest(%q) != null`, selector)
}

// buttonNamed is a script for a button of the panel.
func buttonNamed(name string) string {
	return fmt.Sprintf(`[...document.querySelector("shirube-preview").shadowRoot.querySelectorAll("button")].find(b => b.innerText.includes(%q))`, name)
}

// The errors come without taking the focus, leave room for the page on a small screen, can be put
// aside and brought back by the keyboard, and go by themselves.
func TestErrorsCanBePutAside(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": longPage("文。", "文。"), "day.md": "# 日\n", "site.yaml": strict}).start(nil)
	tab := p.open("/")
	tab.window(360)
	evaluate[any](tab, `document.querySelector("main .page-body p a").focus(); 0`)
	for i := range 20 {
		p.saveAs(fmt.Sprintf("broken%d.md", i), "---\ntitle: [a\n---\n")
	}
	tab.await(`!` + part(".errors") + `.hidden && ` + part(".errors") + `.querySelectorAll(".finding").length === 20`)
	if !evaluate[bool](tab, `document.activeElement.matches("main .page-body p a")`) {
		t.Error("the errors take the focus")
	}
	if height := evaluate[int](tab, part(".errors")+`.getBoundingClientRect().height | 0`); height > 400 {
		t.Errorf("the errors cover %d px of 800", height)
	}
	tab.press(kb.Escape, 1)
	tab.await(part(".errors") + `.hidden`)
	p.saveAs("index.md", longPage("別の文。", "文。"))
	evaluate[any](tab, buttonNamed("誤り")+`.focus(); 0`)
	tab.press(kb.Enter, 1)
	tab.await(`!` + part(".errors") + `.hidden && ` + isFocused(".errors"))
	for i := range 20 {
		if err := os.Remove(filepath.Join(p.dir, fmt.Sprintf("broken%d.md", i))); err != nil {
			t.Fatal(err)
		}
	}
	tab.await(part(".errors") + `.hidden && !(` + buttonNamed("誤り") + `) && document.body.innerText.includes("別の文")`)
	tab.checkQuiet()
}

const warned = "# 始め\n\n[ない](nowhere.md)へ。\n\n## 朝\n\n**「大切」**は、二つめです。\n"

// The warnings of the page in view are counted in the corner and listed on request.
func TestWarningsOfThePageAreListed(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"site.yaml": "title: 始め\n", "index.md": warned, "day.md": "# 一日\n\n[ない](gone.md)\n"}).start(nil)
	tab := p.open("/")
	tab.await(`!!(` + buttonNamed("注意 3件") + `)`)
	evaluate[any](tab, buttonNamed("注意")+`.focus(); 0`)
	tab.press(kb.Enter, 1)
	tab.await(`!` + part(".warnings") + `.hidden && ` + isFocused(".warnings"))
	told := evaluate[string](tab, part(".warnings")+`.innerText`)
	for _, part := range []string{"index.md:3:", "index.md:7:", "サイト全体では 4件", "nowhere.md"} {
		if !strings.Contains(told, part) {
			t.Errorf("the warnings do not say %q:\n%s", part, told)
		}
	}
	if strings.Contains(told, "gone.md") {
		t.Errorf("another page's warnings are listed:\n%s", told)
	}
	tab.press(kb.Escape, 1)
	tab.await(part(".warnings") + `.hidden`)
	p.save("# 始め\n")
	tab.await(`!(` + buttonNamed("注意 3件") + `) && !!(` + buttonNamed("全体の注意 1件") + `)`)
	tab.checkQuiet()
}

// fakeEditor is a command that writes down how it is called.
func fakeEditor(t *testing.T) (command []string, called func() string) {
	t.Helper()
	dir := t.TempDir()
	script, log := filepath.Join(dir, "editor"), filepath.Join(dir, "log")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nprintf '%s ' \"$@\" > \"$0.new\"; mv \"$0.new\" '"+log+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return []string{script, "-g", "{file}:{line}"}, func() string {
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			if text, err := os.ReadFile(log); err == nil {
				os.Remove(log)
				time.Sleep(1100 * time.Millisecond) // the preview opens a file a second at most
				return strings.TrimSpace(string(text))
			}
		}
		t.Fatal("no editor is called")
		return ""
	}
}

// 編集 opens the file of the page at the section that is being read, 開く at the line of a warning.
func TestEditingOpensTheSource(t *testing.T) {
	t.Parallel()
	editor, called := fakeEditor(t)
	text := warned + strings.Repeat("\n文です。\n", 60) + "\n## 夜\n" + strings.Repeat("\n文です。\n", 60)
	p := preparePreview(t, map[string]string{"index.md": text}).start(editor)
	tab := p.open("/")
	file := filepath.Join(p.dir, "index.md")
	tab.await(`!!(` + buttonNamed("編集") + `)`)
	for _, c := range []struct{ act, want string }{
		{`scrollTo(0, 0)`, ":1"},
		{`document.getElementById("朝").scrollIntoView({behavior: "instant"})`, ":5"},
		{`document.getElementById("夜").scrollIntoView({behavior: "instant"})`, ":129"},
	} {
		evaluate[any](tab, c.act+`; 0`)
		tab.pressAsAPerson(buttonNamed("編集"))
		if got := called(); got != "-g "+file+c.want {
			t.Errorf("the editor is called with %q, want %s%s", got, file, c.want)
		}
	}
	tab.pressAsAPerson(buttonNamed("注意"))
	tab.pressAsAPerson(buttonNamed("開く"))
	if got := called(); got != "-g "+file+":3" {
		t.Errorf("the editor is called with %q", got)
	}
	tab.checkQuiet()
}

// pressAsAPerson clicks on an element as a person does, whose acts browsers tell from those of scripts.
func (tab *tab) pressAsAPerson(element string) {
	tab.t.Helper()
	byPerson := func(p *runtime.EvaluateParams) { p.UserGesture = new(true) }
	if _, err := chromedp.Run(tab.ctx, chromedp.Evaluate[any](element+".click(); 0", byPerson)); err != nil {
		tab.t.Fatal(err)
	}
}

// A script of the page that presses 編集 opens nothing.
func TestScriptsDoNotOpenTheSource(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := p.open("/")
	tab.await(`!!(` + buttonNamed("編集") + `)`)
	evaluate[any](tab, buttonNamed("編集")+`.click(); 0`)
	tab.await(part(".note") + `.innerText.includes("押したときだけ")`)
}

// Where no editor can be called, the place is shown, to be copied.
func TestWithoutAnEditorThePlaceIsShown(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	tab := p.open("/")
	tab.await(`!!(` + buttonNamed("編集") + `)`)
	tab.pressAsAPerson(buttonNamed("編集"))
	tab.await(part(".where") + `?.innerText.includes("index.md:1")`)
}

// What is not published yet says so, in the page and in the corner.
func TestDraftsAreMarked(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "draft.md": "---\ntitle: 下書きの頁\ndraft: true\n---\n"}).start(nil)
	tab := p.open("/draft/")
	tab.await(part(".state") + `?.innerText === "下書き" && document.querySelector(".state-note").innerText.includes("下書き")`)
	p.saveAs("draft.md", "---\ntitle: 下書きの頁\n---\n")
	tab.await(`!` + part(".state") + ` && !document.querySelector(".state-note")`)
	tab.checkQuiet()
}

const daily = "---\ntitle: 一日\ndescription: 一日の流れを説明します。\n---\n\n## 朝\n\n文です。\n"

// Who looks at a page that moves is taken along.
func TestAMovedPageIsFollowed(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "guide/day.md": daily}).start(nil)
	tab := p.open("/guide/day/")
	tab.stay()
	if err := os.Rename(filepath.Join(p.dir, "guide/day.md"), filepath.Join(p.dir, "day.md")); err != nil {
		t.Fatal(err)
	}
	tab.await(`location.pathname === "/day/"`)
	tab.await(part(".note") + `.innerText.includes("/day/ に移りました")`)
	p.saveAs("day.md", strings.Replace(daily, "文です", "新しい文です", 1))
	tab.await(`document.body.innerText.includes("新しい文です")`)
	tab.checkStayed()
	tab.checkQuiet()
}

// A former address that a page names leads to it.
func TestAnAliasIsFollowed(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "day.md": daily}).start(nil)
	tab := p.open("/day/")
	if err := os.Remove(filepath.Join(p.dir, "day.md")); err != nil {
		t.Fatal(err)
	}
	tab.await(part(".note") + `.innerText.includes("なくなりました")`)
	p.saveAs("flow.md", "---\ntitle: 流れ\naliases: [/day/]\n---\n\n別の文です。\n")
	tab.await(`location.pathname === "/flow/" && document.body.innerText.includes("別の文です")`)
	tab.checkQuiet()
}

// A deleted page says that it is gone and leads to the page above; when it is back, so is its text.
func TestADeletedPageSaysSo(t *testing.T) {
	t.Parallel()
	p := preparePreview(t, map[string]string{"index.md": "# 始め\n", "guide/index.md": "# 案内\n", "guide/day.md": daily}).start(nil)
	tab := p.open("/guide/day/")
	tab.stay()
	if err := os.Remove(filepath.Join(p.dir, "guide/day.md")); err != nil {
		t.Fatal(err)
	}
	tab.await(part(".note") + `.innerText.includes("guide/day.md）はなくなりました")`)
	tab.await(part(".note a") + `.getAttribute("href") === "/guide/" && ` + headingIs("ページが見つかりません"))
	p.saveAs("guide/day.md", daily)
	tab.await(headingIs("一日") + ` && ` + part(".note") + `.hidden`)
	tab.checkStayed()
}

// Editors, too, may use a screen reader, a keyboard or strong contrast.
func TestThePanelIsOpenToAll(t *testing.T) {
	t.Parallel()
	source := axe(t)
	p := preparePreview(t, map[string]string{"site.yaml": "title: 始め\n", "index.md": warned, "draft.md": "---\ntitle: 下書き\ndraft: true\n---\n\n" + warned}).start(nil)
	tab := p.open("/draft/")
	tab.await(`!!(` + buttonNamed("注意 3件") + `)`)
	evaluate[any](tab, source+`; 0`)
	tab.pressAsAPerson(buttonNamed("編集"))
	tab.await(`!` + part(".note") + `.hidden`)
	tab.pressAsAPerson(buttonNamed("注意"))
	tab.await(`!` + part(".note") + `.hidden && ` + isFocused(".warnings"))
	tab.checkAccessible("html", newColourRecord(), looks(0, true, false)...)
	p.saveAs("site.yaml", "title: [a\n")
	tab.await(`!` + part(".errors") + `.hidden`)
	tab.checkAccessible("html", newColourRecord(), looks(0, true, false)...)
}

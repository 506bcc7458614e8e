package main

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
)

// A preview prints what serve builds: a line for each build, and the findings that are new.
type preview struct {
	*command
	progress *progress
	what     string           // caused the build; empty for the first
	last     string           // what caused the build before, if that succeeded
	shown    map[finding]bool // the warnings that are on the screen
	inView   bool             // a build has succeeded
	now      func() time.Time
}

// A finding is a warning without its position, which an edit above it changes.
type finding struct{ path, code, message string }

func (c *command) newPreview() *preview {
	return &preview{command: c, progress: c.newProgress(), now: time.Now}
}

// notice prints a message that no build has found.
func (p *preview) notice(notice diagnostic.Text) {
	text := notice.In(p.lang)
	if p.progress.out != nil {
		text = eraseLine + text
	}
	fmt.Fprintln(p.err, text)
}

// newDay is the cause of a build for which no file was touched.
func (p *preview) newDay() string { return p.words("日付が変わりました: ", "a new day: ") }

// touched is called before a build for files that were touched.
func (p *preview) touched(paths []string) {
	p.what = p.touchedNames(paths) + ": "
	p.progress.begin()
}

// built prints the outcome of a build.
func (p *preview) built(summary build.Summary, found diagnostic.List) {
	p.progress.clear()
	p.print(p.news(found))
	if !p.isEcho(summary, found) {
		p.say("%s %s%s", p.now().Format("15:04:05"), p.what, p.outcome(summary, found))
	}
	p.inView = p.inView || !found.HasErrors()
	p.last, p.what = p.what, p.newDay()
	if found.HasErrors() {
		p.last = ""
	}
}

// isEcho reports whether a build is no news after the line before it: many programs set the times of
// a file a moment after they have saved it.
func (p *preview) isEcho(summary build.Summary, found diagnostic.List) bool {
	return p.what == p.last && p.inView && !found.HasErrors() && summary.Written+summary.Removed == 0
}

// outcome says what a build has made.
func (p *preview) outcome(summary build.Summary, found diagnostic.List) string {
	took := p.spent(summary.Duration)
	switch {
	case found.HasErrors() && !p.inView && summary.Site != nil:
		return p.counted(found) + p.words("誤りのある所を除いて表示しています。", " The site is shown without what has errors.")
	case found.HasErrors() && !p.inView:
		return p.counted(found) + p.words("直すと、サイトが表示されます。", " The site is shown once they are mended.")
	case found.HasErrors():
		return p.counted(found) + p.words("直すまで、前の内容を表示します。", " Until they are mended the site stays as it was.")
	case p.what == "" || !p.inView:
		return fmt.Sprintf(p.words("%d ページを作りました（%s）。%s", "built %d pages (%s). %s"), summary.Pages, took, p.warned(found))
	}
	return fmt.Sprintf(p.words("%s（%s）。%s", "%s (%s). %s"), p.rewritten(summary), took, p.warned(found))
}

// rewritten counts the pages that a build has rewritten; where it rewrote none, the other files.
func (p *preview) rewritten(summary build.Summary) string {
	pages := 0
	for _, name := range summary.Changed {
		if path.Ext(name) == ".html" {
			pages++
		}
	}
	switch {
	case summary.Written+summary.Removed == 0:
		return p.words("サイトは変わりません", "nothing changed")
	case summary.Removed > 0:
		return fmt.Sprintf(p.words("%d ページを書き直し、%d ファイルを除きました", "rewrote %d pages, removed %d files"), pages, summary.Removed)
	case pages > 0:
		return fmt.Sprintf(p.words("%d ページを書き直しました", "rewrote %d pages"), pages)
	}
	return fmt.Sprintf(p.words("%d ファイルを書き直しました", "rewrote %d files"), summary.Written)
}

// news returns the errors, and the warnings that are not on the screen already. A program gets
// all of them each time.
func (p *preview) news(found diagnostic.List) (news diagnostic.List) {
	if p.json {
		return found
	}
	// What an earlier build has shown stays known while errors hide later stages: their warnings would appear as new
	// once the errors are gone.
	known := maps.Clone(p.shown)
	if !found.HasErrors() || known == nil { // else later stages, and their warnings, were left out
		p.shown = make(map[finding]bool)
	}
	for _, d := range found {
		f := finding{d.Span.Path, d.Code, d.Message}
		if d.Severity == diagnostic.Error || !known[f] {
			news = append(news, d)
		}
		if d.Severity != diagnostic.Error {
			p.shown[f] = true
		}
	}
	return news
}

// namesShown is how many names of touched files a line has room for.
const namesShown = 3

// touchedNames names what was touched, relative to the content folder where it is in there. A folder is
// left out where something in it is named.
func (p *preview) touchedNames(paths []string) string {
	var names []string
	for i, name := range paths {
		// Paths are sorted, so what is in a folder comes right behind it.
		if i+1 < len(paths) && strings.HasPrefix(paths[i+1], name+string(filepath.Separator)) {
			continue
		}
		if short, err := filepath.Rel(p.content, name); err == nil && filepath.IsLocal(short) {
			name = short
		}
		names = append(names, filepath.ToSlash(name))
	}
	if len(names) == 0 {
		return p.words("多くのファイル", "many files")
	}
	if more := len(names) - namesShown; more > 0 {
		return fmt.Sprintf(p.words("%s ほか %d 件", "%s and %d more"), strings.Join(names[:namesShown], p.words("、", ", ")), more)
	}
	return strings.Join(names, p.words("、", ", "))
}

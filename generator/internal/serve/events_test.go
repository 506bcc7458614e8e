package serve

import (
	"fmt"
	"strings"
	"testing"
)

// Each page gets what concerns it: its file, whether it changed, what is wrong with it.
func TestAPageGetsItsOwnMessage(t *testing.T) {
	p := newPreview(t, map[string]string{
		"index.md": "# 始め\n", "guide/day.md": "# 一日\n\n[ない](nowhere.md)\n", "日 程.md": "---\ntitle: 日程\ndraft: true\n---\n[ない](gone.md)\n",
	})
	p.build()
	for address, want := range map[string]string{
		"/": "index.md  0", "/guide/day/": "guide/day.md  1", "/guide/day/index.html": "guide/day.md  1", "/guide/day": "guide/day.md  1",
		"/日-程/": "日 程.md draft 1", "/guide/": "  0", "": "index.md  0", "/../..": "index.md  0",
	} {
		m, _ := p.message(address)
		if got := fmt.Sprint(m.Page.File, " ", m.Page.State, " ", len(m.Page.Warnings)); got != want || m.Page.Key == "" || m.Page.Missing || m.Warnings != 2 {
			t.Errorf("%s is told %+v, want %q", address, m, want)
		}
	}
	m, _ := p.message("/guide/day/")
	if w := m.Page.Warnings[0]; w.File != "guide/day.md" || w.Line != 3 || !strings.Contains(w.Excerpt, "nowhere.md") {
		t.Errorf("the warning is %+v", w)
	}
}

// An update that changes nothing would cost the reader's patience, one that is missed the editor's trust.
func TestTheKeyOfAPageFollowsThePage(t *testing.T) {
	p := built(t)
	keys := func() [2]string {
		day, _ := p.message("/guide/day/")
		draft, _ := p.message("/a/draft/")
		if tag := p.ask("GET", "/guide/day/", ownHost).Header.Get("ETag"); tag != `"`+day.Page.Key+`"` {
			t.Errorf("the page comes as %s, the stream says %s", tag, day.Page.Key)
		}
		return [2]string{day.Page.Key, draft.Page.Key}
	}
	first := keys()
	p.write("guide/day.md", "# 一日\n\n新しい文\n")
	p.build()
	second := keys()
	if second[0] == first[0] || second[1] != first[1] {
		t.Errorf("an edit of one page: keys %v, then %v", first, second)
	}
	p.write("guide/day.md", "---\ntitle: 題も\n---\n")
	p.build()
	if third := keys(); third[0] == second[0] {
		t.Errorf("another title: keys %v, then %v", second, third)
	}
	again := newPreview(t, smallSite())
	again.build()
	if m, _ := again.message("/guide/day/"); m.Page.Key == first[0] {
		t.Error("two runs of the preview cannot be told apart")
	}
}

// Style sheets and scripts keep their names, so pages hear of their digests.
func TestPagesGetChangedStyles(t *testing.T) {
	p := built(t)
	before, _ := p.message("/")
	if len(before.Page.Styles) == 0 {
		t.Fatalf("no style sheets in %+v", before.Page)
	}
	for path := range before.Page.Styles {
		if status, _ := p.get(path); status != 200 {
			t.Errorf("%s: status %d", path, status)
		}
	}
	p.build()
	if after, _ := p.message("/"); fmt.Sprint(after.Page) != fmt.Sprint(before.Page) {
		t.Errorf("nothing changed, and a page is told %+v, then %+v", before.Page, after.Page)
	}
}

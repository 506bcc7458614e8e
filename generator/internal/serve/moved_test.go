package serve

import (
	"os"
	"path/filepath"
	"testing"
)

func (p *preview) move(from, to string) {
	p.t.Helper()
	target := filepath.Join(p.dir, to)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(p.dir, from), target); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) remove(name string) {
	p.t.Helper()
	if err := os.RemoveAll(filepath.Join(p.dir, name)); err != nil {
		p.t.Fatal(err)
	}
}

// Who has a page open that moves wants to see it where it is now, and not another one.
func TestMovedPagesAreFound(t *testing.T) {
	day := "---\ntitle: 一日\ndescription: 流れ\n---\n"
	for name, c := range map[string]struct {
		steps []func(p *preview)
		want  string
	}{
		"renamed":                  {[]func(*preview){func(p *preview) { p.move("guide/day.md", "guide/flow.md") }}, "/guide/flow/"},
		"into another folder":      {[]func(*preview){func(p *preview) { p.move("guide/day.md", "日 程/day.md") }}, "/%E6%97%A5-%E7%A8%8B/day/"},
		"its folder renamed":       {[]func(*preview){func(p *preview) { p.move("guide", "manual") }}, "/manual/day/"},
		"made a folder of its own": {[]func(*preview){func(p *preview) { p.move("guide/day.md", "guide/days/index.md") }}, "/guide/days/"},
		"moved and changed":        {[]func(*preview){func(p *preview) { p.remove("guide/day.md"); p.write("b/day.md", "# 別の題\n") }}, "/b/day/"},
		"moved twice":              {[]func(*preview){func(p *preview) { p.move("guide/day.md", "b.md") }, func(p *preview) { p.move("b.md", "c.md") }}, "/c/"},
		"gone, then there":         {[]func(*preview){func(p *preview) { p.remove("guide/day.md") }, func(p *preview) { p.write("later.md", day) }}, "/later/"},
		"an alias": {[]func(*preview){func(p *preview) {
			p.remove("guide/day.md")
			p.write("x.md", "---\ntitle: x\naliases: [/guide/day/]\n---\n")
		}}, "/x/"},
		"gone":                   {[]func(*preview){func(p *preview) { p.remove("guide/day.md") }}, ""},
		"gone, and another came": {[]func(*preview){func(p *preview) { p.remove("guide/day.md") }, func(p *preview) { p.write("b/day.md", "# 別の題\n") }}, ""},
		"two that could be it": {[]func(*preview){func(p *preview) {
			p.remove("guide/day.md")
			p.write("b/day.md", "# あ\n")
			p.write("c/day.md", "# い\n")
		}}, ""},
		"there again": {[]func(*preview){func(p *preview) { p.move("guide/day.md", "b.md") }, func(p *preview) { p.move("b.md", "guide/day.md") }}, ""},
		"two pages changing places": {[]func(*preview){func(p *preview) {
			p.move("guide/day.md", "t.md")
			p.move("index2.md", "guide/day.md")
			p.move("t.md", "index2.md")
		}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPreview(t, map[string]string{"index.md": "# 始め\n", "guide/day.md": day, "index2.md": "# 二\n"})
			p.build()
			for _, step := range c.steps {
				step(p)
				p.build()
			}
			m, _ := p.message("/guide/day/")
			if status, _ := p.get("/guide/day/"); m.Page.MovedTo != c.want || m.Page.Missing != (status == 404) {
				t.Errorf("the page is told %+v, want it to be at %q", m.Page, c.want)
			}
		})
	}
}

// A page that is gone leads to the nearest page above it.
func TestTheNearestPageAboveAMissingOne(t *testing.T) {
	p := newPreview(t, map[string]string{"index.md": "# 始め\n", "guide/index.md": "# 案内\n", "guide/deep/er/day.md": "# 一日\n"})
	p.build()
	p.remove("guide/deep")
	p.build()
	for address, want := range map[string]string{"/guide/deep/er/day/": "/guide/", "/nowhere/": "/", "/guide/": ""} {
		if m, _ := p.message(address); m.Page.Near != want {
			t.Errorf("%s leads to %q, want %q", address, m.Page.Near, want)
		}
	}
}

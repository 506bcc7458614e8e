package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
)

func TestTouchedFilesAreNamed(t *testing.T) {
	many := []string{"content/a.md", "content/b.md", "content/c.md", "content/d.md", "content/e.md"}
	for _, c := range []struct {
		paths []string
		want  string
	}{
		{nil, "多くのファイル"},
		{[]string{"content/guide/day.md"}, "guide/day.md"},
		{[]string{"content/guide", "content/guide/day.md"}, "guide/day.md"},
		{[]string{"content/guide", "content/guide.md"}, "guide、guide.md"},
		{[]string{"content/a.md", "themes/michi/styles/main.css"}, "a.md、themes/michi/styles/main.css"},
		{many[:3], "a.md、b.md、c.md"},
		{many, "a.md、b.md、c.md ほか 2 件"},
	} {
		var paths []string
		for _, name := range c.paths {
			paths = append(paths, filepath.FromSlash(name))
		}
		if got := (&preview{command: &command{content: "content"}}).touchedNames(paths); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.paths, got, c.want)
		}
	}
}

func warning(path string, line int, message string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: "test", Span: diagnostic.At(path, line, 1), Message: message}
}

// An editor who saves sees what this save has brought about, not the same hundred warnings again.
func TestEachBuildPrintsItsNews(t *testing.T) {
	broken := diagnostic.Diagnostic{Code: "test", Span: diagnostic.At("a.md", 2, 1), Message: "壊れています。"}
	old, moved, fresh := warning("a.md", 1, "古い。"), warning("a.md", 9, "古い。"), warning("b.md", 1, "新しい。")
	done := build.Summary{Pages: 7, Written: 3, Changed: []string{"a/index.html", "feed.xml"}, Duration: 12 * time.Millisecond}
	styled := build.Summary{Pages: 7, Written: 1, Changed: []string{"assets/main.css"}, Duration: 12 * time.Millisecond}
	unchanged := build.Summary{Pages: 7, Duration: 12 * time.Millisecond}
	fewer := build.Summary{Pages: 6, Written: 1, Removed: 2, Duration: 12 * time.Second}
	p := (&command{content: "content"}).newPreview()
	p.now = func() time.Time { return time.Date(2026, 11, 21, 9, 5, 7, 0, time.UTC) }
	for i, c := range []struct {
		summary   build.Summary
		found     diagnostic.List
		out, news string
	}{
		{build.Summary{}, diagnostic.List{broken}, "エラー 1 件。直すと、サイトが表示されます。", "壊れて"},
		{done, diagnostic.List{old}, "7 ページを作りました（12 ミリ秒）。警告 1 件。", "古い"},
		{done, diagnostic.List{moved}, "1 ページを書き直しました（12 ミリ秒）。警告 1 件。", ""},
		{build.Summary{}, diagnostic.List{broken}, "エラー 1 件。直すまで、前の内容を表示します。", "壊れて"},
		{build.Summary{}, diagnostic.List{broken, fresh}, "エラー 1 件、警告 1 件。直すまで、前の内容を表示します。", "壊れて 新しい"},
		{unchanged, diagnostic.List{old, fresh}, "サイトは変わりません（12 ミリ秒）。警告 2 件。", ""},
		{styled, nil, "1 ファイルを書き直しました（12 ミリ秒）。", ""},
		{fewer, nil, "0 ページを書き直し、2 ファイルを除きました（12.0 秒）。", ""},
		{done, diagnostic.List{old}, "1 ページを書き直しました（12 ミリ秒）。警告 1 件。", "古い"},
	} {
		var out, problems bytes.Buffer
		p.out, p.err = &out, &problems
		what := ""
		if i > 0 {
			p.touched([]string{filepath.Join("content", "a.md")})
			what = "a.md: "
		}
		p.built(c.summary, c.found)
		if want := "09:05:07 " + what + c.out + "\n"; out.String() != want {
			t.Errorf("build %d is shown as %q, want %q", i, out.String(), want)
		}
		for word := range strings.FieldsSeq(c.news) {
			if !strings.Contains(problems.String(), word) {
				t.Errorf("build %d does not tell %q: %q", i, word, problems.String())
			}
		}
		if lines := strings.Count(problems.String(), "\n"); lines != len(strings.Fields(c.news)) {
			t.Errorf("build %d tells %q, want %q", i, problems.String(), c.news)
		}
	}
}

// A save that changes nothing is reported once, not again for the time that is set after it.
func TestASaveWithoutAChangeIsReported(t *testing.T) {
	var out bytes.Buffer
	p := (&command{content: "content", out: &out, err: &out}).newPreview()
	p.built(build.Summary{Pages: 1}, nil)
	for _, name := range []string{"content/a.md", "content/a.md", "content/b.md"} {
		p.touched([]string{filepath.FromSlash(name)})
		p.built(build.Summary{Pages: 1}, nil)
	}
	if n := strings.Count(out.String(), "サイトは変わりません"); n != 2 {
		t.Errorf("three builds without a change are shown as\n%s", out.String())
	}
}

// At midnight the preview builds by itself, and says why.
func TestANewDayIsReported(t *testing.T) {
	var out bytes.Buffer
	p := (&command{content: "content", out: &out, err: &out}).newPreview()
	p.built(build.Summary{Pages: 1}, nil)
	p.touched([]string{"content/a.md"})
	p.built(build.Summary{}, nil)
	p.built(build.Summary{Written: 1, Changed: []string{"a/index.html"}}, nil)
	if lines := strings.Split(out.String(), "\n"); !strings.Contains(lines[2], " 日付が変わりました: 1 ページを書き直しました") {
		t.Errorf("the build of a new day is shown as %q", lines)
	}
}

// A program reads all findings of each build.
func TestJSONHasAllFindingsEachTime(t *testing.T) {
	p := (&command{content: "content", json: true}).newPreview()
	for range 2 {
		var out, problems bytes.Buffer
		p.out, p.err = &out, &problems
		p.built(build.Summary{}, diagnostic.List{warning("a.md", 1, "古い。")})
		if !strings.Contains(out.String(), "古い。") || strings.Contains(problems.String(), "古い。") {
			t.Errorf("standard output has %q, standard error %q", out.String(), problems.String())
		}
	}
}

package build_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
)

// A mistake is a content folder with something wrong in it, and the finding that an editor must get: a
// place, a severity and a code for each finding, all of them in one run.
type mistake struct {
	name    string
	files   map[string]string
	strict  []string // findings with strict: true
	lenient []string // findings of the same folder without it; nil where they are the same
}

func mistakes() []mistake {
	return slices.Concat(frontMistakes(), settingsMistakes(), addressMistakes(), linkMistakes(), textMistakes(), blockMistakes())
}

func one(text string) map[string]string { return map[string]string{"page.md": text} }

func frontMistakes() []mistake {
	return []mistake{
		{"unclosed list", one("---\ntitle: [a\n---\n"), []string{"page.md:2:8 error yaml-broken"}, []string{"page.md:2:8 warning yaml-broken"}},
		{"unclosed quote", one("---\ntitle: \"a\norder: 1\n---\n本文"), []string{"page.md:2:8 error yaml-broken"}, []string{"page.md:2:8 warning yaml-broken"}},
		{"tab as indent", one("---\ntitle: a\n\torder: 1\n---\n"), []string{"page.md:3:1 error yaml-broken"}, []string{"page.md:3:1 warning yaml-broken"}},
		{"colon in a value", one("---\ntitle: a: b\n---\n"), []string{"page.md:2:9 error yaml-broken"}, []string{}},
		{"no mapping", one("---\n- a\n---\n"), []string{"page.md:2:1 error yaml-not-a-map"}, []string{}},
		{"never closed", one("---\ntitle: a\n\n本文\n"), []string{"page.md:1:1 error front-unclosed"}, []string{"page.md:1:1 warning front-unclosed"}},
		{"unknown key", one("---\ntitel: a\n---\n"), []string{"page.md:2:1 error key-unknown 「title」のことですか"}, []string{"page.md:2:1 warning key-unknown"}},
		{"a key twice", one("---\ntitle: a\ntitle: b\n---\n"), []string{"page.md:3:1 error key-twice"}, []string{"page.md:3:1 warning key-twice"}},
		{"title is a list", one("---\ntitle: [a, b]\n---\n"), []string{"page.md:2:8 error value-type"}, []string{"page.md:2:8 warning value-type"}},
		{"order is a word", one("---\norder: first\n---\n"), []string{"page.md:2:8 error value-type"}, []string{"page.md:2:8 warning value-type"}},
		{"draft is a number", one("---\ndraft: 3\n---\n"), []string{"page.md:2:8 error value-type"}, []string{"page.md:2:8 warning value-type"}},
		{"tags are a mapping", one("---\ntags: {a: b}\n---\n"), []string{"page.md:2:7 error value-type"}, []string{"page.md:2:7 warning value-type"}},
		{"no such day", one("---\ndate: 2026-02-30\n---\n"), []string{"page.md:2:7 error value-date"}, []string{"page.md:2:7 warning value-date"}},
		{"no date", one("---\ndate: きのう\nexpires: 2026/01/02\n---\n"),
			[]string{"page.md:2:7 error value-date"}, []string{"page.md:2:7 warning value-date"}},
		{"unknown kind", one("---\nkind: essay\n---\n"), []string{"page.md:2:7 error value-unknown"}, []string{"page.md:2:7 warning value-unknown"}},
		{"bad language", one("---\nlang: にほんご\n---\n"), []string{"page.md:2:7 error lang"}, []string{"page.md:2:7 warning lang"}},
		{"alias leaves the site", one("---\naliases: [../../etc/passwd, 'https://x/']\n---\n"), []string{"page.md:2:11 error alias", "page.md:2:29 error alias"}, []string{"page.md:2:11 warning alias", "page.md:2:29 warning alias"}},
	}
}

func settingsMistakes() []mistake {
	return []mistake{
		{"site.yaml", map[string]string{"index.md": "", "site.yaml": "strict: STRICT\ntitel: a\nbase-url: example.jp\nlang: 日本\nmenu: [nowhere.md]\neditions: {EN: {}}\n"},
			[]string{"site.yaml:2:1 error key-unknown 「title」のことですか", "site.yaml:3:11 error base-url", "site.yaml:4:7 error lang", "site.yaml:5:8 error link-dangling", "site.yaml:6:12 error value-type"},
			[]string{"site.yaml:2:1 error key-unknown", "site.yaml:3:11 error base-url", "site.yaml:4:7 error lang", "site.yaml:5:8 warning link-dangling", "site.yaml:6:12 error value-type"}},
		{"readings.yaml", map[string]string{"index.md": "", "readings.yaml": "words:\n  かな: かな\n  漢字: 漢字\n  会う: あ う\n  会う: あう\n  空: [から]\nwordz: {}\n"},
			[]string{"readings.yaml:2:3 error reading-word", "readings.yaml:3:7 error reading", "readings.yaml:4:7 error reading", "readings.yaml:5:3 error key-twice",
				"readings.yaml:6:6 error reading", "readings.yaml:7:1 error key-unknown 「words」のことですか"}, nil},
		{"kanji that nobody can read", map[string]string{"site.yaml": "strict: STRICT\nfurigana: true\n", "readings.yaml": "blocked: [盲]\n", "index.md": "# 題\n\n目と盲のこと\n\n次の恾です\n"},
			[]string{"index.md:3:3 error furigana words に、前後の言葉を含めた正しい読みを", "index.md:5:3 error furigana words に「恾: よみ」"}, nil},
		{"kanji that nobody can read, where its text stands", map[string]string{"site.yaml": "strict: STRICT\nfurigana: true\n",
			"a.md": "---\n# 恾です\ntitle: 次の恾\n---\n", "b.md": "# 題\n\n`恾です`と **恾** です\n"},
			[]string{"a.md:3:10 error furigana", "b.md:3:10 error furigana"}, nil},
		{"site.yaml is broken", map[string]string{"index.md": "", "site.yaml": "title: [a\n"}, []string{"site.yaml:1:8 error yaml-broken"}, nil},
		{"sources.yaml", map[string]string{"index.md": "---\nsources: [a, ghost]\n---\n", "sources.yaml": "a: {title: 題, publisher: 会, url: ftp://x, checked: 2026-13-01}\nB!: x\na: {}\nc: {titel: x}\n"},
			[]string{"index.md:2:14 error source-unknown", "sources.yaml:1:1 error source-incomplete", "sources.yaml:1:34 error source-url", "sources.yaml:1:52 error value-date",
				"sources.yaml:2:1 error source-id", "sources.yaml:2:5 error value-type", "sources.yaml:3:1 error key-twice",
				"sources.yaml:4:1 error source-incomplete", "sources.yaml:4:1 error source-incomplete", "sources.yaml:4:1 error source-incomplete", "sources.yaml:4:5 error key-unknown"},
			[]string{"index.md:2:14 warning source-unknown", "sources.yaml:1:1 error source-incomplete", "sources.yaml:1:34 error source-url", "sources.yaml:1:52 error value-date",
				"sources.yaml:2:1 error source-id", "sources.yaml:2:5 error value-type", "sources.yaml:3:1 error key-twice",
				"sources.yaml:4:1 error source-incomplete", "sources.yaml:4:1 error source-incomplete", "sources.yaml:4:1 error source-incomplete", "sources.yaml:4:5 error key-unknown"}},
	}
}

func addressMistakes() []mistake {
	return []mistake{
		{"page and folder of one name", map[string]string{"day.md": "a", "day/index.md": "b"}, []string{"day/index.md error url-twice"}, []string{"day/index.md warning page-aside"}},
		{"names that differ in case only", map[string]string{"Day.md": "a", "day.md": "b"}, []string{"day.md error url-twice"}, []string{"day.md warning page-aside"}},
		{"names that differ in a space", map[string]string{"a b.md": "a", "a-b.md": "b"}, []string{"a-b.md error url-twice"}, []string{"a-b.md warning page-aside"}},
		{"index beside README", map[string]string{"index.md": "a", "README.md": "b"}, nil, nil},
		{"alias of a page", map[string]string{"a.md": "---\naliases: [/b/]\n---\n", "b.md": "b"}, []string{"a.md:2:11 error url-twice"}, []string{"a.md:2:11 warning url-twice"}},
		{"alias twice", map[string]string{"a.md": "---\naliases: [/x/]\n---\n", "b.md": "---\naliases: [/x]\n---\n"}, []string{"b.md:2:11 error url-twice"}, []string{"b.md:2:11 warning url-twice"}},
		{"edition and folder", map[string]string{"day.md": "", "day.en.md": "", "en/day.md": ""}, []string{"en/day.md error url-twice"}, []string{"en/day.md warning page-aside"}},
		{"file in place of a page", map[string]string{"day.md": "a", "day/index.html": "b"}, []string{"day/index.html error url-twice"}, []string{"day/index.html warning url-twice"}},
		{"file in place of the feed", map[string]string{"a.md": "a", "feed.xml": "b"}, []string{"feed.xml error url-twice"}, []string{}},
		{"names for other systems", map[string]string{"a.md": "", "q?.md": "", "b:c.png": "", "x\ny.md": ""},
			[]string{"b:c.png error file-name", "q?.md error file-name", "x\ny.md error file-name"},
			[]string{"b:c.png warning file-name", "q?.md warning file-name", "x\ny.md warning file-name"}},
		{"names that do not arrive everywhere", map[string]string{"con.md": "", "a./b.md": "", "LPT1.x.png": "", "か\u3099.md": "", "console.md": "", "com.md": ""},
			[]string{"LPT1.x.png warning name-fragile", "a. warning name-fragile", "con.md warning name-fragile", "か\u3099.md warning name-fragile"}, nil},
		{"names that differ in composition only", map[string]string{"か\u3099.md": "a", "が.md": "b"},
			[]string{"か\u3099.md warning name-fragile", "が.md error url-twice"}, []string{"か\u3099.md warning name-fragile", "が.md warning page-aside"}},
		{"names with dots, spaces and Japanese", map[string]string{"a..b.md": "", "……/かな カナ.md": "", "v1.2/３.md": "", "..hidden.md": "", "_draft.md": "", "a.md~": ""}, nil, nil},
	}
}

func linkMistakes() []mistake {
	return []mistake{
		{"dangling links", map[string]string{"index.md": "[a](guid/day.md) [b](guide/day.md#よる) [c](#x) ![d](絵.png) [e](/etc/passwd) [f](../../out.md)\n\n[g][h]\n\n[h]: gone.md", "guide/day.md": "## 夜\n"},
			[]string{"index.md:1:1 error link-dangling 「guide/day.md」のことですか", "index.md:1:18 error anchor-dangling", "index.md:1:39 error anchor-dangling", "index.md:1:47 error image-missing",
				"index.md:1:59 error link-dangling", "index.md:1:76 error link-dangling", "index.md:3:1 error link-dangling"},
			[]string{"index.md:1:1 warning link-dangling", "index.md:1:18 warning anchor-dangling", "index.md:1:39 warning anchor-dangling", "index.md:1:47 warning image-missing",
				"index.md:1:59 warning link-dangling", "index.md:1:76 warning link-dangling", "index.md:3:1 warning link-dangling"}},
		{"a source in the list", map[string]string{"a.md": "[a](list.md#law) [b](list.md#low)", "list.md": "---\nlayout: sources\n---\n",
			"sources.yaml": "law:\n  title: a\n  publisher: b\n  checked: 2026-11-01\n"},
			[]string{"a.md:1:18 error anchor-dangling"}, []string{"a.md:1:18 warning anchor-dangling"}},
		{"schemes that run code", one("[a](javascript:alert(1)) [b](JAVASCRIPT:x) [c](data:text/html,x) [d](vbscript:x) [e](file:///x)"),
			[]string{"page.md:1:1 error link-scheme", "page.md:1:26 error link-scheme", "page.md:1:44 error link-scheme", "page.md:1:66 error link-scheme", "page.md:1:82 error link-scheme"},
			[]string{"page.md:1:1 warning link-scheme", "page.md:1:26 warning link-scheme", "page.md:1:44 warning link-scheme", "page.md:1:66 warning link-scheme", "page.md:1:82 warning link-scheme"}},
		{"next step and picture", one("---\nnext: gone.md\nimage: gone.png\n---\n"),
			[]string{"page.md:2:7 error link-dangling", "page.md:3:8 error image-missing"}, []string{"page.md:2:7 warning link-dangling", "page.md:3:8 warning image-missing"}},
		{"broken pictures", map[string]string{"a.md": "![a](a.png) ![b](b.svg) ![c](c.jpg)", "a.png": "no picture", "b.svg": "<g/>", "c.jpg": ""},
			[]string{"a.png error image-broken", "b.svg error image-broken", "c.jpg error image-broken"},
			[]string{"a.png warning image-broken", "b.svg warning image-broken", "c.jpg warning image-broken"}},
		{"drawings that run", map[string]string{"a.md": "![a](a.svg) [b](b.SVG)", "a.svg": `<svg viewBox="0 0 1 1" onload="x()"/>`, "b.SVG": "<svg><script/></svg>", "unused.svg": "<svg><script/></svg>"},
			[]string{"a.svg error image-broken", "b.SVG error image-broken"},
			[]string{"a.svg warning image-broken", "b.SVG warning image-broken"}},
		{"pictures of other sites", one("![a](https://example.com/a.png) ![b](//example.com/b.png)"),
			[]string{"page.md:1:1 error image-external", "page.md:1:33 error image-external"}, []string{"page.md:1:1 warning image-external", "page.md:1:33 warning image-external"}},
	}
}

func textMistakes() []mistake {
	return []mistake{
		{"not UTF-8", one("---\ntitle: a\n---\n日本\xff語\n"), []string{"page.md:4:3 error not-utf8"}, []string{"page.md:4:3 warning not-utf8"}},
		{"Shift_JIS", one("\x93\xfa\x96\x7b\x8c\xea"), []string{"page.md:1:1 error not-utf8"}, []string{"page.md:1:1 warning not-utf8"}},
		{"byte order mark", one("\uFEFF---\ntitel: a\n---\n"), []string{"page.md:2:1 error key-unknown"}, []string{"page.md:2:1 warning key-unknown"}},
		{"CRLF", one("---\r\ntitle: a\r\n---\r\n本文\r\n\r\n[a](b.md)\r\n"), []string{"page.md:6:1 error link-dangling"}, []string{"page.md:6:1 warning link-dangling"}},
		{"empty", one(""), nil, nil},
		{"only front matter marks", one("---\n---"), nil, nil},
		{"NUL and other controls", one("a\x00b\x01c\x1b[31m"), nil, nil},
		{"raw HTML", one("<form>\n\na<b onclick=x()>b</b><svg></svg>\n\n<!-- c -->\n"),
			[]string{"page.md:1:1 error raw-html", "page.md:3:2 error raw-html", "page.md:3:22 error raw-html"}, []string{"page.md:1:1 warning raw-html"}},
		{"emphasis that stays", one("これは**「大切」**です。"), []string{"page.md:1:4 warning emphasis-stays", "page.md:1:10 warning emphasis-stays"}, nil},
		{"link that stays", one("[様式](files/申請 書.pdf)"), []string{"page.md:1:4 warning link-stays"}, nil},
		{"an id twice", one("## a {#x}\n\n## b {#x}\n"), []string{"page.md:3:1 error id-twice"}, []string{"page.md:3:1 warning id-twice"}},
	}
}

func blockMistakes() []mistake {
	return []mistake{
		{"unclosed", one(":::note\n本文\n"), []string{"page.md:1:1 error directive-unclosed"}, []string{"page.md:1:1 warning directive-unclosed"}},
		{"unclosed in a list", one("- a\n\n  :::note\n  本文\n\n終わり\n"), []string{"page.md:3:3 error directive-unclosed"}, []string{"page.md:3:3 warning directive-unclosed"}},
		{"unknown", one(":::notes\n本文\n:::\n"), []string{"page.md:1:1 error directive-unknown :::note のことですか"}, []string{"page.md:1:1 warning directive-unknown"}},
		{"stray end", one("本文\n\n:::\n"), []string{"page.md:3:1 error directive-stray"}, []string{"page.md:3:1 warning directive-stray"}},
		{"nested, the inner one unclosed", one("::::note\n:::warning\n本文\n::::\n\n後\n"), []string{"page.md:2:1 error directive-unclosed"}, []string{"page.md:2:1 warning directive-unclosed"}},
		{"nested with as many colons", one(":::note\n:::warning\n本文\n:::\n:::\n"), nil, nil},
		{"attributes", one(":::note{color=red}\n本文\n:::\n"), []string{"page.md:1:1 error directive-attribute"}, []string{"page.md:1:1 warning directive-attribute"}},
		{"voice without a source", one(":::voice\n本文\n:::\n"), []string{"page.md:1:1 error directive-option"}, []string{"page.md:1:1 warning directive-option"}},
		{"wrong contents", one(":::steps\n本文\n:::\n\n:::compare\n本文\n:::\n\n:::bad-good\n- 一つ\n:::\n\n:::cards\n:::\n\n:::faq\n:::\n"),
			[]string{"page.md:2:1 error directive-content", "page.md:5:1 error directive-content", "page.md:9:1 error directive-content", "page.md:13:1 error directive-content", "page.md:16:1 error directive-content"},
			[]string{"page.md:2:1 warning directive-content", "page.md:5:1 warning directive-content", "page.md:9:1 warning directive-content", "page.md:13:1 warning directive-content", "page.md:16:1 warning directive-content"}},
		{"unknown leaves", one("::calculater[a]\n\n::note[a]\n\n::table\n"),
			[]string{"page.md:1:1 error directive-unknown", "page.md:3:1 error directive-unknown", "page.md:5:1 error directive-label"},
			[]string{"page.md:1:1 warning directive-unknown", "page.md:3:1 warning directive-unknown", "page.md:5:1 warning directive-label"}},
	}
}

// TestMistakes builds every mistake over a good site and asks that each finding names its place and
// a remedy in Japanese, and that errors leave the good site as it was.
func TestMistakes(t *testing.T) {
	for _, m := range mistakes() {
		lenient := m.lenient
		if lenient == nil {
			lenient = m.strict
		}
		t.Run(m.name+"/strict", func(t *testing.T) { tell(t, m.files, m.strict, true) })
		t.Run(m.name+"/lenient", func(t *testing.T) { tell(t, m.files, lenient, false) })
	}
}

func tell(t *testing.T, files map[string]string, want []string, strict bool) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	good := filepath.Join(dir, "good")
	writeFile(t, filepath.Join(good, "index.md"), []byte("# 前からあるもの"))
	if found := buildInto(t, testOptions(good, out), out); len(found) > 0 {
		t.Fatal(found)
	}
	before := readTree(t, out)
	contentDir := filepath.Join(dir, "content")
	writeContent(t, contentDir, files, strict)
	found := buildInto(t, testOptions(contentDir, out), out)
	compareFindings(t, found, want)
	checkRemedies(t, found, files)
	if found.HasErrors() && !maps.Equal(before, readTree(t, out)) {
		t.Error("the old output was changed")
	}
}

func testOptions(contentDir, out string) build.Options {
	return build.Options{
		Content: contentDir, Out: out, Theme: os.DirFS("testdata/theme"), Today: content.Date{Year: 2026, Month: 11, Day: 21},
	}
}

// writeContent writes files below dir. Strictness is said in site.yaml, where a line "strict: STRICT"
// stands for it.
func writeContent(t *testing.T, dir string, files map[string]string, strict bool) {
	t.Helper()
	setting := fmt.Sprintf("strict: %v", strict)
	writeFile(t, filepath.Join(dir, "site.yaml"), []byte(setting+"\n"))
	for name, text := range files {
		if name == "site.yaml" && !strings.Contains(text, "strict: STRICT") && strict {
			text = text + "strict: true\n"
		}
		writeFile(t, filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "strict: STRICT", setting)))
	}
}

// compareFindings compares findings with lines "file:line:col severity code" and perhaps a part of
// the suggestion.
func compareFindings(t *testing.T, found diagnostic.List, want []string) {
	t.Helper()
	var got []string
	for i, d := range found {
		line := fmt.Sprintf("%s %s %s", d.Span, d.Severity, d.Code)
		if i < len(want) && strings.HasPrefix(want[i], line+" ") && strings.Contains(d.Suggestion, want[i][len(line)+1:]) {
			line = want[i]
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s\nin full:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), listed(found))
	}
}

// checkRemedies asks that every finding says in Japanese how to mend it, at a place that exists.
func checkRemedies(t *testing.T, found diagnostic.List, files map[string]string) {
	t.Helper()
	for _, d := range found {
		if !isJapanese(d.Message) || !isJapanese(d.Suggestion) {
			t.Errorf("no Japanese remedy: %v", d)
		}
		text, known := files[d.Span.Path]
		if known && d.Span.Start.Line > strings.Count(text, "\n")+1 {
			t.Errorf("%v: the file has no such line", d)
		}
	}
}

func isJapanese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) })
}

// Links that leave the folder, or lead back into it for ever, must be reported and not followed.
func TestSymbolicLinks(t *testing.T) {
	dir := t.TempDir()
	contentDir := filepath.Join(dir, "content")
	writeFile(t, filepath.Join(contentDir, "a/page.md"), []byte("# ページ"))
	writeFile(t, filepath.Join(dir, "secret.md"), []byte("# 秘密"))
	for name, target := range map[string]string{
		"a/loop": "..", "a/self": "self", "leaves.md": "../secret.md", "absolute.md": filepath.Join(dir, "secret.md"),
		"gone.md": "nowhere.md", "inside.md": "a/page.md", "folder": "a",
	} {
		if err := os.Symlink(target, filepath.Join(contentDir, name)); err != nil {
			t.Skip(err)
		}
	}
	out := filepath.Join(dir, "out")
	found := buildInto(t, testOptions(contentDir, out), out)
	compareFindings(t, found, []string{
		"a/loop warning symlink-loop", "a/self warning symlink-leaves", "absolute.md warning symlink-leaves",
		"folder/loop warning symlink-loop", "folder/self warning symlink-leaves", "gone.md warning symlink-leaves", "leaves.md warning symlink-leaves",
	})
	checkRemedies(t, found, nil)
}

// Pages that no one writes by hand must not stop a build, or make it slow out of proportion.
func TestHugePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a minute under the race detector, and runs in one goroutine")
	}
	for _, c := range []struct{ name, text string }{
		{"4 MB of prose", "# 長い\n\n" + strings.Repeat("在宅訓練は、家で受ける訓練です。[案内](page.md)も見てください。\n\n", 4<<20/90)},
		{"10 MB in one line", strings.Repeat("家で訓練", 10<<20/12)},
		{"4 MB of front matter", "---\ntitle: " + strings.Repeat("長い", 4<<20/6) + "\n---\n"},
		{"lists in 100 levels", nestedList(100)},
		{"quotes in 100 levels", strings.Repeat("> ", 100) + "深い"},
		{"blocks in 100 levels", strings.Repeat(":", 103) + "note\n" + nestedBlocks(100)},
		{"a table of 10,000 rows", "| a | b |\n|---|---|\n" + strings.Repeat("| 一 | 二 |\n", 10000)},
		{"100,000 brackets", strings.Repeat("[", 100000)},
		{"1,000,000 braces", strings.Repeat("{{", 500000)},
		{"100,000 stars", strings.Repeat("*a ", 100000)},
		{"10,000 equal headings", strings.Repeat("## 同じ\n\n", 10000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, "content/page.md"), []byte(c.text))
			start := time.Now()
			out := filepath.Join(dir, "out")
			if found := buildInto(t, testOptions(filepath.Join(dir, "content"), out), out); found.HasErrors() {
				t.Errorf("%.500s", listed(found))
			}
			t.Log(time.Since(start).Round(time.Millisecond))
		})
	}
}

func nestedList(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "- 段\n")
	}
	return b.String()
}

// nestedBlocks writes blocks, each with one colon less than the one around it, and their ends.
func nestedBlocks(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(":", 102-i) + "note\n")
	}
	b.WriteString("深い\n")
	for i := range levels + 1 {
		b.WriteString(strings.Repeat(":", 3+i) + "\n")
	}
	return b.String()
}

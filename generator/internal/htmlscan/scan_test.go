package htmlscan

import (
	"fmt"
	"strings"
	"testing"
)

// listed writes the tokens of HTML in a line: text as it is, tags with their attributes in braces.
func listed(html string) string {
	var out []string
	s := New([]byte(html))
	for t := s.Next(); t.Kind != End; t = s.Next() {
		switch t.Kind {
		case Start:
			tag := string(t.Name)
			for a := range t.Attributes() {
				tag += fmt.Sprintf(" %s=%s", a.Name, a.Text())
			}
			out = append(out, "{"+tag+"}")
		case Close:
			out = append(out, "{/"+string(t.Name)+"}")
		case Comment:
			out = append(out, "{!}")
		case Raw:
			out = append(out, "["+html[t.Start:t.End]+"]")
		default:
			out = append(out, html[t.Start:t.End])
		}
	}
	return strings.Join(out, " ")
}

// What browsers take for text, tags and comments, by the tokenizer of the HTML Standard.
func TestTokensAreThoseOfBrowsers(t *testing.T) {
	for html, want := range map[string]string{
		"<p>a</p>":                                    "{p} a {/p}",
		"a < b <3 </ c":                               "a < b <3  {!}",
		"<A HREF=x>y</A >":                            "{a href=x} y {/a}",
		`<a title="x > y" b='>' c=d/e>f`:              "{a title=x > y b=> c=d/e} f",
		`<a b=c"d>e">f`:                               `{a b=c"d} e">f`,
		`<a ="b>c">d`:                                 `{a ="b=} c">d`,
		`<a b = "c>d" e>f`:                            "{a b=c>d e=} f",
		"<br/><img src=a />b":                         "{br} {img src=a} b",
		"<a title='&lt;it&#39;s'>":                    "{a title=<it's}",
		"<!-- a > b --><!doctype html><?x?>":          "{!} {!} {!}",
		"<!--><!---></><!-- a":                        "{!} {!} {!} {!}",
		"<script>if (a</b>0) '</scripts>'</SCRIPT >c": "{script} [if (a</b>0) '</scripts>'] {/script} c",
		"<textarea></textarea><title><p></title>":     "{textarea} {/textarea} {title} [<p>] {/title}",
		"<style>a":                                    "{style} [a]",
		`<a b="c>`:                                    "{a b=c}",
		"<":                                           "<",
		"</":                                          "</",
		"日<ruby>本<rt>ほん":                              "日 {ruby} 本 {rt} ほん",
	} {
		if got := listed(html); got != want {
			t.Errorf("%s is read as\n%s, want\n%s", html, got, want)
		}
	}
}

// A reader of the rest of the page must not begin in the middle of what was skipped.
func TestSkipEndsBehindTheElement(t *testing.T) {
	for html, want := range map[string]string{
		"<nav><nav>a</nav>b</nav>c":                 "c",
		"<svg><path/><svg/>a</svg>b":                "b",
		`<svg viewBox="0"/>b`:                       "b",
		"<script>'<script>'</script>b":              "b",
		"<input>b":                                  "b",
		"<div hidden><divider></divider></div>b":    "b",
		"<button title='</button>'>a</button>b</p>": "b {/p}",
		"<nav>a": "",
	} {
		s := New([]byte(html))
		s.Skip(s.Next())
		if got := listed(html[s.at:]); got != want {
			t.Errorf("%s leaves %q, want %q", html, got, want)
		}
	}
}

func TestElementsOfRunningText(t *testing.T) {
	for _, name := range strings.Fields("a ins del small label output mark ruby rt code kbd wbr img input") {
		if !IsInline([]byte(name)) {
			t.Errorf("<%s> tears words apart", name)
		}
	}
	for _, name := range strings.Fields("p li td th dt dd h1 br div summary figcaption button option") {
		if IsInline([]byte(name)) {
			t.Errorf("<%s> joins what is not one text", name)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("<p a='b>c' d=e/>f<!-- g --><script>h</script>")
	f.Fuzz(func(t *testing.T, html string) {
		s := New([]byte(html))
		at := 0
		for token := s.Next(); token.Kind != End; token = s.Next() {
			if token.Start != at || token.End <= at {
				t.Fatalf("%q: a token from %d to %d where the one before ends at %d", html, token.Start, token.End, at)
			}
			for a := range token.Attributes() {
				_ = a.Text()
			}
			at = token.End
		}
		if at != len(html) {
			t.Fatalf("%q is read to %d of %d", html, at, len(html))
		}
	})
}

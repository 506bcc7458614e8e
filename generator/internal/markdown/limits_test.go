package markdown_test

import (
	"strings"
	"testing"

	"shirube/generator/internal/markdown"
)

// Small texts that take a parser minutes or gigabytes are shown as they are; other large ones are parsed.
func TestTextsThatTakeTooMuchAreShownAsTheyAre(t *testing.T) {
	parser := markdown.New(markdown.Options{})
	for name, text := range map[string]string{
		"list markers":    strings.Repeat("- ", 4500) + "a",
		"numbers":         strings.Repeat("1. ", 6000) + "a",
		"quotes":          strings.Repeat(">", 100_000),
		"definitions":     "a\n" + strings.Repeat(": ", 5000),
		"cells":           strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("|\n", 9000),
		"rows":            "|a|b|c|\n|-|-|-|\n" + strings.Repeat("|\n", 200_000),
		"emphasis":        strings.Repeat("*a_ ", 40_000),
		"links":           strings.Repeat("[a](b", 30_000),
		"references":      strings.Repeat("[a]: b\n", 30_000),
		"lists in lists":  deepList(1500),
		"quotes in lists": strings.Repeat("- > ", 3000) + "a",
		"links in quotes": strings.Repeat("> [a]\n", 20_000),
		"footnotes":       strings.Repeat("[^a]: [^b]\n\n", 10_000),
		"one address":     "[a]: /" + strings.Repeat("a", 100_000) + "\n\n" + strings.Repeat("[a] ", 200),
	} {
		doc, found := parser.Parse(page(text), words())
		if len(found) != 1 || found[0].Code != "page-complex" {
			t.Errorf("%s: %v", name, found)
		}
		if body := string(doc.Append(nil, asWritten{doc})); !strings.HasPrefix(body, "<pre>") {
			t.Errorf("%s: %.60s", name, body)
		}
	}
	for name, text := range map[string]string{
		"a long page":      strings.Repeat("文に*強調*と[リンク](a.md)があります。\n\n", 20_000),
		"a long list":      strings.Repeat("- [a](b) *c*\n", 20_000),
		"a long table":     "| a | b |\n|---|---|\n" + strings.Repeat("| [x](y) | `z` |\n", 20_000),
		"dollar signs":     strings.Repeat("$a ", 300_000) + "$a",
		"display formulas": strings.Repeat("$$ a\n", 100_000),
		"colons":           strings.Repeat(":a", 300_000),
		"braces":           strings.Repeat("`a`{.b ", 100_000),
		"one long address": "[a]: /" + strings.Repeat("a", 500_000) + "\n\n![a] [a]",
		"quoted links":     strings.Repeat("> [a](b) c\n>\n", 20_000),
		"code of brackets": "```\n" + strings.Repeat("[", 60_000) + "\n```\n",
	} {
		if _, found := parser.Parse(page(text), words()); len(found) > 0 {
			t.Errorf("%s: %v", name, found[0])
		}
	}
	if _, found := parser.Parse(page(strings.Repeat("/// note\n", 20_000)), words()); len(found) != 1 || found[0].Code != "directive-deep" {
		t.Errorf("blocks of slashes in blocks: %v", found)
	}
	if _, found := parser.Parse(page(strings.Repeat(":::note\n", 8000)), words()); len(found) != 41 || found[0].Code != "directive-deep" {
		t.Errorf("blocks in blocks: %d findings", len(found))
	}
}

func deepList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

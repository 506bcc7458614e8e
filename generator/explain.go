package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/codes"
)

// explain prints what a code means and how to mend it: explain CODE. Without a code it lists all.
func (c *command) explain(args []string) error {
	c.newFlags("explain")
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) == 0 {
		return c.listCodes()
	}
	for i, code := range operands {
		docs := codes.Find(strings.Trim(code, "[]"))
		if len(docs) == 0 {
			return c.unknown(c.words("「%s」という記号はありません。", "There is no code %q. "), code, codeNames(),
				c.words("一覧: shirube explain", "For a list: shirube explain"))
		}
		// Some codes are reported by two stages, each with a meaning of its own.
		for j, doc := range docs {
			if i+j > 0 && !c.json {
				fmt.Fprintln(c.out)
			}
			if err := c.showCode(doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// listCodes prints all codes by subject, in JSON one a line.
func (c *command) listCodes() error {
	for _, s := range codes.Subjects() {
		if !c.json {
			fmt.Fprintf(c.out, "%s\n", s.Title.In(c.lang))
		}
		for _, doc := range s.Docs {
			if c.json {
				if err := c.writeJSON(c.codeDocument(doc)); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(c.out, "  %-22s %s\n", doc.Code, c.summary(doc))
		}
	}
	return nil
}

// codeNames returns all codes, sorted, each once.
func codeNames() []string {
	var names []string
	for _, s := range codes.Subjects() {
		for _, doc := range s.Docs {
			names = append(names, doc.Code)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// summary is what a list of codes has room for.
func (c *command) summary(doc diagnostic.CodeDoc) string {
	if doc.Title.Ja != "" {
		return doc.Title.In(c.lang)
	}
	first, _, _ := strings.Cut(doc.Meaning.In(c.lang), c.words("。", ". "))
	return strings.TrimSuffix(first, ".") + c.words("。", ".")
}

// A codeJSON is what explain -json prints of a code.
type codeJSON struct {
	Code     string              `json:"code"`
	Severity diagnostic.Severity `json:"severity"`
	Lenient  bool                `json:"lenient,omitempty"`
	Meaning  string              `json:"meaning"`
	Remedy   string              `json:"remedy"`
	Example  string              `json:"example,omitempty"`
}

func (c *command) codeDocument(doc diagnostic.CodeDoc) codeJSON {
	return codeJSON{doc.Code, doc.Severity, doc.Lenient, doc.Meaning.In(c.lang), doc.Remedy.In(c.lang), doc.Example}
}

func (c *command) showCode(doc diagnostic.CodeDoc) error {
	if c.json {
		return c.writeJSON(c.codeDocument(doc))
	}
	fmt.Fprintf(c.out, c.words("%s（%s）\n  %s\n  直しかた: %s\n", "%s (%s)\n  %s\n  Remedy: %s\n"), doc.Code, c.weight(doc),
		doc.Meaning.In(c.lang), doc.Remedy.In(c.lang))
	if doc.Example != "" {
		fmt.Fprintln(c.out, c.words("  例:", "  Example:"))
		return indented(c.out, doc.Example)
	}
	return nil
}

// weight says what a finding does to a build.
func (c *command) weight(doc diagnostic.CodeDoc) string {
	switch {
	case doc.Lenient:
		return c.words("エラー。strict: true でないサイトでは警告", "error; a warning on sites without strict: true")
	case doc.Severity == diagnostic.Error:
		return c.words("エラー", "error")
	case doc.Severity == diagnostic.Warning:
		return c.words("警告", "warning")
	}
	return c.words("助言", "advice")
}

func indented(out io.Writer, text string) error {
	for line := range strings.Lines(text) {
		if _, err := fmt.Fprintf(out, "    %s\n", strings.TrimSuffix(line, "\n")); err != nil {
			return err
		}
	}
	return nil
}

package main

import (
	"fmt"
	"io"
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
			return c.wrongUsage("「%s」という記号はありません。%s", code, nearestCode(code))
		}
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

func nearestCode(code string) string {
	var all []string
	for _, s := range codes.Subjects() {
		for _, doc := range s.Docs {
			all = append(all, doc.Code)
		}
	}
	if near := diagnostic.Closest(code, all); near != "" {
		return "「" + near + "」のことですか。"
	}
	return "一覧: shirube explain"
}

func (c *command) listCodes() error {
	for _, s := range codes.Subjects() {
		if !c.json {
			fmt.Fprintf(c.out, "%s\n", s.Title.Ja)
		}
		for _, doc := range s.Docs {
			if c.json {
				if err := c.writeJSON(codeDocument(doc)); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(c.out, "  %-22s %s\n", doc.Code, summary(doc))
		}
	}
	return nil
}

// summary is what a list of codes has room for.
func summary(doc diagnostic.CodeDoc) string {
	if doc.Title.Ja != "" {
		return doc.Title.Ja
	}
	first, _, _ := strings.Cut(doc.Meaning.Ja, "。")
	return first + "。"
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

func codeDocument(doc diagnostic.CodeDoc) codeJSON {
	return codeJSON{doc.Code, doc.Severity, doc.Lenient, doc.Meaning.Ja, doc.Remedy.Ja, doc.Example}
}

func (c *command) showCode(doc diagnostic.CodeDoc) error {
	if c.json {
		return c.writeJSON(codeDocument(doc))
	}
	fmt.Fprintf(c.out, "%s（%s）\n  %s\n  直しかた: %s\n", doc.Code, weight(doc), doc.Meaning.Ja, doc.Remedy.Ja)
	if doc.Example != "" {
		fmt.Fprintln(c.out, "  例:")
		return indented(c.out, doc.Example)
	}
	return nil
}

// weight says what a finding does to a build.
func weight(doc diagnostic.CodeDoc) string {
	switch {
	case doc.Lenient:
		return "エラー。strict: true でないサイトでは警告"
	case doc.Severity == diagnostic.Error:
		return "エラー"
	case doc.Severity == diagnostic.Warning:
		return "警告"
	}
	return "助言"
}

func indented(out io.Writer, text string) error {
	for line := range strings.Lines(text) {
		if _, err := fmt.Fprintf(out, "    %s\n", strings.TrimSuffix(line, "\n")); err != nil {
			return err
		}
	}
	return nil
}

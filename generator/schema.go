package main

import (
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/content"
)

// schema prints what editors of text use: JSON Schemas of front matter and site.yaml, and the grammar of .calc files.
func (c *command) schema(args []string) error {
	c.newFlags("schema")
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) != 1 {
		return c.wrongUsage(c.words("front、site、grammar のどれかを書いてください。", "Write one of front, site and grammar."))
	}
	var out any
	switch operands[0] {
	case "front":
		out = keySchema("ページの設定", content.FrontKeys())
	case "site":
		out = keySchema("site.yaml", content.SiteKeys())
	case "grammar":
		out = grammar()
	default:
		return c.wrongUsage(c.words("「%s」はありません。front、site、grammar のどれかを書いてください。", "There is no %q; write one of front, site and grammar."), operands[0])
	}
	encoder := jsonEncoder(c.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// keySchema describes keys that editors may write, from the table of the handbook.
func keySchema(title string, keys []content.Key) map[string]any {
	properties := map[string]any{}
	for _, k := range keys {
		properties[k.Name] = map[string]any{"description": k.Meaning, "type": exampleType(k.Example)}
	}
	return map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "type": "object", "properties": properties}
}

// exampleType returns the JSON type of a key, by its example; a list of one may be written without brackets.
func exampleType(example string) any {
	switch {
	case strings.HasPrefix(example, "["):
		return []string{"array", "string"}
	case strings.HasPrefix(example, "{"):
		return "object"
	case example == "true" || example == "false":
		return "boolean"
	case strings.Trim(example, "0123456789") == "":
		return "number"
	}
	return "string"
}

// grammar is the TextMate grammar of .calc files, from the words of the language.
func grammar() map[string]any {
	// Earlier rules win, so words that contain others come first, and comments before all.
	w := calculator.LanguageWords()
	rule := func(name, match string) map[string]any { return map[string]any{"name": name + ".calc", "match": match} }
	return map[string]any{
		"name": "calc", "scopeName": "source.calc", "fileTypes": []string{"calc"},
		"patterns": []any{
			rule("comment.line.number-sign", `(?:^|(?<=[\s\x{3000}]))#.*$`),
			rule("keyword.other.declaration", `^(?:`+strings.Join(w.Declarations, "|")+`)(?=[\s\x{3000}:：]|$)`),
			rule("keyword.other.declaration", `^[\s\x{3000}]+項目(?=[\s\x{3000}])`),
			rule("storage.type", `(?<=[:：(（,、\s])(?:`+strings.Join(w.Kinds, "|")+`)(?=[\s\x{3000}),，、=]|$)`),
			rule("support.type.property-name", `^[\s\x{3000}]+(?:`+strings.Join(w.Properties, "|")+`)(?=\s*[:：])`),
			rule("variable.other.quote", `\{\{[^{}]+\}\}`),
			rule("string.quoted", `「[^「」]*」`),
			rule("constant.numeric", `[0-9０-９][0-9０-９,，.．億万千]*(?:`+strings.Join(w.Units, "|")+`)?`),
			rule("keyword.control", `(?<=^|[\s\x{3000}(（,、=])(?:`+strings.Join(append(w.Keywords, "を含む"), "|")+`)(?=[\s\x{3000}):：,、]|$)`),
			rule("entity.name.function", `[^\s\x{3000}「」()（）,、:：=|]+(?=[(（])`),
			rule("keyword.operator", `[+×÷=≠<>≤≥|−]`),
		},
	}
}

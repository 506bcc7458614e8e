package content

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// tomlLine is a line of TOML that sets a key: title = "…".
var tomlLine = regexp.MustCompile(`^([A-Za-z][\w-]*)\s*=\s*(.+?)\s*$`)

// toml reads front matter between lines of +++: the lines of TOML that set a key to a string, a number, a
// date, true, false or a list of strings. Tables hold what other generators' themes want, and are left
// out. Where a line cannot be read, the page is not published.
func (f *Front) toml(d *decoder, block []byte) {
	var top yaml.Node
	top.Kind = yaml.MappingNode
	number := 0
	for line := range bytes.Lines(block) {
		number++
		text := strings.TrimSpace(string(line))
		if strings.HasPrefix(text, "[") {
			break
		}
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		m := tomlLine.FindStringSubmatch(text)
		value := (*yaml.Node)(nil)
		if m != nil {
			value = tomlValue(m[2])
		}
		if value == nil {
			f.withhold(d, "front-toml", "+++ で囲んだTOMLの設定に、読めない行があります（"+strconv.Itoa(d.line+number)+"行目）。",
				"--- で囲んだYAML（title: 題名）に書き換えてください。")
			return
		}
		key := &yaml.Node{Kind: yaml.ScalarNode, Value: m[1], Line: number, Column: 1}
		value.Line, value.Column = number, 1
		top.Content = append(top.Content, key, value)
	}
	d.last = d.line + number
	d.fields(&top, names(FrontKeys()), func(key string, value *yaml.Node) bool { return f.set(d, key, value) || f.setForeign(d, key, value) })
	f.Draft = f.Draft || f.draftIsMisspelt(&top)
}

// tomlValue returns the YAML node of a TOML value; nil for one that is not understood.
func tomlValue(text string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle}
	switch {
	case strings.HasPrefix(text, `"`):
		value, err := strconv.QuotedPrefix(text)
		if err != nil || !isTOMLEnd(text[len(value):]) {
			return nil
		}
		n.Value, _ = strconv.Unquote(value)
	case strings.HasPrefix(text, "'"):
		value, rest, closed := strings.Cut(text[1:], "'")
		if !closed || !isTOMLEnd(rest) {
			return nil
		}
		n.Value = value
	case strings.HasPrefix(text, "["):
		return tomlList(text)
	default:
		value, _, _ := strings.Cut(text, "#")
		n.Value = strings.TrimSpace(value)
		if n.Value == "true" || n.Value == "false" {
			n.Tag = "!!bool"
		}
		if strings.ContainsAny(n.Value, "{}[]\"'") {
			return nil
		}
	}
	return n
}

// isTOMLEnd reports whether nothing but a comment follows a value.
func isTOMLEnd(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || rest[0] == '#'
}

var tomlItem = regexp.MustCompile(`^\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w.+-]+)\s*(,|$)`)

// tomlList reads a list in one line.
func tomlList(text string) *yaml.Node {
	end := strings.LastIndexByte(text, ']')
	if end < 0 || !isTOMLEnd(text[end+1:]) {
		return nil
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for rest := strings.TrimSpace(text[1:end]); rest != ""; {
		m := tomlItem.FindStringSubmatch(rest)
		if m == nil {
			return nil
		}
		item := tomlValue(m[1])
		if item == nil {
			return nil
		}
		list.Content = append(list.Content, item)
		rest = rest[len(m[0]):]
	}
	return list
}

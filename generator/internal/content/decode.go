package content

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A decoder decodes the nodes of one YAML text and reports what does not fit, with its
// position in the file that holds the text.
type decoder struct {
	path   string
	line   int  // lines of the file above the YAML text
	last   int  // the last line of the YAML text in the file
	strict bool // unknown keys and wrong values are errors, not warnings
	found  diagnostic.List
}

// newDecoder returns the decoder of a settings file and its top mapping, which is nil where there is none to read.
func newDecoder(file File) (*decoder, *yaml.Node) {
	text, found := PlainText(file)
	d := &decoder{path: file.Path, strict: true, found: found}
	return d, d.root(text)
}

// pairs yields the keys of a mapping with their values.
func pairs(mapping *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(mapping.Content) && yield(mapping.Content[i], mapping.Content[i+1]); i += 2 {
		}
	}
}

// root parses text and returns its top mapping; nil where there is none to read.
func (d *decoder) root(text []byte) *yaml.Node {
	d.last = d.line + strings.Count(string(text), "\n") + 1
	var document yaml.Node
	if err := safeLoad(text, &document); err != nil {
		d.broken(text, err)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	top := document.Content[0]
	if top.Kind == yaml.ScalarNode && top.Value == "" {
		return nil
	}
	if top.Kind != yaml.MappingNode {
		d.report(diagnostic.Error, "yaml-not-a-map", top, "「名前: 値」の並びではありません。", "1行に一つずつ「title: 題名」のように書いてください。")
		return nil
	}
	return top
}

// safeLoad returns a panic of the YAML library, which broken input has caused before, as an error.
func safeLoad(text []byte, node *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	err = yaml.Load(text, node, yaml.WithUniqueKeys(false))
	if err != nil && len(node.Content) == 0 && strings.Contains(err.Error(), "no documents") {
		return nil
	}
	return err
}

var lineNumber = regexp.MustCompile(`line (\d+)`)

// broken reports a YAML text that cannot be parsed.
func (d *decoder) broken(text []byte, err error) {
	line, column := 1, 1
	if e, ok := errors.AsType[*yaml.LoadError](err); ok && e.Mark.Line > 0 {
		mark := e.Mark
		if isUnclosed(e.Message) && e.ContextMark.Line > 0 {
			mark = e.ContextMark // where it was opened
		}
		line, column = mark.Line, max(mark.Column, 1)
	} else if m := lineNumber.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	if lines := strings.Count(string(text), "\n") + 1; line > lines {
		line, column = lines, 1
	}
	d.found = append(d.found, diagnostic.Diagnostic{
		Code:       "yaml-broken",
		Span:       diagnostic.At(d.path, d.line+line, column),
		Message:    "YAMLとして読めません（" + explain(err) + "）。",
		Suggestion: "字下げをそろえ、「: 」の後に値を書き、: や # を含む値は \"…\" で囲んでください。",
	})
}

// isUnclosed reports whether a message of the library is of a bracket or quote without an end, or of a name without
// its colon, which it reports after the place that must be mended.
func isUnclosed(message string) bool {
	return strings.Contains(message, "did not find expected ',' or") || strings.Contains(message, "unexpected end of stream") ||
		strings.Contains(message, "could not find expected ':'")
}

// explain translates the most frequent messages of the YAML library.
func explain(err error) string {
	message := err.Error()
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		message = e.Message
	}
	for _, known := range [][2]string{
		{"mapping values are not allowed", "ここに「: 」は書けません"},
		{"did not find expected key", "名前があるはずの場所です"},
		{"did not find expected node content", "値があるはずの場所です"},
		{"did not find expected ',' or", "[ ] や { } が閉じていません"},
		{"found unexpected end of stream", "引用符などが閉じていません"},
		{"found character that cannot start any token", "使えない文字で始まっています。タブは字下げに使えません"},
		{"could not find expected ':'", "半角のコロンと空白「: 」がありません"},
		{"unknown anchor", "参照先のない * があります"},
		{"control characters are not allowed", "制御文字があります"},
	} {
		if strings.Contains(message, known[0]) {
			return known[1]
		}
	}
	return strings.TrimPrefix(message, "yaml: ")
}

func (d *decoder) span(n *yaml.Node) diagnostic.Span {
	start := diagnostic.Position{Line: d.line + n.Line, Column: max(n.Column, 1)}
	if start.Line > d.last { // the library sees line ends where editors show none
		start = diagnostic.Position{Line: d.last, Column: 1}
	}
	span := diagnostic.Span{Path: d.path, Start: start}
	if n.Kind == yaml.ScalarNode && n.Style == 0 && !strings.Contains(n.Value, "\n") {
		span.End = diagnostic.Position{Line: start.Line, Column: start.Column + len([]rune(n.Value))}
	}
	return span
}

func (d *decoder) report(severity diagnostic.Severity, code string, n *yaml.Node, message, suggestion string) {
	d.found = append(d.found, diagnostic.Diagnostic{
		Severity: severity, Code: code, Span: d.span(n), Message: message, Suggestion: suggestion,
	})
}

// severity is that of mistakes which a site may live with unless it is strict.
func (d *decoder) severity() diagnostic.Severity {
	if d.strict {
		return diagnostic.Error
	}
	return diagnostic.Warning
}

// wrong reports a value of the wrong form for key.
func (d *decoder) wrong(n *yaml.Node, key, want, example string) {
	d.report(d.severity(), "value-type", n, fmt.Sprintf("「%s」は%sで書きます。", key, want), "例: "+example)
}

// fields calls set for every known key of a mapping; set reports whether it takes the key. Unknown and
// repeated keys are reported, with the known key that comes nearest.
func (d *decoder) fields(mapping *yaml.Node, known []string, set func(key string, value *yaml.Node) bool) {
	var seen []string
	for key, value := range pairs(mapping) {
		if value.Kind == yaml.AliasNode && value.Alias != nil {
			value = value.Alias
		}
		if slices.Contains(seen, key.Value) {
			d.report(d.severity(), "key-twice", key, fmt.Sprintf("「%s」が二度書かれています。", key.Value), "どちらか一つにしてください。")
			continue
		}
		seen = append(seen, key.Value)
		if !set(key.Value, value) {
			d.unknownKey(key, known)
		}
	}
}

func (d *decoder) unknownKey(key *yaml.Node, known []string) {
	d.report(d.severity(), "key-unknown", key, fmt.Sprintf("「%s」という名前は使えません。", key.Value),
		diagnostic.DidYouMean(key.Value, known, "使える名前: "+strings.Join(known, ", ")))
}

// text reads a single value as it is written, whatever type YAML gives it: 1.0 and yes are texts here.
func (d *decoder) text(n *yaml.Node, key string, into *string) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, key, "一つの文", key+": 文章")
		return
	}
	if n.Tag == "!!null" {
		return
	}
	*into = strings.TrimSpace(n.Value)
}

// flag reports whether the value is one.
func (d *decoder) flag(n *yaml.Node, key string, into *bool) bool {
	switch strings.ToLower(n.Value) {
	case "true", "yes", "on", "はい":
		*into = true
	case "false", "no", "off", "いいえ":
		*into = false
	default:
		d.wrong(n, key, " true か false ", key+": true")
		return false
	}
	return true
}

// plain reads a key whose value is a text or a flag and nothing else; it reports false for any other key.
func (d *decoder) plain(n *yaml.Node, key string, texts map[string]*string, flags map[string]*bool) bool {
	if into := texts[key]; into != nil {
		d.text(n, key, into)
		return true
	}
	into := flags[key]
	if into != nil {
		d.flag(n, key, into)
	}
	return into != nil
}

func (d *decoder) number(n *yaml.Node, key string, into *float64) {
	v, err := strconv.ParseFloat(strings.TrimSpace(n.Value), 64)
	if n.Kind != yaml.ScalarNode || err != nil || v != v {
		d.wrong(n, key, "数", key+": 10")
		return
	}
	*into = v
}

// list accepts one value or a sequence of them.
func (d *decoder) list(n *yaml.Node, key string, into *[]Text) {
	items := n.Content
	if n.Kind == yaml.ScalarNode {
		if n.Tag == "!!null" {
			return
		}
		items = []*yaml.Node{n}
	} else if n.Kind != yaml.SequenceNode {
		d.wrong(n, key, "一覧", key+": [一つめ, 二つめ]")
		return
	}
	for _, item := range items {
		var value string
		d.text(item, key, &value)
		if value != "" {
			*into = append(*into, Text{Value: value, Span: d.span(item)})
		}
	}
}

// date reports whether the value is one, or empty.
func (d *decoder) date(n *yaml.Node, key string, into *Date) bool {
	if n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "") {
		return true
	}
	date, err := ParseDate(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		message := fmt.Sprintf("「%s」の日付が正しくありません。", key)
		if err != nil {
			message = fmt.Sprintf("「%s」: %v。", key, err)
		}
		d.report(d.severity(), "value-date", n, message, "年-月-日の形で書いてください。例: "+key+": 2026-04-01")
		return false
	}
	*into = date
	return true
}

// oneOf accepts one of a few words.
func (d *decoder) oneOf(n *yaml.Node, key string, words []string, into *string) {
	var value string
	d.text(n, key, &value)
	if value == "" {
		return
	}
	if !slices.Contains(words, value) {
		d.report(d.severity(), "value-unknown", n, fmt.Sprintf("「%s」に「%s」は使えません。", key, value), "使える値: "+strings.Join(words, ", "))
		return
	}
	*into = value
}

// PlaceInYAML returns the first place of a text in the values of a YAML file.
func PlaceInYAML(file File, text string) (diagnostic.Span, bool) {
	d := decoder{path: file.Path}
	return d.placeOf(d.root(file.Bytes), text)
}

// PlaceInFront returns the first place of a text in the values of a page's front matter.
func PlaceInFront(file File, text string) (diagnostic.Span, bool) {
	d := decoder{path: file.Path, line: 1}
	block, _, _, ok := splitFront(file.Bytes)
	if !ok || block == nil || file.Bytes[0] == '+' {
		return diagnostic.Span{}, false
	}
	return d.placeOf(d.root(block), text)
}

// placeOf returns the first place of a text in the values of a node, which may be nil.
func (d *decoder) placeOf(n *yaml.Node, text string) (diagnostic.Span, bool) {
	if n == nil {
		return diagnostic.Span{}, false
	}
	if at := strings.Index(n.Value, text); n.Kind == yaml.ScalarNode && at >= 0 {
		return d.within(n, at, at+len(text)), true
	}
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			continue // a key
		}
		if span, ok := d.placeOf(child, text); ok {
			return span, true
		}
	}
	return diagnostic.Span{}, false
}

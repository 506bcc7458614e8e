package content

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// The folders of the content folder whose files are for blocks and templates.
const (
	DataFolder   = "data"
	BlocksFolder = "blocks"
)

func dataEndings() []string { return []string{".csv", ".yaml", ".yml", ".json"} }

// DataPaths returns where the data of a name may be, in the order in which they are looked for.
func DataPaths(name string) []string {
	var paths []string
	for _, ending := range dataEndings() {
		paths = append(paths, DataFolder+"/"+name+ending)
	}
	return paths
}

// ParseData reads a file of the folder data: a table with names on top as a list of maps, YAML and JSON as maps, lists and
// single values. Each map in a list has the keys of all maps in it, with nil for those that it lacks.
func ParseData(file File) (any, diagnostic.List) {
	text, found := PlainText(file)
	if len(found) > 0 {
		return nil, found
	}
	d := decoder{path: file.Path, strict: true}
	var value any
	switch path.Ext(strings.ToLower(file.Path)) {
	case ".csv":
		value = d.table(text)
	case ".json":
		value = d.json(text)
	default:
		var document yaml.Node
		if err := safeLoad(text, &document); err != nil {
			d.broken(text, err)
		} else if len(document.Content) > 0 {
			value = yamlValue(document.Content[0], 0)
		}
	}
	return completed(value), d.found
}

func (d *decoder) dataBroken(line, column int, message string) {
	d.found = append(d.found, diagnostic.Diagnostic{
		Code: "data-broken", Span: diagnostic.At(d.path, line, column), Message: message, Suggestion: "表計算のソフトでは、「CSV UTF-8」を選んで書き出してください。",
	})
}

// table reads comma-separated values (RFC 4180). The first row names the columns.
func (d *decoder) table(text []byte) any {
	reader := csv.NewReader(bytes.NewReader(text))
	reader.TrimLeadingSpace = true
	names, err := reader.Read()
	if err != nil {
		d.tableError(err)
		return nil
	}
	rows := []any{}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			d.tableError(err)
			return nil
		}
		record := make(map[string]any, len(names))
		for i, name := range names {
			record[strings.TrimSpace(name)] = strings.TrimSpace(row[i])
		}
		rows = append(rows, record)
	}
}

// tableError reports why a row cannot be read, at its line.
func (d *decoder) tableError(err error) {
	e, ok := errors.AsType[*csv.ParseError](err)
	switch {
	case errors.Is(err, io.EOF):
		d.dataBroken(1, 1, "CSVの最初の行に、欄の名前がありません。")
	case ok && errors.Is(err, csv.ErrFieldCount):
		d.dataBroken(e.Line, 1, "この行の欄の数が、最初の行と違います。")
	case ok:
		d.dataBroken(e.Line, max(e.Column, 1), "CSVとして読めません。引用符（\"）が閉じていないか、途中にあります。")
	default:
		d.dataBroken(1, 1, fmt.Sprintf("CSVとして読めません（%v）。", err))
	}
}

func (d *decoder) json(text []byte) any {
	var value any
	err := json.Unmarshal(text, &value)
	if err == nil {
		return value
	}
	offset := len(text)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = max(int(e.Offset)-1, 0)
	}
	at := diagnostic.PositionAt(text, min(offset, len(text)))
	d.found = append(d.found, diagnostic.Diagnostic{
		Code: "data-broken", Span: diagnostic.At(d.path, at.Line, at.Column), Message: "JSONとして読めません。",
		Suggestion: "この場所の前の、カンマ、引用符、かっこを確かめてください。",
	})
	return nil
}

// deepestData is how deep lists and maps of YAML may be nested.
const deepestData = 50

// yamlValue returns a node as a map, a list, a number, a flag, a text or nil.
func yamlValue(n *yaml.Node, depth int) any {
	if n.Kind == yaml.AliasNode && n.Alias != nil && n.Alias.Kind == yaml.ScalarNode {
		n = n.Alias // lists of lists of aliases could grow without end
	}
	switch {
	case depth > deepestData:
		return nil
	case n.Kind == yaml.MappingNode:
		values := make(map[string]any, len(n.Content)/2)
		for key, value := range pairs(n) {
			values[key.Value] = yamlValue(value, depth+1)
		}
		return values
	case n.Kind == yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = yamlValue(item, depth+1)
		}
		return list
	}
	return scalarValue(n)
}

// scalarValue returns a single value of YAML as the type that it is written as.
func scalarValue(n *yaml.Node) any {
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if v, err := strconv.ParseInt(n.Value, 10, 64); err == nil && !strings.HasPrefix(n.Value, "0") {
			return v
		}
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil && !strings.HasPrefix(n.Value, "0") {
			return v
		}
	}
	return n.Value // also telephone numbers, which begin with 0
}

// completed gives each map of a list the keys of all, so that templates may use any of them, and no other.
func completed(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, v := range value {
			value[key] = completed(v)
		}
	case []any:
		keys := make(map[string]bool)
		for _, item := range value {
			if m, ok := completed(item).(map[string]any); ok {
				for key := range m {
					keys[key] = true
				}
			}
		}
		for _, item := range value {
			if m, ok := item.(map[string]any); ok {
				for key := range keys {
					if _, has := m[key]; !has {
						m[key] = nil
					}
				}
			}
		}
	}
	return value
}

package syntax

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
)

// maxCases is the largest number of cases of one file, and maxCaseBytes its largest size.
const (
	maxCases     = 10_000
	maxCaseBytes = 10 << 20
)

// IsCases reports whether a path names a file of cases. It is in the folder of its calculator.
func IsCases(path string) bool { return CasesOf(path) != "" }

// CasesOf returns the name of the calculator of a file of cases: monthly-fee of monthly-fee.examples.csv; "" for any
// other file.
func CasesOf(path string) string {
	for _, suffix := range []string{".examples.csv", ".examples.jsonl"} {
		if name, ok := strings.CutSuffix(baseName(path), suffix); ok {
			return name
		}
	}
	return ""
}

func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// ParseCases reads the cases of a file as examples, one a row of a table or one a line of JSON objects.
func (u Units) ParseCases(path string, source []byte) ([]*Example, diagnostic.List) {
	p := &parser{path: path, file: &File{Path: path}, units: u}
	source = bytes.TrimPrefix(source, []byte("\uFEFF"))
	switch {
	case len(source) > maxCaseBytes:
		p.report(CodeCases, diagnostic.InFile(path), "このファイルは大きすぎます。", fmt.Sprintf("%dMBまでのファイルに分けてください。", maxCaseBytes>>20))
	case !utf8.Valid(source):
		p.report(CodeEncoding, diagnostic.InFile(path), "文字コードがUTF-8ではありません。",
			"Excelでは「CSV UTF-8」で保存するか、「shirube calc -import」で取り込んでください。")
	case strings.HasSuffix(path, ".csv"):
		return p.csvCases(source), p.found
	default:
		return p.jsonCases(source), p.found
	}
	return nil, p.found
}

// tooMany reports a file with more cases than are read.
func (p *parser) tooMany(at Span) {
	p.report(CodeCases, at, fmt.Sprintf("例が多すぎます（%d件まで）。", maxCases), "ファイルを小さくしてください。")
}

// csvCases reads a table whose first row has the names of inputs and outputs.
func (p *parser) csvCases(source []byte) []*Example {
	reader := csv.NewReader(bytes.NewReader(source))
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	lines := bytes.Split(source, []byte("\n"))
	var head []Ident
	var list []*Example
	for {
		record, err := reader.Read()
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
			p.report(CodeCases, diagnostic.At(p.path, wrong.Line, wrong.Column), "この行を表として読めません。", "欄を「,」で区切り、「\"」を使う欄は「\"」で囲んでください。")
			return list
		}
		if err != nil {
			return list
		}
		places := make([]Span, len(record))
		for i := range record {
			line, column := reader.FieldPos(i)
			places[i] = p.csvPlace(lines, line, column)
		}
		switch {
		case !slices.ContainsFunc(record, func(cell string) bool { return strings.TrimSpace(cell) != "" }):
		case head == nil:
			head = csvHead(record, places)
		case len(list) == maxCases:
			p.tooMany(places[0])
			return list
		default:
			list = append(list, p.csvCase(head, record, places))
		}
	}
}

// csvPlace returns the place of a cell whose column is counted in bytes.
func (p *parser) csvPlace(lines [][]byte, line, column int) Span {
	if line <= len(lines) {
		column = utf8.RuneCount(lines[line-1][:min(column-1, len(lines[line-1]))]) + 1
	}
	return diagnostic.At(p.path, line, column)
}

// csvHead reads the names in the first row; a unit in parentheses behind a name is for readers.
func csvHead(record []string, places []Span) []Ident {
	var head []Ident
	for i, cell := range record {
		name, _, _ := strings.Cut(strings.TrimSpace(Fold(cell)), "(")
		head = append(head, Ident{strings.TrimSpace(name), places[i]})
	}
	return head
}

// csvCase reads one row; an empty cell is no answer.
func (p *parser) csvCase(head []Ident, record []string, places []Span) *Example {
	e := p.newCase(places[0])
	for i, cell := range record {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i >= len(head) || head[i].Name == "":
			p.report(CodeCases, places[i], "この欄の上に、入力や出力の名前がありません。", "1行目に名前を書くか、この欄を空にしてください。")
		default:
			p.caseValue(e, Ident{head[i].Name, places[i]}, cell)
		}
	}
	return e
}

// newCase returns a case, titled with its place until its file gives a title.
func (p *parser) newCase(at Span) *Example {
	return &Example{Title: Text{Raw: fmt.Sprintf("%s の%d行目", baseName(p.path), at.Start.Line), Span: at}, Case: true}
}

// caseValue enters a value that is written as text: a title, the beginning of a message, an answer or a result.
func (p *parser) caseValue(e *Example, name Ident, text string) {
	switch name.Name {
	case "題", "例":
		e.Title.Raw = text
	case "注意", "止める":
		m := ExpectedMessage{Stop: name.Name == "止める", Span: name.Span}
		if text != "はい" && text != "○" {
			m.Prefix = Text{Raw: text, Span: name.Span}
		}
		e.Messages = append(e.Messages, m)
	default:
		e.Assignments = append(e.Assignments, p.assigned(name, text))
	}
}

// assigned reads a value as examples have it; a number may lack its unit.
func (p *parser) assigned(name Ident, text string) Assignment {
	a := Assignment{Name: name, Span: name.Span}
	folded := []rune(strings.TrimSpace(Fold(text)) + " ")
	lines := []line{{number: name.Span.Start.Line, column: name.Span.Start.Column, folded: folded, raw: folded}}
	if folded[0] == '[' {
		c := p.cursor(lines)
		a.Items, _ = c.itemsInBrackets()
		for _, item := range a.Items {
			for _, field := range item {
				bare(field.Value)
				bare(field.High)
			}
		}
		c.end()
		return a
	}
	c := p.silent().cursor(lines)
	a.Value, a.High = c.valueOrRange()
	if c.end(); c.failed { // an option may have spaces and signs
		return Assignment{Name: name, Value: &Name{Ident: Ident{strings.TrimSpace(string(folded)), name.Span}, Quoted: true}, Span: name.Span}
	}
	bare(a.Value)
	bare(a.High)
	return a
}

// bare marks a number without a unit as one in the unit of its input or output.
func bare(x Expr) {
	if n, ok := x.(*Number); ok && n.Quantity.Unit == (Unit{}) && n.Quantity.Spelled == "" {
		n.Bare = true
	}
}

// jsonCases reads one JSON object a line.
func (p *parser) jsonCases(source []byte) []*Example {
	var list []*Example
	number := 0
	for text := range bytes.Lines(source) {
		number++
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if len(list) == maxCases {
			p.tooMany(diagnostic.At(p.path, number, 1))
			return list
		}
		e := p.newCase(diagnostic.At(p.path, number, 1))
		if err := p.jsonCase(e, text); err != nil {
			p.report(CodeCases, e.Title.Span, "この行をJSONとして読めません（"+err.Error()+"）。", "1行に1つ、{\"利用日数\": 20, \"支払額\": 9300} の形で書いてください。")
			continue
		}
		list = append(list, e)
	}
	return list
}

// jsonCase reads the names and values of an object in their order.
func (p *parser) jsonCase(e *Example, text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	open, err := decoder.Token()
	if err != nil || open != json.Delim('{') {
		return errors.Join(err, errors.New("{ で始まりません"))
	}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		at := utf8.RuneCount(text[:decoder.InputOffset()]) - utf8.RuneCountInString(key) - 1
		name := Ident{Fold(strings.TrimSpace(key)), diagnostic.At(p.path, e.Title.Span.Start.Line, at)}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		if err := p.jsonValue(e, name, value); err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("1行に2つあります")
	}
	return nil
}

// jsonValue adds one member of a case in JSON: a list where the value is an array, else what a person would have
// written.
func (p *parser) jsonValue(e *Example, name Ident, value any) error {
	if list, ok := value.([]any); ok {
		items, err := p.jsonItems(name, list)
		e.Assignments = append(e.Assignments, Assignment{Name: name, Items: items, Span: name.Span})
		return err
	}
	text, err := jsonText(value)
	if err != nil {
		return fmt.Errorf("「%s」%w", name.Name, err)
	}
	p.caseValue(e, name, text)
	return nil
}

// jsonItems reads the items of a list, each an object.
func (p *parser) jsonItems(list Ident, values []any) ([][]Assignment, error) {
	items := [][]Assignment{}
	for _, v := range values {
		fields, ok := v.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("「%s」の中に、項目でないものがあります", list.Name)
		}
		var item []Assignment
		for _, key := range slices.Sorted(maps.Keys(fields)) {
			text, err := jsonText(fields[key])
			if err != nil {
				return nil, fmt.Errorf("「%s」%w", key, err)
			}
			item = append(item, p.assigned(Ident{Fold(key), list.Span}, text))
		}
		items = append(items, item)
	}
	return items, nil
}

// jsonText writes a value as a person would.
func jsonText(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		return map[bool]string{true: "はい", false: "いいえ"}[v], nil
	}
	return "", errors.New("は、数・言葉・はい/いいえ・一覧のどれでもありません")
}

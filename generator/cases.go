package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
)

// importCases writes the table of a spreadsheet as the cases of a calculator, beside its file.
func (c *command) importCases(program *calculator.Program, file string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := decodeSheet(source)
	if err != nil {
		return diagnostic.Errorf("「%s」の文字コードが分かりません。UTF-8かShift_JISのCSVで保存してください", "the encoding of %q is unknown; save it as CSV in UTF-8 or Shift_JIS", file)
	}
	rows, err := sheetRows(text)
	if err != nil {
		return diagnostic.Errorf("「%s」を表として読めません: %w", "%q is no table: %w", file, err)
	}
	if err := c.checkHead(program, file, rows); err != nil {
		return err
	}
	target := filepath.Join(c.content, filepath.FromSlash(strings.TrimSuffix(program.Path, ".calc")+".examples.csv"))
	if _, err := os.Lstat(target); err == nil {
		return diagnostic.Errorf("「%s」はもうあります。消すか、名前を変えてから取り込んでください", "%q exists; delete or rename it first", target)
	}
	named := namedOptions(&program.Form, rows)
	var b bytes.Buffer
	b.WriteString("\uFEFF") // so that a spreadsheet opens it as UTF-8
	w := csv.NewWriter(&b)
	if err := w.WriteAll(named); err != nil {
		return err
	}
	if err := os.WriteFile(target, b.Bytes(), 0o644); err != nil {
		return err
	}
	c.say(c.words("%d件の例を %s に書きました。shirube check で試せます。", "wrote %d cases to %s; shirube check tries them"), len(named)-1, target)
	return nil
}

// decodeSheet returns a table as UTF-8. Spreadsheets write UTF-8, UTF-16 with a byte order mark, or Shift_JIS.
func decodeSheet(source []byte) (string, error) {
	var from encoding.Encoding = japanese.ShiftJIS
	switch {
	case bytes.HasPrefix(source, []byte{0xff, 0xfe}), bytes.HasPrefix(source, []byte{0xfe, 0xff}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf8.Valid(source):
		return strings.TrimPrefix(string(source), "\uFEFF"), nil
	}
	text, _, err := transform.Bytes(from.NewDecoder(), source)
	if err == nil && bytes.ContainsRune(text, utf8.RuneError) {
		err = encoding.ErrInvalidUTF8
	}
	return string(text), err
}

// sheetRows reads a table with commas or tabs, without empty rows and without empty columns at its end.
func sheetRows(text string) ([][]string, error) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1
	// Cells that are copied out of a spreadsheet have tabs between them.
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, "\t") > strings.Count(first, ",") {
		reader.Comma = '\t'
	}
	records, err := reader.ReadAll()
	var rows [][]string
	for _, record := range records {
		for i := range record {
			record[i] = strings.TrimSpace(record[i])
		}
		for len(record) > 0 && record[len(record)-1] == "" {
			record = record[:len(record)-1]
		}
		if len(record) > 0 {
			rows = append(rows, record)
		}
	}
	return rows, err
}

// checkHead requires the first row to have names of the calculator.
func (c *command) checkHead(program *calculator.Program, file string, rows [][]string) error {
	names := []string{"題", "注意", "止める"}
	for _, in := range program.Form.Inputs {
		names = append(names, in.Name)
	}
	for _, out := range program.Form.Outputs {
		names = append(names, out.Name)
	}
	for _, l := range program.Form.Lists {
		names = append(names, l.Name)
	}
	if len(rows) < 2 {
		return diagnostic.Errorf("「%s」に、名前の行と例の行がありません", "%q lacks a row of names and rows of cases", file)
	}
	for _, cell := range rows[0] {
		name, _, _ := strings.Cut(strings.ReplaceAll(cell, "（", "("), "(")
		if name = strings.TrimSpace(name); name == "" || slices.Contains(names, name) {
			continue
		}
		return c.unknown(c.words("「%s」という入力や結果はありません。", "There is no input or output %q. "), name, names,
			fmt.Sprintf(c.words("1行目に書けるのは「%s」です。", "The first row may have: %s"), strings.Join(names, "」「")))
	}
	return nil
}

// namedOptions writes the names of options in place of their words, and はい/いいえ in place of ○ and ×.
func namedOptions(form *calculator.Form, rows [][]string) [][]string {
	words := map[string]map[string]string{}
	for _, in := range form.Inputs {
		of := map[string]string{}
		for _, o := range in.Options {
			of[o.Label] = o.Name
		}
		if in.Kind == "yesno" {
			of["○"], of["〇"], of["×"] = "はい", "はい", "いいえ"
		}
		words[in.Name] = of
	}
	out := [][]string{rows[0]}
	for _, row := range rows[1:] {
		row = slices.Clone(row)
		for i, cell := range row {
			if i < len(rows[0]) && words[rows[0][i]][cell] != "" {
				row[i] = words[rows[0][i]][cell]
			}
		}
		out = append(out, row)
	}
	return out
}

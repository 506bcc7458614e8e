package laws

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
)

// articleText returns the article of an answer of /law_data, a line for each paragraph, item and subitem: its
// number and its sentences without white space. Readings above kanji are left out. An empty answer has no lines.
// The elements are those of the 標準法令XMLスキーマ.
func articleText(answer []byte, article string) ([]string, error) {
	if len(answer) == 0 {
		return nil, nil
	}
	r := articleReader{decoder: xml.NewDecoder(bytes.NewReader(answer)), article: article}
	for {
		token, err := r.decoder.Token()
		if err == io.EOF {
			return slices.DeleteFunc(r.lines, func(line string) bool { return line == "" }), nil
		}
		if err != nil {
			return nil, diagnostic.Errorf("e-Govの条文を読めません: %w", "cannot read the text that e-Gov sent: %w", err)
		}
		r.take(token)
	}
}

type articleReader struct {
	decoder *xml.Decoder
	article string
	depth   int // of elements inside the article; 0 outside of it
	skipped int // of elements inside a reading
	lines   []string
}

// startsLine reports whether an element has a number of its own.
func startsLine(name string) bool {
	switch name {
	case "Article", "Paragraph", "Item", "TableRow":
		return true
	}
	level, isSubitem := strings.CutPrefix(name, "Subitem") // Subitem1 … Subitem10, beside Subitem1Title
	return isSubitem && strings.Trim(level, "0123456789") == ""
}

// take reads one token of the XML of a law. Text counts within the wanted article only.
func (r *articleReader) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.start(t)
	case xml.EndElement:
		if r.depth > 0 {
			r.depth--
		}
		if r.skipped > 0 {
			r.skipped--
		}
	case xml.CharData:
		if text := strings.Join(strings.Fields(string(t)), ""); r.depth > 0 && r.skipped == 0 && text != "" {
			r.lines[len(r.lines)-1] += text
		}
	}
}

func (r *articleReader) start(e xml.StartElement) {
	name := e.Name.Local
	if r.depth == 0 && (name != "Article" || number(e) != r.article) {
		return
	}
	r.depth++
	if r.skipped > 0 || name == "Rt" {
		r.skipped++
	}
	if startsLine(name) && (len(r.lines) == 0 || r.lines[len(r.lines)-1] != "") {
		r.lines = append(r.lines, "")
	}
}

func number(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "Num" {
			return a.Value
		}
	}
	return ""
}

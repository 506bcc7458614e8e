package htmlscan

import (
	"bytes"
	"html"
	"iter"
)

// An Attribute is an attribute of a tag. Value is as written: with its quotes and its character
// references, or empty where there is none.
type Attribute struct {
	Name  []byte // in lower case
	Value []byte
}

// Text returns the value that the attribute has for browsers.
func (a Attribute) Text() string {
	text := a.Value
	if n := len(text); n > 0 && (text[0] == '"' || text[0] == '\'') {
		text = bytes.TrimSuffix(text[1:], text[:1])
	}
	return html.UnescapeString(string(text))
}

// Attributes returns the attributes of a start tag in their order.
func (t Token) Attributes() iter.Seq[Attribute] {
	return func(yield func(Attribute) bool) {
		for at := skipBlanks(t.attributes, 0); at < len(t.attributes); at = skipBlanks(t.attributes, at) {
			var a Attribute
			if a, at = attribute(t.attributes, at); !yield(a) {
				return
			}
		}
	}
}

// skipBlanks returns the offset of the next attribute of a tag, or of its end.
func skipBlanks(html []byte, at int) int {
	for at < len(html) && (isBlank(html[at]) || html[at] == '/') {
		at++
	}
	return at
}

// attribute returns the attribute at an offset, and the offset of its end.
func attribute(html []byte, at int) (Attribute, int) {
	start := at
	at++ // a = at the start belongs to the name
	for at < len(html) && !isBlank(html[at]) && html[at] != '/' && html[at] != '=' && html[at] != '>' {
		at++
	}
	a := Attribute{Name: lower(html[start:at])}
	value := at
	for value < len(html) && isBlank(html[value]) {
		value++
	}
	if value == len(html) || html[value] != '=' {
		return a, at
	}
	for value++; value < len(html) && isBlank(html[value]); {
		value++
	}
	end := endOfValue(html, value)
	a.Value = html[value:end]
	return a, end
}

func endOfValue(html []byte, at int) int {
	if at < len(html) && (html[at] == '"' || html[at] == '\'') {
		if size := bytes.IndexByte(html[at+1:], html[at]); size >= 0 {
			return at + 1 + size + 1
		}
		return len(html)
	}
	for at < len(html) && !isBlank(html[at]) && html[at] != '>' {
		at++
	}
	return at
}

// Attribute returns the value of an attribute by its name in lower case, and whether the tag has it.
func (t Token) Attribute(name string) (string, bool) {
	for a := range t.Attributes() {
		if string(a.Name) == name {
			return a.Text(), true
		}
	}
	return "", false
}

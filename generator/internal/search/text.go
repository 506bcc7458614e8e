package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A textGroup is the texts of consecutive pages that share a file.
type textGroup struct {
	pages   [][]string // the texts of their sections, by place; nil where the page has not come yet
	arrived int
	name    string
}

// groupSize is how many pages share a file of texts: one where that makes no great number of files.
func (c *Collector) groupSize() int {
	switch n := c.options.Pages; {
	case n <= 500:
		return 1
	case n <= 2000:
		return 2
	case n <= 5000:
		return 4
	}
	return 8
}

// keep stores what results show of a page.
func (c *Collector) keep(place int, e Entry) {
	c.heads[place] = head{e.Edition, len(e.Sections), encodedHead(e)}
	texts := make([]string, len(e.Sections))
	for i, s := range e.Sections {
		texts[i] = s.Text
	}
	size := c.groupSize()
	c.mu.Lock()
	group := &c.texts[place/size]
	if group.pages == nil {
		group.pages = make([][]string, min(size, c.options.Pages-place/size*size))
	}
	group.pages[place%size] = texts
	group.arrived++
	full := group.arrived == len(group.pages)
	c.mu.Unlock()
	if full {
		c.write(place/size, group)
	}
}

func (c *Collector) write(number int, group *textGroup) {
	f := named("d", number, ".json", encodedTexts(slices.Concat(group.pages...)))
	group.name, group.pages = nameOf(f), nil
	c.put(f)
}

// encodedHead returns what a result shows as JSON: address, title, and for each section behind the
// first level, kind, id and heading. An id that is the heading is left empty.
func encodedHead(e Entry) json.RawMessage {
	size := len(e.URL) + len(e.Title) + len(`["",""]`)
	for _, s := range e.Sections[1:] {
		size += len(s.ID) + len(s.Heading) + len(`,1,0,"",""`)
	}
	out := appendText(append(make([]byte, 0, size), '['), e.URL)
	out = appendText(append(out, ','), e.Title)
	for _, s := range e.Sections[1:] {
		id := s.ID
		if id == s.Heading {
			id = ""
		}
		out = strconv.AppendInt(append(out, ','), int64(s.Level), 10)
		out = strconv.AppendInt(append(out, ','), int64(s.Kind), 10)
		out = appendText(append(out, ','), id)
		out = appendText(append(out, ','), s.Heading)
	}
	return append(out, ']')
}

// appendText appends a string as encoded writes it.
func appendText(out []byte, text string) []byte {
	isPlain := func(r rune) bool {
		return r >= ' ' && r != '"' && r != '\\' && r != '\u2028' && r != '\u2029' && r != utf8.RuneError
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !isPlain(r) }) {
		return append(out, encoded(text)...)
	}
	return append(append(append(out, '"'), text...), '"')
}

// encoded returns JSON that scripts read, not pages: < and & stay as they are.
func encoded(value any) json.RawMessage {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(err) // strings and numbers only
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// encodedTexts returns a list of texts as encoded does. Texts are most of the index, and valid UTF-8, so that only
// quotes, backslashes and controls need be looked for.
func encodedTexts(texts []string) []byte {
	size := len("[]")
	for _, text := range texts {
		size += len(text) + len(text)/16 + len(`"",`)
	}
	out := append(make([]byte, 0, size), '[')
	for i, text := range texts {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendQuoted(out, text)
	}
	return append(out, ']')
}

func appendQuoted(out []byte, text string) []byte {
	out = append(out, '"')
	start := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= ' ' && c != '"' && c != '\\':
			continue
		case c == '\n':
			out = append(append(out, text[start:i]...), `\n`...)
		case c == '"' || c == '\\':
			out = append(append(out, text[start:i]...), '\\', c)
		default:
			out = fmt.Appendf(append(out, text[start:i]...), `\u%04x`, c)
		}
		start = i + 1
	}
	return append(append(out, text[start:]...), '"')
}

// named returns a file whose name has a hash of its content.
func named(kind string, number int, ending string, content []byte) File {
	sum := sha256.Sum256(content)
	hash := base32.StdEncoding.EncodeToString(sum[:5])
	return File{"assets/search-" + kind + strconv.Itoa(number) + "-" + hash + ending, content}
}

// nameOf returns the part of a file's name that the index must keep.
func nameOf(f File) string {
	name := f.Output[strings.LastIndexByte(f.Output, '-')+1:]
	return name[:strings.IndexByte(name, '.')]
}

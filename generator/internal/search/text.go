package search

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

// A textGroup is the texts of a few pages that stand side by side, which share a file.
type textGroup struct {
	pages   [][]byte // by place; nil where the page has not come yet
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

// keep takes what readers are shown of a page.
func (c *Collector) keep(place int, e Entry) {
	c.heads[place] = head{e.Edition, len(e.Sections), headJSON(e)}
	texts := textJSON(e)
	size := c.groupSize()
	c.mu.Lock()
	group := &c.texts[place/size]
	if group.pages == nil {
		group.pages = make([][]byte, min(size, c.options.Pages-place/size*size))
	}
	group.pages[place%size] = texts
	group.arrived++
	full := group.arrived == len(group.pages)
	c.mu.Unlock()
	if full {
		c.write(place/size, group)
	}
}

// write hands over the texts of a full group.
func (c *Collector) write(number int, group *textGroup) {
	f := named("d", number, ".json", joined(group.pages))
	group.name, group.pages = nameOf(f), nil
	c.put(f)
}

// joined makes one list of the elements of several.
func joined(parts [][]byte) []byte {
	size := 2
	for _, p := range parts {
		size += len(p) + 1
	}
	out := append(make([]byte, 0, size), '[')
	for _, p := range parts {
		if len(out) > 1 && len(p) > 0 {
			out = append(out, ',')
		}
		out = append(out, p...)
	}
	return append(out, ']')
}

// headJSON writes what stands in a list of results: address, title, and for each section behind the
// first level, kind, id and heading. An id that is the heading is left empty.
func headJSON(e Entry) []byte {
	out := quoted(append(make([]byte, 0, 100+60*len(e.Sections)), '['), e.URL)
	out = quoted(append(out, ','), e.Title)
	for _, s := range e.Sections[1:] {
		out = append(out, ',', byte('0'+s.Level), ',', byte('0'+s.Kind), ',')
		id := s.ID
		if id == s.Heading {
			id = ""
		}
		out = quoted(out, id)
		out = quoted(append(out, ','), s.Heading)
	}
	return append(out, ']')
}

// textJSON writes the texts of a page's sections, without the brackets of a list.
func textJSON(e Entry) []byte {
	size := 0
	for _, s := range e.Sections {
		size += len(s.Text) + 8
	}
	out := make([]byte, 0, size+size/16)
	for i, s := range e.Sections {
		if i > 0 {
			out = append(out, ',')
		}
		out = quoted(out, s.Text)
	}
	return out
}

// quoted appends a JSON string (RFC 8259).
func quoted(out []byte, text string) []byte {
	out = append(out, '"')
	start := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		out = append(out, text[start:i]...)
		start = i + 1
		switch c {
		case '\n':
			out = append(out, `\n`...)
		case '"', '\\':
			out = append(out, '\\', c)
		default:
			out = append(out, ' ')
		}
	}
	return append(append(out, text[start:]...), '"')
}

// named gives a file a name with a hash of its content.
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

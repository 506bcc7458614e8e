package search

import (
	"bytes"
	"html"
)

// A tag is what a tag says that matters here. The name of one that ends an element begins with a
// slash.
type tag struct {
	name               string
	id                 string
	hidden, calculator bool
}

// tag reads the tag in hand and goes behind it.
func (x *extractor) tag() tag {
	start := x.at + 1
	at := start
	for at < len(x.page) && !isBlank(x.page[at]) && x.page[at] != '>' {
		at++
	}
	t := tag{name: tagName(x.page[min(start, at):at])}
	for at < len(x.page) && x.page[at] != '>' {
		var name, value []byte
		name, value, at = attribute(x.page, at)
		switch {
		case len(name) == 0 || name[0] != 'i' && name[0] != 'h' && name[0] != 'd':
		case string(name) == "id":
			t.id = html.UnescapeString(string(value))
		case string(name) == "hidden", string(name) == "data-nosnippet":
			t.hidden = t.name != "" && t.name[0] != '/'
		case string(name) == "data-calculator":
			t.calculator = true
		}
	}
	x.at = min(at+1, len(x.page))
	return t
}

// tagName spares an allocation for the most frequent tags.
func tagName(name []byte) string {
	switch string(name) {
	case "a":
		return "a"
	case "/a":
		return "/a"
	case "p":
		return "p"
	case "/p":
		return "/p"
	case "li":
		return "li"
	case "/li":
		return "/li"
	case "td":
		return "td"
	case "/td":
		return "/td"
	case "strong":
		return "strong"
	case "/strong":
		return "/strong"
	case "data":
		return "data"
	case "/data":
		return "/data"
	case "span":
		return "span"
	case "/span":
		return "/span"
	}
	return string(name)
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

// attribute reads the attribute at a place inside a tag, and returns the place behind it.
func attribute(page []byte, at int) (name, value []byte, behind int) {
	for at < len(page) && (isBlank(page[at]) || page[at] == '/') {
		at++
	}
	start := at
	for at < len(page) && !isBlank(page[at]) && page[at] != '=' && page[at] != '>' {
		at++
	}
	name = page[start:at]
	if at >= len(page) || page[at] != '=' {
		return name, nil, at
	}
	at++
	if at < len(page) && (page[at] == '"' || page[at] == '\'') {
		end := bytes.IndexByte(page[at+1:], page[at])
		if end < 0 {
			return name, nil, len(page)
		}
		return name, page[at+1 : at+1+end], at + end + 2
	}
	start = at
	for at < len(page) && !isBlank(page[at]) && page[at] != '>' {
		at++
	}
	return name, page[start:at], at
}

// skip goes behind the end of the element whose start tag has been read.
func (x *extractor) skip(name string) {
	if isEmpty(name) {
		return
	}
	open, shut := []byte("<"+name), []byte("</"+name+">")
	for depth := 1; depth > 0; depth-- {
		end := bytes.Index(x.page[x.at:], shut)
		if end < 0 {
			x.at = len(x.page)
			return
		}
		if name != "script" && name != "style" {
			depth += countTags(x.page[x.at:x.at+end], open)
		}
		x.at += end + len(shut)
	}
}

// countTags counts the start tags of an element.
func countTags(part, open []byte) int {
	n := 0
	for {
		i := bytes.Index(part, open)
		if i < 0 {
			return n
		}
		part = part[i+len(open):]
		if len(part) == 0 || isBlank(part[0]) || part[0] == '>' {
			n++
		}
	}
}

// isSilent reports whether an element holds no text of the page.
func isSilent(name string) bool {
	switch name {
	case "nav", "script", "style", "template", "button", "svg", "math", "select", "textarea", "rt", "rp", "iframe", "noscript":
		return true
	}
	return false
}

// isEmpty reports whether an element has no end tag.
func isEmpty(name string) bool {
	switch name {
	case "input", "img", "br", "hr", "wbr", "col", "source", "embed":
		return true
	}
	return false
}

// isInline reports whether a tag stands inside running text.
func isInline(name string) bool {
	if name != "" && name[0] == '/' {
		name = name[1:]
	}
	switch name {
	case "a", "strong", "em", "b", "i", "u", "s", "span", "data", "cite", "mark", "del", "ins", "time", "q", "abbr", "sup", "sub",
		"small", "code", "kbd", "ruby", "img", "input", "wbr", "output", "label":
		return true
	}
	return false
}

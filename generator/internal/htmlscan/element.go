package htmlscan

import "bytes"

// IsInline reports whether an element is part of running text: words and sentences continue through its tags.
func IsInline(name []byte) bool {
	switch string(name) {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
		"input", "ins", "kbd", "label", "mark", "meter", "output", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
		"samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

// IsVoid reports whether an element has neither content nor an end tag.
func IsVoid(name []byte) bool {
	switch string(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// isRaw reports whether browsers read what is in an element as text without tags.
func isRaw(name []byte) bool {
	switch string(name) {
	case "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes":
		return true
	}
	return false
}

// Main returns the extent of the main element of a page, or its body where it has none, from its start tag to
// its end tag; found is false for a page that has neither.
func Main(page []byte) (start, end int, found bool) { return extent(page, "main", "body") }

// Body returns the extent of the body of a page, or its main element where it has none, as Main does.
func Body(page []byte) (start, end int) {
	start, end, _ = extent(page, "body", "main")
	return start, end
}

// extent returns the extent of the first element that the page has.
func extent(page []byte, names ...string) (start, end int, found bool) {
	for _, name := range names {
		start, end = bytes.Index(page, []byte("<"+name)), lastTag(page, "</"+name+">")
		if start >= 0 && end > start {
			return start, end, true
		}
	}
	return 0, 0, false
}

// lastTag is bytes.LastIndex for a tag. It compares at each < only, which is faster.
func lastTag(page []byte, tag string) int {
	for at := len(page); at > 0; {
		if at = bytes.LastIndexByte(page[:at], '<'); at >= 0 && bytes.HasPrefix(page[at:], []byte(tag)) {
			return at
		}
	}
	return -1
}

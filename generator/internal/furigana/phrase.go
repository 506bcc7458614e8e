package furigana

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"

	"shirube/generator/internal/htmlscan"
)

// longestCompound is up to how many letters nouns side by side stay together: 在宅訓練, but 就労移行支援|事業所.
const longestCompound = 6

// breaks returns the places of a text, in bytes, where a line may end: before words that begin a phrase. Particles,
// endings and suffixes stay with the word before them, and so do the parts of a short compound. Words with a
// reading of their own are never cut.
func (a *Annotator) breaks(text string) []int {
	inPiece := make(map[int]bool)
	at := 0
	for _, p := range a.annotated([]byte(text)).pieces {
		for i := range p.Surface {
			inPiece[at+i] = i > 0 && p.Reading != ""
		}
		at += len(p.Surface)
	}
	var places []int
	var before tokenizer.Token
	at = 0
	size := 0 // letters of the compound so far
	for i, t := range a.words.tokenizer.Tokenize(text) {
		letters := utf8.RuneCountInString(t.Surface)
		if begins(before, t, size+letters) {
			size = 0
			if i > 0 && !inPiece[at] {
				places = append(places, at)
			}
		}
		size += letters
		at += len(t.Surface)
		before = t
	}
	return places
}

// begins reports whether a word begins a phrase behind another. Size is that of the compound with it.
func begins(before, t tokenizer.Token, size int) bool {
	class, previous := classOf(t), classOf(before)
	switch {
	case previous[0] == "接頭詞" || previous[1] == "括弧開":
		return false
	case class[1] == "括弧開":
		return true
	case class[0] == "助詞" || class[0] == "助動詞" || class[0] == "記号" || class[1] == "接尾" || class[1] == "非自立":
		return false
	case class[0] == "動詞" && previous[1] == "サ変接続":
		base, _ := t.FeatureAt(ipa.BaseForm)
		return base != "する" && base != "できる"
	case class[0] == "名詞" && previous[0] == "名詞":
		return size > longestCompound && class[1] != "数" && previous[1] != "数"
	}
	return true
}

// classOf returns the first two parts of speech of a word.
func classOf(t tokenizer.Token) [2]string {
	var class [2]string
	copy(class[:], t.POS())
	return class
}

// AppendBroken appends a page to out with <wbr> wherever a phrase ends in headings, buttons, summaries and links around
// the main element, so that their lines end between phrases, and with short words in running text held together.
func (a *Annotator) AppendBroken(out, page []byte) []byte {
	start, end := htmlscan.Body(page)
	main, mainEnd, _ := htmlscan.Main(page)
	w := &breakWriter{body: page[start:end], html: append(out, page[:start]...)}
	scanner := htmlscan.New(w.body)
	for t := scanner.Next(); t.Kind != htmlscan.End; t = scanner.Next() {
		switch {
		case t.Kind == htmlscan.Text:
			w.holdHyphenated(t)
		case t.Kind != htmlscan.Start:
		case isRaw(t.Name):
			scanner.Skip(t)
		case isBroken(t, start+t.Start < main || start+t.Start > mainEnd):
			text, parts := headingText(w.body, &scanner, string(t.Name))
			w.breakLines(t, a.breaks(string(text)), parts)
		}
	}
	return append(append(w.html, w.body[w.copied:]...), page[end:]...)
}

// A breakWriter copies the body of a page and inserts where its lines may end.
type breakWriter struct {
	body   []byte
	html   []byte
	copied int // bytes of the body
}

// insert writes the body up to an offset, and a tag.
func (w *breakWriter) insert(at int, tag string) {
	w.html = append(append(w.html, w.body[w.copied:at]...), tag...)
	w.copied = at
}

// holdHyphenated wraps the short words with hyphens of a text.
func (w *breakWriter) holdHyphenated(t htmlscan.Token) {
	text := w.body[t.Start:t.End]
	if bytes.IndexByte(text, '-') <= 0 {
		return
	}
	for _, at := range hyphenated.FindAllIndex(text, -1) {
		w.insert(t.Start+at[0], `<span class="whole">`)
		w.insert(t.Start+at[1], "</span>")
	}
}

// breakLines inserts <wbr> at offsets into the joined text of an element's parts.
func (w *breakWriter) breakLines(element htmlscan.Token, places []int, parts []segment) {
	// Themes lay out all but headings as rows, in which each part would be an item of its own.
	isHeld := element.Name[0] != 'h' && len(places) > 0
	if isHeld && len(parts) > 1 {
		return
	}
	if isHeld {
		w.insert(parts[0].start, `<span class="phrases">`)
	}
	offset := 0 // of the part
	for _, part := range parts {
		size := part.end - part.start
		for ; len(places) > 0 && places[0] < offset+size; places = places[1:] {
			w.insert(part.start+places[0]-offset, "<wbr>")
		}
		offset += size
	}
	if isHeld {
		w.insert(parts[0].end, "</span>")
	}
}

// isBroken reports whether the lines of an element end between phrases alone.
func isBroken(t htmlscan.Token, isOutside bool) bool {
	switch name := string(t.Name); name {
	case "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary":
		return true
	case "a":
		class, _ := t.Attribute("class")
		return isOutside || class == "button"
	}
	return false
}

// hyphenated finds short words that browsers would break at their hyphen: e-ラーニング, Wi-Fi.
var hyphenated = regexp.MustCompile(`\b[A-Za-z]{1,4}-(?:[ァ-ヶー]{1,8}|[A-Z]?[a-z]{1,4}\b)`)

// isRaw reports whether the content of an element is not running text.
func isRaw(name []byte) bool {
	switch string(name) {
	case "script", "style", "code", "pre", "kbd", "textarea", "select", "svg", "math", "template":
		return true
	}
	return false
}

// headingText returns the text of a heading, which the scanner is behind then, and its text nodes. A heading with
// places to break of its own has none.
func headingText(page []byte, scanner *htmlscan.Scanner, name string) (text []byte, parts []segment) {
	own := false
	for t := scanner.Next(); t.Kind != htmlscan.End && !(t.Kind == htmlscan.Close && string(t.Name) == name); t = scanner.Next() {
		switch {
		case t.Kind == htmlscan.Text:
			text = append(text, page[t.Start:t.End]...)
			parts = append(parts, segment{start: t.Start, end: t.End})
		case t.Kind == htmlscan.Start && isRaw(t.Name):
			scanner.Skip(t)
		}
		own = own || string(t.Name) == "wbr" || string(t.Name) == "br"
	}
	if own || !hasWideLetters(text) {
		return nil, nil
	}
	return text, parts
}

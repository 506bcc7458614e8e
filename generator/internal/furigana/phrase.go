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
	start, end := body(page)
	main, mainEnd, _ := htmlscan.Main(page)
	copied := 0
	scanner := htmlscan.New(page[start:end])
	for t := scanner.Next(); t.Kind != htmlscan.End; t = scanner.Next() {
		switch {
		case t.Kind == htmlscan.Start && isRaw(t.Name):
			scanner.Skip(t)
			continue
		case t.Kind == htmlscan.Text && bytes.IndexByte(page[start+t.Start:start+t.End], '-') > 0:
			for _, at := range hyphenated.FindAllIndex(page[start+t.Start:start+t.End], -1) {
				from, to := start+t.Start+at[0], start+t.Start+at[1]
				out = append(append(out, page[copied:from]...), `<span class="whole">`...)
				out = append(append(out, page[from:to]...), "</span>"...)
				copied = to
			}
		}
		if isOutside := start+t.Start < main || start+t.Start > mainEnd; t.Kind != htmlscan.Start || !isBroken(t, isOutside) {
			continue
		}
		text, parts := headingText(page[start:end], &scanner, string(t.Name))
		places := a.breaks(string(text))
		if t.Name[0] != 'h' && len(places) > 0 {
			// Themes lay these out as rows, in which each part would be an item of its own.
			if len(parts) == 1 {
				out, copied = a.appendHeld(append(out, page[copied:start+parts[0].start]...), text, places), start+parts[0].end
			}
			continue
		}
		at := 0 // of the part in the text
		for _, part := range parts {
			size := part.end - part.start
			for len(places) > 0 && places[0] < at+size {
				place := start + part.start + places[0] - at
				out = append(append(out, page[copied:place]...), "<wbr>"...)
				copied, places = place, places[1:]
			}
			at += size
		}
	}
	return append(out, page[copied:]...)
}

// appendHeld appends a text with <wbr> at places, held together by a span.
func (a *Annotator) appendHeld(out, text []byte, places []int) []byte {
	out = append(out, `<span class="phrases">`...)
	from := 0
	for _, place := range places {
		out = append(append(out, text[from:place]...), "<wbr>"...)
		from = place
	}
	return append(append(out, text[from:]...), "</span>"...)
}

// body returns where the body of a page is; all of it where the page has none.
func body(page []byte) (start, end int) {
	start, end = bytes.Index(page, []byte("<body")), bytes.LastIndex(page, []byte("</body>"))
	if start < 0 || end < start {
		start, end, _ = htmlscan.Main(page)
	}
	return start, end
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

// isRaw reports whether the content of an element is no text to be read as it stands.
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

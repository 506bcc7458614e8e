package browsertest

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// A document is a PDF as a reader's programs see it.
type document struct {
	info    map[string]string // what pdfinfo says, by name
	lang    string
	sheets  []sheet
	outline []bookmark // all levels, in order
}

// A sheet is the text of a page of paper in the order in which it was written, without white space.
type sheet string

// A bookmark is an entry of a PDF's outline.
type bookmark struct {
	Sheet int    `xml:"page,attr"` // from 1
	Title string `xml:",chardata"`
}

var pdfLang = regexp.MustCompile(`/Lang \(([^)]*)\)`)

// readPDF reads a PDF with the tools of poppler.
func readPDF(t testing.TB, pdf []byte) document {
	t.Helper()
	name := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(name, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	d := document{info: make(map[string]string)}
	for line := range strings.Lines(poppler(t, "pdfinfo", name)) {
		key, value, _ := strings.Cut(line, ":")
		d.info[key] = strings.TrimSpace(value)
	}
	if m := pdfLang.FindSubmatch(pdf); m != nil {
		d.lang = string(m[1])
	}
	for text := range strings.SplitSeq(poppler(t, "pdftotext", "-raw", name, "-"), "\f") {
		d.sheets = append(d.sheets, sheet(dense(text)))
	}
	d.sheets = d.sheets[:len(d.sheets)-1]
	d.outline = readBookmarks(t, poppler(t, "pdftohtml", "-xml", "-i", "-stdout", name))
	return d
}

// poppler runs one of its tools and returns what it writes.
func poppler(t testing.TB, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("%s がありません。make tools で入れてください / run make tools: %v", tool, err)
	}
	return string(out)
}

// readBookmarks reads the outline at the end of what pdftohtml writes.
func readBookmarks(t testing.TB, written string) []bookmark {
	t.Helper()
	_, outline, _ := strings.Cut(written, "<outline>")
	var marks []bookmark
	decoder := xml.NewDecoder(strings.NewReader("<outline>" + strings.TrimSuffix(strings.TrimSpace(outline), "</pdf2xml>")))
	for {
		token, err := decoder.Token()
		if err != nil {
			return marks
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "item" {
			var mark bookmark
			if err := decoder.DecodeElement(&mark, &start); err != nil {
				t.Fatal(err)
			}
			mark.Title = dense(mark.Title)
			marks = append(marks, mark)
		}
	}
}

// dense returns a text without white space and what cannot be seen.
func dense(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// has reports whether a sheet holds a dense text. Fonts have one picture for a kanji and the radical
// that looks like it, so either may stand in a PDF.
func (s sheet) has(text string) bool {
	if strings.Contains(string(s), text) {
		return true
	}
	var pattern strings.Builder
	for _, r := range text {
		if pattern.WriteString("(?:" + regexp.QuoteMeta(string(r))); unicode.Is(unicode.Han, r) {
			pattern.WriteString("|[\u2e80-\u2fdf]")
		}
		pattern.WriteString(")")
	}
	return regexp.MustCompile(pattern.String()).MatchString(string(s))
}

// anyHas reports whether one of the sheets from first to last, counted from 1, holds a dense text.
func (d *document) anyHas(first, last int, text string) bool {
	for i := first; i <= min(last, len(d.sheets)); i++ {
		if d.sheets[i-1].has(text) {
			return true
		}
	}
	return false
}

package browsertest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A book on the screen: what its PDF must hold.
type bookText struct {
	Title    string
	Lang     string
	Contents []string // the entries of its contents list
	Chapters []bookChapter
	Sources  []string // the starts of the titles in the list of sources
}

// A bookChapter is the text of a chapter: the start of each of its text nodes, and its table cells that
// hold nothing which paper adds to.
type bookChapter struct {
	Heading string
	Texts   []string
	Cells   []string
}

const readBook = `(() => {
	const shown = e => getComputedStyle(e).display !== "none" && !e.closest("script, style, button, rt, [hidden]");
	const texts = root => {
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), all = [];
		while (walker.nextNode()) {
			const text = walker.currentNode.data.replace(/[\s\p{Cf}]+/gu, "");
			if (text && shown(walker.currentNode.parentElement)) all.push([...text].slice(0, 10).join(""));
		}
		return all;
	};
	const plain = e => { const copy = e.cloneNode(true); copy.querySelectorAll("rt").forEach(rt => rt.remove()); return copy.textContent; };
	const added = "a[rel~=external], [data-chapter], [data-source], [data-address], ruby";
	return {
		Title: document.title, Lang: document.documentElement.lang,
		Contents: [...document.querySelectorAll(".book-contents a")].map(plain),
		Chapters: [...document.querySelectorAll(".chapter")].map(c => ({
			Heading: plain(c.querySelector(".chapter-title")),
			Texts: texts(c),
			Cells: [...c.querySelectorAll("th, td")].filter(e => !e.querySelector(added) && shown(e)).map(e => e.textContent),
		})),
		Sources: [...document.querySelectorAll(".book-sources > li")].map(e => texts(e)[0]),
	};
})()`

// eachBook runs a check on the document for paper of each edition.
func eachBook(t *testing.T, check func(t *testing.T, tab *tab, p page)) {
	t.Helper()
	books := open(t).site.books
	if len(books) != 3 {
		t.Fatalf("%d editions are there for paper", len(books))
	}
	each(t, books, check)
}

// A document for paper is opened once, since it is large.
func TestEveryBook(t *testing.T) {
	t.Parallel()
	source := axe(t)
	eachBook(t, func(t *testing.T, one *tab, p page) {
		one.visit(p.path)
		one.run(t, "outline", (*tab).checkOutline)
		one.run(t, "skip link", (*tab).checkSkipLink)
		one.run(t, "complaints", (*tab).checkComplaints)
		one.run(t, "open to all", func(tab *tab) {
			evaluate[any](tab, source+";0")
			light := look{"light", 1280, "", false, true}
			if strings.Contains(p.path, "/en/") { // colours and hit areas of all editions are the same
				tab.checkAccessible("html", newColourRecord(), light)
			} else {
				tab.askAxe(light, fmt.Sprintf(runAxe, "html", false))
			}
		})
		one.run(t, "width", func(tab *tab) { tab.checkWidth(0, false, false) })
		evaluate[any](one, `document.documentElement.removeAttribute("style"); delete document.documentElement.dataset.size;0`)
		one.run(t, "edge of the paper", (*tab).checkPaperEdge)
		one.window(1280)
		one.run(t, "PDF", (*tab).checkPDF)
		if p.has(`data-ruby="hidden"`) {
			one.prefer("light")
			one.run(t, "readings", (*tab).checkReadingsAppear)
		}
	})
}

// checkPDF compares the PDF with what the screen shows. Readings stand between the letters of a PDF's text, so they are off
// here.
func (tab *tab) checkPDF() {
	evaluate[any](tab, `document.documentElement.dataset.furigana = "off";0`)
	tab.prefer("light")
	text := evaluate[bookText](tab, readBook)
	d := readPDF(tab.t, tab.pdf())
	checkFrontMatter(tab.t, &d, text)
	starts := checkOrder(tab.t, &d, text)
	if len(starts) != len(text.Chapters) {
		tab.t.Fatalf("the outline has %d of %d chapters", len(starts), len(text.Chapters))
	}
	for i, c := range text.Chapters {
		last := len(d.sheets)
		if i+1 < len(starts) {
			last = starts[i+1]
		}
		checkChapter(tab.t, &d, c, starts[i], last)
	}
	tab.t.Logf("%d sheets of A4, %d entries in the outline", len(d.sheets), len(d.outline))
}

// checkReadingsAppear turns readings on.
func (tab *tab) checkReadingsAppear() {
	tab.askForReadings()
	if v := tab.ruby(); v.Shown < 1000 || v.Hidden > 0 || v.InRows != "" {
		tab.t.Errorf("readings are not where they belong: %+v", v)
	}
}

// checkFrontMatter looks at what programs read first: title, language, tags for screen readers, paper.
func checkFrontMatter(t testing.TB, d *document, text bookText) {
	t.Helper()
	if d.info["Title"] != text.Title || d.info["Tagged"] != "yes" || !strings.Contains(d.info["Page size"], "A4") {
		t.Errorf("the PDF says of itself: %v", d.info)
	}
	if d.lang != text.Lang {
		t.Errorf("its language is %q, want %q", d.lang, text.Lang)
	}
	if len(d.sheets) < 10 || len(d.sheets) > 250 {
		t.Errorf("it has %d sheets", len(d.sheets))
	}
	for i, s := range d.sheets {
		number := strconv.Itoa(i + 1)
		if letters := len([]rune(s)); letters < 20 || i > 0 && !s.has(number) {
			t.Errorf("sheet %d has %d letters, or no number", i+1, letters)
		}
	}
}

// checkOrder compares contents, outline and paper, and returns the sheets on which chapters begin.
func checkOrder(t testing.TB, d *document, text bookText) []int {
	t.Helper()
	var starts []int
	titles := make(map[string]int)
	for _, mark := range d.outline {
		titles[mark.Title] = mark.Sheet
	}
	for i, c := range text.Chapters {
		heading := dense(c.Heading)
		if i >= len(text.Contents) || dense(text.Contents[i]) != heading {
			t.Errorf("the contents have no %s in this place", heading)
		}
		at, marked := titles[heading]
		if !marked || len(starts) > 0 && at < starts[len(starts)-1] {
			t.Errorf("%s is on sheet %d (%v in the outline), behind %v", heading, at, marked, starts)
			continue
		}
		starts = append(starts, at)
	}
	if last := d.sheets[len(d.sheets)-1]; len(text.Sources) < 5 || !last.has(text.Sources[len(text.Sources)-1]) {
		t.Error("the list of sources is not at the end")
	}
	return starts
}

// checkChapter looks for the chapter's text on its sheets, and for table cells that a page end cuts.
func checkChapter(t testing.TB, d *document, c bookChapter, first, last int) {
	t.Helper()
	for _, text := range c.Texts {
		if !d.anyHas(first, last, text) {
			t.Errorf("%s: %q is not on sheets %d to %d", c.Heading, text, first, last)
		}
	}
	for _, cell := range c.Cells {
		if !d.anyHas(first, last, dense(cell)) {
			t.Errorf("%s: the cell %q is cut", c.Heading, cell)
		}
	}
}

// It is large: who does not ask for it must not load it, and search engines have the pages.
func TestTheDocumentForPaperWaitsUntilItIsAskedFor(t *testing.T) {
	t.Parallel()
	s := open(t).site
	for _, p := range s.books {
		if !p.has(`<meta name="robots" content="noindex">`) || p.has("<form") || p.has("data-calculator") {
			t.Errorf("%s may be indexed, or has forms", p.path)
		}
	}
	sitemap, err := s.file("sitemap.xml")
	if err != nil || strings.Contains(string(sitemap), "/print/") {
		t.Errorf("the sitemap names it (%v)", err)
	}
	linked := 0
	for _, p := range s.pages {
		for _, book := range s.books {
			linked += strings.Count(p.html, `href="`+book.path+`"`)
			if regexp.MustCompile(`<link[^>]*` + regexp.QuoteMeta(book.path)).MatchString(p.html) {
				t.Errorf("%s loads %s", p.path, book.path)
			}
		}
	}
	if linked < len(s.books) {
		t.Errorf("%d links lead to %d documents", linked, len(s.books))
	}
}

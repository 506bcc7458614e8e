package browsertest

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// pdfPage finds the page objects of a PDF as Chromium writes it.
var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// print prints the page on A4 and returns the number of sheets.
func (tab *tab) print() int {
	tab.t.Helper()
	return len(pdfPage.FindAll(tab.pdf(), -1))
}

// pdf prints the page on A4 and returns the PDF.
func (tab *tab) pdf() []byte {
	tab.t.Helper()
	pdf, err := chromedp.Run(tab.ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		tab.t.Fatal(err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		tab.t.Fatal("what comes out is not a PDF")
	}
	return pdf
}

func (tab *tab) checkPrinted() {
	sheets := tab.print()
	if sheets < 1 || sheets > 40 {
		tab.t.Errorf("%d sheets", sheets)
	}
	tab.t.Logf("%d sheets of A4", sheets)
}

// checkPaper looks for what is of no use on paper.
func (tab *tab) checkPaper() {
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Media: "print"})
	tab.settle()
	left := evaluate[[]string](tab, `[...document.querySelectorAll("button, .quiet-button, .site-menu, .section-nav, .skip, .around")].filter(e => e.checkVisibility()).map(e => e.tagName + "." + e.className)`)
	if len(left) > 0 {
		tab.t.Errorf("on paper there is %q", left)
	}
	if !evaluate[bool](tab, `document.querySelector(".printed").checkVisibility() && document.querySelector("main").innerText.length > 20`) {
		tab.t.Error("the text or its address is missing on paper")
	}
	if held := evaluate[[]string](tab, rowsHeldTogether); len(held) > 0 {
		tab.t.Errorf("rows that are held to the next one tear elsewhere: %q", held)
	}
	if ink := evaluate[string](tab, `getComputedStyle(document.body).backgroundColor`); ink != "rgb(255, 255, 255)" && ink != "rgba(0, 0, 0, 0)" {
		tab.t.Errorf("the paper is printed %s", ink)
	}
}

// rowsHeldTogether lists names beside their values that forbid a new page behind them: such a row, a flex container, forbids
// it behind itself, and with all rows held together a page ends within one.
const rowsHeldTogether = `[...document.querySelectorAll("dl > div > dt")]
	.filter(e => getComputedStyle(e).breakAfter === "avoid").map(e => e.textContent)`

// tablesTooWide lists tables that reach over the edge of the paper.
const tablesTooWide = `[...document.querySelectorAll("main :is(table, pre, img, svg)")]
	.filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
	.map(e => e.tagName + ": " + e.textContent.slice(0, 40))`

// paperWidth is the width of the text on A4 in CSS pixels.
const paperWidth = 657

// checkPaperEdge looks for what reaches over the edge of the paper.
func (tab *tab) checkPaperEdge() {
	tab.window(paperWidth)
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Media: "print"})
	tab.settle()
	if wide := evaluate[[]string](tab, tablesTooWide); len(wide) > 0 {
		tab.t.Errorf("too wide: %q", wide)
	}
}

// Readers take these along to a visit and to the municipality; they must not come out in scraps.
func TestEachSheetOfQuestionsFitsTwoSheetsOfPaper(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"apply/visit/", "apply/ask/"} {
		tab := open(t).newTab(t)
		tab.beforeLoad(stubs)
		tab.visit(shared.site.root + name)
		tab.pressOn(".print-sheet .tools button")
		if got := evaluate[[]string](tab, "asked"); len(got) != 1 || got[0] != "print" {
			t.Fatalf("the sheet's button asks for %q", got)
		}
		if sheets := tab.print(); sheets < 1 || sheets > 2 {
			t.Errorf("the sheet of %s takes %d sheets of A4", name, sheets)
		}
		tab.settle()
		if evaluate[bool](tab, `"printOnly" in document.documentElement.dataset`) {
			t.Error("after printing, the page still shows the sheet alone")
		}
	}
}

package browsertest

import (
	"fmt"
	"testing"
)

// A journey is the way of a reader with one question in mind, from the start page on a phone: what is pressed on each
// page, and where the answer is on the last one.
type journey struct {
	name    string
	presses []string // selectors; one that leads to another page ends the page
	answer  string   // selector of what answers the question
	screens float64  // of 740 px, at most, down to all that is pressed and read
}

func journeys(root string) []journey {
	at := func(path string) string { return fmt.Sprintf(`main dt a[href^="%s%s"]`, root, path) }
	return []journey{
		{"without a handbook", nil, `main dd`, 1.5},
		{"the fee when my wife works", []string{at("cost/"), ".contents summary", `.contents a[href="#配偶者"]`}, "#配偶者 + p", 4},
		{"papers to prepare", []string{at("apply/documents/")}, ".prose > p", 3},
		{"when it can start", []string{at("apply/steps/")}, ".lead", 3},
		{"printing what to ask", []string{at("apply/visit/")}, ".print-sheet button", 2},
	}
}

const screen = 740

// The five questions that people come with are answered within few screens and presses of the start page.
func TestTheFirstQuestionsAreAnsweredWithinFewScreens(t *testing.T) {
	t.Parallel()
	f := open(t)
	for _, j := range journeys(f.site.root) {
		t.Run(j.name, func(t *testing.T) {
			tab := f.newTab(t)
			tab.phone()
			tab.visit(f.site.root)
			pixels := 0.0
			for _, press := range j.presses {
				from, down := tab.where(), tab.below(press)
				to := evaluate[string](tab, fmt.Sprintf(`document.querySelector(%q).pathname ?? location.pathname`, press))
				evaluate[any](tab, fmt.Sprintf(`document.querySelector(%q).click();0`, press)) // on the page itself, it is done now
				tab.await(fmt.Sprintf(`location.pathname === %q && document.readyState === "complete"`, to))
				tab.settle()
				if tab.where() != from { // else what is pressed next is further down, or not
					pixels += down
				}
			}
			screens := (pixels + tab.below(j.answer)) / screen
			t.Logf("%.2f screens", screens)
			if screens > j.screens {
				t.Errorf("the answer is %.2f screens away, with %d presses; at most %.1f", screens, len(j.presses), j.screens)
			}
		})
	}
}

// where names the page in view, and how far it has been scrolled.
func (tab *tab) where() string {
	tab.t.Helper()
	return evaluate[string](tab, "location.pathname + Math.round(scrollY)")
}

// below returns how far below the top of the window an element ends, in pixels.
func (tab *tab) below(selector string) float64 {
	tab.t.Helper()
	return evaluate[float64](tab, fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect().bottom`, selector))
}

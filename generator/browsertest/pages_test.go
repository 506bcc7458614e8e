package browsertest

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// The tests of this file visit every page of the site. A visit serves several checks, each a
// subtest of its own, since opening pages is what takes the time.

// Each page loads in one width, on a phone or on a wide screen, and is looked at in the other one too; one page of each
// kind loads in both.
func TestEveryPage(t *testing.T) {
	source, site := axe(t), open(t).site
	kinds := site.kinds(t)
	colours := newColourRecord()
	var scale scale
	t.Run("page", func(t *testing.T) {
		eachPage(t, func(t *testing.T, one *tab, p page) {
			turn, isOfKinds := site.turn(p), slices.ContainsFunc(kinds, func(k page) bool { return k.path == p.path })
			one.window(firstWidth(turn))
			one.visit(p.path)
			one.run(t, "still", (*tab).checkStill)
			one.run(t, "outline", (*tab).checkOutline)
			one.run(t, "skip link", (*tab).checkSkipLink)
			one.run(t, "complaints", (*tab).checkComplaints)
			one.run(t, "names", (*tab).checkNames)
			one.run(t, "calm", (*tab).checkCalm)
			one.run(t, "weight", func(tab *tab) { scale.check(tab, p) })
			one.run(t, "open to all", func(tab *tab) {
				evaluate[any](tab, source+";"+openFolds+";0")
				tab.checkAccessible("html", colours, looks(turn, isOfKinds, site.hasReadings(p))...)
			})
			one.run(t, "width", func(tab *tab) { tab.checkWidth(turn, isOfKinds, site.hasReadings(p)) })
		})
	})
	scale.logHeaviest(t)
}

// A page of each kind is walked by keyboard in both widths, printed, and looked at as devices show it that have wishes of
// their own.
func TestEveryKindOfPage(t *testing.T) {
	site := open(t).site
	each(t, site.kinds(t), func(t *testing.T, one *tab, p page) {
		one.window(firstWidth(site.turn(p) + 1))
		one.visit(p.path)
		one.run(t, "still", (*tab).checkStill)
		one.run(t, "keyboard in the other width", func(tab *tab) { tab.checkKeyboard(p) })
		one.window(firstWidth(site.turn(p)))
		one.visit(p.path)
		one.run(t, "keyboard", func(tab *tab) { tab.checkKeyboard(p) })
		one.window(1280)
		one.run(t, "printed", (*tab).checkPrinted)
		one.run(t, "paper", (*tab).checkPaper)
		one.run(t, "edge of the paper", (*tab).checkPaperEdge)
		one.window(1280)
		one.run(t, "forced colours", (*tab).checkForcedColours)
		one.run(t, "reduced motion", (*tab).checkReducedMotion)
	})
}

// firstWidth is the width in which a page loads: pages take turns.
func firstWidth(turn int) int64 { return []int64{1280, 360}[turn%2] }

func TestEveryPageWithoutScripts(t *testing.T) {
	eachPage(t, func(t *testing.T, one *tab, p page) {
		one.withoutScripts()
		one.do(chromedp.Navigate(one.base + p.path))
		one.checkPlainView()
	})
}

// Package browsertest drives a real Chromium over the real site, as a reader would meet it: served
// with the headers of the published site, with and without scripts, on narrow and wide windows, on
// paper, by keyboard. It holds tests only.
//
// The tests need what tools/install.sh installs, and fail where it is missing; with -short they
// are skipped. With -update the picture of the README is taken again.
package browsertest

import (
	"cmp"
	"flag"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// tabs is how many tabs are at work at a time. A page mostly waits, for frames and for what it loads, so that
// two tabs keep a processor busy. Tests that would disturb others, or be disturbed, run before those that run together:
// the clipboard is one for all tabs.
var tabs = 2 * runtime.GOMAXPROCS(0)

var update = flag.Bool("update", false, "take the picture of the README anew")

func TestMain(m *testing.M) {
	flag.Parse()
	if !given("test.parallel") {
		_ = flag.Set("test.parallel", strconv.Itoa(tabs))
	}
	code := m.Run()
	shared.close()
	os.Exit(code)
}

// given reports whether a flag stands on the command line.
func given(name string) bool {
	found := false
	flag.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// A fixture is what all tests share: the built site behind a server, and a browser. It is made when
// the first test asks for it.
type fixture struct {
	once    sync.Once
	err     error
	site    *builtSite
	browser *browser
}

var shared fixture

// open returns the fixture, ready for use.
func open(t testing.TB) *fixture {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	shared.once.Do(func() {
		if shared.site, shared.err = buildSite(); shared.err == nil {
			shared.browser, shared.err = startBrowser(findChromium)
		}
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return &shared
}

func (f *fixture) close() {
	if f.browser != nil {
		f.browser.close()
	}
	if f.site != nil {
		f.site.close()
	}
}

// eachPage runs a check on every page of the site, in a few tabs that take turns.
func eachPage(t *testing.T, check func(t *testing.T, tab *tab, p page)) {
	t.Helper()
	f := open(t)
	each(t, f.site.pages, check)
}

// each runs a check on each of the pages, in a few tabs that take turns. A tab comes with a wide
// window, light colours and an empty record; what else a check changes in it, the next one meets.
func each(t *testing.T, pages []page, check func(t *testing.T, tab *tab, p page)) {
	t.Helper()
	parent := t
	f := open(t)
	free := make(chan *tab, len(pages))
	for _, p := range pages {
		t.Run(cmp.Or(strings.Trim(p.path, "/"), "start"), func(t *testing.T) {
			t.Parallel()
			var one *tab
			select {
			case one = <-free:
			default:
				one = f.openTab(parent)
			}
			defer func() { free <- one }()
			check(t, one.lend(t), p)
		})
	}
}

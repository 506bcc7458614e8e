package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// visitBeforeScripts opens a page as it is on a slow line: all has come but its module scripts, which come with the
// returned function.
func (f *fixture) visitBeforeScripts(t *testing.T, tab *tab, path string) (come func()) {
	t.Helper()
	held := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") && !strings.Contains(r.URL.Path, "/early-") {
			select {
			case <-held:
			case <-r.Context().Done():
				return
			}
		}
		f.site.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	evaluate[any](tab, `void setTimeout(() => location.assign("`+server.URL+path+`"))`)
	tab.await(`document.querySelector("[data-settings]")?.checkVisibility()`)
	return func() { close(held) }
}

// Who presses a button before its script has come gets what it does, once, and sees meanwhile that it was pressed.
func TestWhatIsPressedBeforeTheScriptsHaveComeIsDone(t *testing.T) {
	t.Parallel()
	f := open(t)
	for name, c := range map[string]struct{ path, button, done string }{
		"settings": {f.site.root, "[data-settings]", `document.querySelector("#michi-settings form")?.checkVisibility()`},
		"one question at a time": {calculatorPage("monthly-fee"), `[data-part="one"]`,
			`document.querySelector('form[data-way="one"] [data-part="onward"]')?.checkVisibility()`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := f.newTab(t)
			come := f.visitBeforeScripts(t, tab, c.path)
			tab.do(chromedp.Click(chromedp.CSS(c.button)))
			if !evaluate[bool](tab, `document.querySelector('`+c.button+`').ariaBusy === "true"`) {
				t.Error("nothing says that the button was pressed")
			}
			come()
			tab.await(c.done)
			if evaluate[bool](tab, `document.querySelector("[aria-busy]") !== null`) {
				t.Error("the button waits for ever")
			}
		})
	}
}

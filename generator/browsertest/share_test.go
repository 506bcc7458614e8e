package browsertest

import (
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stubs take down what the page asks of the device.
const stubs = `
	window.asked = [];
	window.print = () => { asked.push("print"); };
	navigator.share = what => { asked.push("share " + what.title + " " + what.url); return Promise.resolve(); };
`

// openArticle opens an article in a tab in which the device's answers are taken down.
func (f *fixture) openArticle(t *testing.T) *tab {
	t.Helper()
	tab := f.newTab(t)
	tab.beforeLoad(stubs)
	tab.visit(f.site.first(t, `class="page-foot"`).path)
	return tab
}

// pressOn presses Enter on a button.
func (tab *tab) pressOn(selector string) {
	tab.t.Helper()
	tab.do(chromedp.Focus(chromedp.CSS(selector)))
	tab.press(kb.Enter, 1)
}

// allowClipboard lets the page read and write the clipboard.
func (tab *tab) allowClipboard() {
	tab.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		allow := cdpbrowser.SetPermissionParams{
			Permission:       &cdpbrowser.PermissionDescriptor{Name: name, AllowWithoutSanitization: name == "clipboard-read"},
			Setting:          cdpbrowser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(tab.ctx).BrowserContextID,
		}
		if _, err := chromedp.CallBrowser(tab.ctx, cdpbrowser.SetPermission, allow); err != nil {
			tab.t.Fatal(err)
		}
	}
}

func TestTheAddressIsCopiedAndTheReaderTold(t *testing.T) {
	tab := open(t).openArticle(t)
	tab.allowClipboard()
	label := evaluate[string](tab, `document.querySelector("[data-copy]").textContent`)
	tab.pressOn("[data-copy]")
	tab.await(`document.getElementById("michi-status").textContent !== ""`)
	copied := evaluate[string](tab, `navigator.clipboard.readText()`)
	if want := evaluate[string](tab, `document.querySelector("link[rel=canonical]").href`); copied != want {
		t.Errorf("copied %q, want %q", copied, want)
	}
	if now := evaluate[string](tab, `document.querySelector("[data-copy]").textContent`); now == label {
		t.Error("the button does not show that its work is done")
	}
	tab.await(`document.querySelector("[data-copy]").textContent === ` + `"` + label + `"`)
}

func TestTheDeviceIsAskedToShare(t *testing.T) {
	t.Parallel()
	tab := open(t).openArticle(t)
	tab.pressOn("[data-share]")
	want := evaluate[string](tab, `"share " + document.title + " " + document.querySelector("link[rel=canonical]").href`)
	if got := evaluate[[]string](tab, "asked"); len(got) != 1 || got[0] != want {
		t.Errorf("the device is asked for %q, want %q", got, want)
	}
}

func TestDevicesThatCannotShareShowNoButtonForIt(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.beforeLoad(`delete Navigator.prototype.share`)
	tab.visit(f.site.first(t, `class="page-foot"`).path)
	if evaluate[bool](tab, `document.querySelector("[data-share]").checkVisibility()`) {
		t.Error("the share button is shown where it can do nothing")
	}
}

func TestThePrintButtonPrints(t *testing.T) {
	t.Parallel()
	tab := open(t).openArticle(t)
	tab.pressOn("[data-print]")
	if got := evaluate[[]string](tab, "asked"); len(got) != 1 || got[0] != "print" {
		t.Errorf("the device is asked for %q", got)
	}
}

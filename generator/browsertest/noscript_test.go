package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A plainView is what a page shows where scripts do not run.
type plainView struct {
	Letters     int      // letters of the main part that are shown
	DeadButtons []string // buttons that are shown and can do nothing
	Menu, Links int      // links shown in the menu, and on the page
}

const readPlainView = `(() => {
	const shown = e => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
	return {
		Letters: document.querySelector("main").innerText.length,
		DeadButtons: [...document.querySelectorAll("button, input[type=submit]")].filter(b => shown(b) && !b.form?.hasAttribute("action")).map(b => b.textContent),
		Menu: [...document.querySelectorAll(".site-menu a")].filter(shown).length,
		Links: [...document.querySelectorAll("a[href]")].filter(shown).length,
	};
})()`

func (tab *tab) withoutScripts() {
	tab.t.Helper()
	tab.call(emulation.SetScriptExecutionDisabled.Method, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// checkPlainView looks for what a reader without scripts lacks.
func (tab *tab) checkPlainView() {
	v := evaluate[plainView](tab, readPlainView)
	if v.Letters < 20 || v.Menu < 3 || v.Links < 5 {
		tab.t.Errorf("too little is shown: %+v", v)
	}
	if len(v.DeadButtons) > 0 {
		tab.t.Errorf("buttons that do nothing are shown: %q", v.DeadButtons)
	}
}

func TestTheMenuOpensOnAPhoneWithoutScripts(t *testing.T) {
	t.Parallel()
	f := open(t)
	tab := f.newTab(t)
	tab.window(360)
	tab.withoutScripts()
	tab.do(chromedp.Navigate(tab.base + f.site.root))
	if v := evaluate[plainView](tab, readPlainView); v.Menu != 0 {
		t.Errorf("%d links of the menu are shown before it is opened", v.Menu)
	}
	tab.do(chromedp.Click(chromedp.CSS(".site-menu summary")))
	if v := evaluate[plainView](tab, readPlainView); v.Menu < 3 {
		t.Errorf("%d links of the menu are shown once it is open", v.Menu)
	}
	if _, err := chromedp.RunResponse(tab.ctx, chromedp.Click(chromedp.CSS(".site-menu li a"))); err != nil {
		t.Fatal(err)
	}
	if at := evaluate[string](tab, "location.pathname"); at == f.site.root {
		t.Error("a link of the menu leads nowhere")
	}
}

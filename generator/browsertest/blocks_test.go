package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Tabs are walked by keyboard, found by links into them, and are all there on paper; nothing of another site is loaded
// before a reader has pressed its button, and then the policy lets it through.
func TestTabsAndEmbeds(t *testing.T) {
	t.Parallel()
	evil := newAttacker(t)
	tab := open(t).newTab(t)
	tab.beforeLoad(`window.refused = []; addEventListener("securitypolicyviolation", (e) => refused.push(e.violatedDirective));`)
	tab.base, _ = evil.serveHostile(t, map[string]string{
		"site.yaml": "embeds: {map: 'https://maps.invalid/embed'}\n",
		"index.md": "# 始め\n\n:::tabs\n### 電車\n\n歩いて5分です。\n\n### 車\n\n止められます。\n:::\n\n" +
			"::embed[map]{src=\"?a=b\" title=\"市役所までの地図\"}\n",
	})
	tab.visit("/")
	shown := func() string {
		return strings.TrimSpace(evaluate[string](tab, `[...document.querySelectorAll("[role=tabpanel] p")].filter(p => p.checkVisibility({ contentVisibilityAuto: true })).map(p => p.textContent).join(" ")`))
	}
	if got := shown(); got != "歩いて5分です。" {
		t.Errorf("at first %q is shown", got)
	}
	evaluate[bool](tab, `(document.querySelector("[role=tab]").focus(), true)`)
	tab.press(kb.ArrowRight, 1)
	if got, focus := shown(), evaluate[string](tab, `document.activeElement.textContent`); got != "止められます。" || focus != "車" {
		t.Errorf("after an arrow %q is shown, %q has the focus", got, focus)
	}
	evaluate[bool](tab, `(location.hash = "電車", true)`)
	tab.await(`document.querySelector("[role=tab][aria-selected=true]").textContent === "電車"`)
	if n := evaluate[int](tab, `document.querySelectorAll("iframe").length`); n > 0 {
		t.Errorf("%d frames are there unasked", n)
	}
	evaluate[bool](tab, `(document.querySelector(".embed button").click(), true)`)
	tab.await(`document.querySelector(".embed iframe[title='市役所までの地図']")?.src === "https://maps.invalid/embed?a=b"`)
	if refused := evaluate[[]string](tab, `refused`); len(refused) > 0 {
		t.Errorf("the policy refuses %v", refused)
	}
}

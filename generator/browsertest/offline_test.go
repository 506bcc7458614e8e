package browsertest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// keeps is a condition: the device has a copy of a path.
func keeps(path string) string { return fmt.Sprintf(`caches.match(%q).then(Boolean)`, path) }

// lacks is a condition: the device has no copy of a path.
func lacks(path string) string { return fmt.Sprintf(`caches.match(%q).then(copy => !copy)`, path) }

// notice returns what the page in view says of being a copy; empty where it says nothing.
func (tab *tab) notice() string {
	return evaluate[string](tab, `document.querySelector("[data-copy-notice]")?.innerText ?? ""`)
}

// seesHeading fails unless the page in view has this heading.
func (tab *tab) seesHeading(text string) {
	tab.t.Helper()
	if got := evaluate[string](tab, `document.querySelector("h1")?.innerText ?? ""`); got != text {
		tab.t.Errorf("the page is headed %q, want %q\n%s", got, text, evaluate[string](tab, `document.body.innerText`))
	}
}

// comeBackLater visits the site's start page, leaves it once a new worker waits, and comes back when
// that has taken over: browsers let it do so some time after the last page is closed.
func (tab *tab) comeBackLater() {
	tab.t.Helper()
	const waits = `navigator.serviceWorker.getRegistration().then(r => r.waiting !== null)`
	tab.visit("/")
	tab.await(waits)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		tab.do(chromedp.Navigate("about:blank"), chromedp.Sleep(300*time.Millisecond))
		tab.visit("/")
		if !evaluate[bool](tab, waits) {
			tab.await(`navigator.serviceWorker.getRegistration().then(r => r.active.state === "activated")`)
			return
		}
	}
	tab.t.Fatal("the new worker never takes over")
}

func TestReadPagesAreThereOffline(t *testing.T) {
	t.Parallel()
	for _, root := range []string{"/", "/zaitaku/"} {
		t.Run(root, func(t *testing.T) {
			k := startKept(t, root)
			tab := k.visitor(t)
			tab.visit(root + "day/")
			tab.await(keeps(root + "day/"))
			if tab.notice() != "" {
				t.Error("a page from the site says that it is a copy")
			}
			k.connect(false)
			// The page on which the reader came, before there was a worker, and the one read after it.
			for path, heading := range map[string]string{"": "始め", "day/": "一日", "day/?from=share": "一日", "day/index.html": "一日", "day": "一日"} {
				tab.visit(root + path)
				tab.seesHeading(heading)
				day := evaluate[string](tab, `new Date().toLocaleDateString("ja", {dateStyle: "long"})`)
				for _, part := range []string{day, "変わっているかもしれません"} {
					if !strings.Contains(tab.notice(), part) {
						t.Errorf("%q: the copy does not say %q: %q", path, part, tab.notice())
					}
				}
				if !evaluate[bool](tab, `getComputedStyle(document.querySelector("[data-copy-notice]")).borderRadius !== "0px" && document.querySelector("[data-copy-notice]").nextElementSibling.matches("h1") && document.documentElement.dataset.script === ""`) {
					t.Errorf("%q: the copy lacks its style or scripts", path)
				}
			}
		})
	}
}

// What readers do on a page works without a connection too: calculating, and readings above kanji. So it is
// on the page on which they came, before there was a worker.
func TestReadPagesWorkOffline(t *testing.T) {
	t.Parallel()
	f := open(t)
	path := f.site.first(t, `data-ruby="hidden"`, "data-calculator").path
	for name, start := range map[string]string{"first page": path, "later page": f.site.root} {
		t.Run(name, func(t *testing.T) {
			k := &keptSite{t: t, out: f.site.dir, root: f.site.root, statuses: make(map[string]int)}
			k.server = httptest.NewServer(k)
			t.Cleanup(k.server.Close)
			tab := f.newTab(t)
			tab.beforeLoad(`localStorage.setItem("michi", JSON.stringify({furigana: "on"}))`)
			k.begin(tab, start)
			if start != path {
				tab.visit(path)
			}
			tab.awaitRuby()
			tab.wake()
			tab.await(`document.querySelector("[data-calculator][data-ready]") !== null`)
			tab.await(keeps(path))
			tab.await(keeps(path + "furigana.txt"))
			k.connect(false)
			tab.visit(path)
			tab.awaitRuby()
			tab.wake()
			tab.await(`document.querySelector("[data-calculator][data-ready]") !== null`)
			if tab.notice() == "" {
				t.Error("the copy does not say that it is one")
			}
		})
	}
}

func TestUnsavedPagesLeadToTheSavedOnes(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	k.connect(false)
	tab.visit("/week/")
	tab.seesHeading("オフラインで読む")
	if !strings.Contains(tab.notice(), "この端末に保存されていません") {
		t.Errorf("the reader is not told: %q", tab.notice())
	}
	tab.await(`document.querySelector('[data-part="list"] a[href="/"]')?.innerText === "始め"`)
	tab.visit("/en/week/")
	tab.seesHeading("Reading offline")
	k.connect(true)
	tab.visit("/week/")
	tab.seesHeading("一週間")
}

func TestReadersAlwaysGetThePageAsItIsNow(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	tab.visit("/day/")
	tab.await(keeps("/day/"))
	evaluate[bool](tab, loadAll)
	picture := evaluate[string](tab, `document.querySelector("main img").src`)
	tab.await(keeps(picture))
	k.write(map[string]string{"index.md": "# 新しい始め\n"})
	k.build()
	tab.visit("/")
	tab.seesHeading("新しい始め")
	tab.comeBackLater()
	k.connect(false)
	tab.visit("/day/")
	tab.seesHeading("一日")
	if !strings.Contains(tab.notice(), "変わっているかもしれません") || !evaluate[bool](tab, keeps(picture)) {
		t.Errorf("a page read before the change is not there as it was: %q", tab.notice())
	}
	k.connect(true)
	for _, title := range []string{"二度目", "三度目"} {
		k.write(map[string]string{"index.md": "# " + title + "\n"})
		k.build()
		tab.comeBackLater()
	}
	if names := evaluate[[]string](tab, `caches.keys()`); len(names) > 2 || !evaluate[bool](tab, keeps("/day/")) || !evaluate[bool](tab, keeps(picture)) {
		t.Errorf("after three builds the device has the caches %v; the page read before: %v, its picture: %v", names, evaluate[bool](tab, keeps("/day/")), evaluate[bool](tab, keeps(picture)))
	}
}

func TestASiteThatIsNoLongerKeptTakesItsCopiesBack(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	k.write(map[string]string{"site.yaml": "title: 試しの案内\n"})
	k.build()
	evaluate[bool](tab, `window.untouched = true`)
	evaluate[bool](tab, `navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)`)
	tab.await(`caches.keys().then(names => names.length === 0)`)
	tab.await(`navigator.serviceWorker.getRegistrations().then(all => all.length === 0)`)
	if !evaluate[bool](tab, `window.untouched`) {
		t.Error("the page in view was loaded again")
	}
	tab.visit("/week/")
	tab.seesHeading("一週間")
	if evaluate[bool](tab, `navigator.serviceWorker.controller !== null`) {
		t.Error("the worker still answers")
	}
}

// Who has looked at a finished site here before does not meet its copies in a preview.
func TestAPreviewTakesCopiesBack(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	k.server.Close()
	p := preparePreview(t, map[string]string{"site.yaml": "offline: true\n", "index.md": "# 下書き\n"})
	p.addr = k.server.Listener.Addr().String()
	p.start(nil)
	tab.visit("/")
	tab.seesHeading("下書き")
	tab.await(`navigator.serviceWorker.getRegistrations().then(all => all.length === 0)`)
	tab.await(`caches.keys().then(names => names.length === 0)`)
}

func TestWithdrawnAndMovedPagesAreNotKept(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	for _, path := range []string{"/day/", "/week/"} {
		tab.visit(path)
		tab.await(keeps(path))
	}
	k.answer("/day/", http.StatusNotFound)
	k.answer("/week/", http.StatusGone)
	for _, path := range []string{"/day/", "/week/"} {
		tab.visit(path)
		tab.await(lacks(path))
	}
	k.answer("/old/", http.StatusFound)
	tab.visit("/old/")
	tab.seesHeading("始め")
	evaluate[bool](tab, `fetch("/old/").then(() => true)`)
	tab.await(lacks("/old/"))
}

func TestAServerInTroubleDoesNotTakeReadPagesAway(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	k.answer("/", http.StatusBadGateway)
	tab.visit("/")
	tab.seesHeading("始め")
	if tab.notice() == "" {
		t.Error("the copy does not say that it is one")
	}
}

// saved is a condition: what the page on saving says holds this text.
func saved(text string) string {
	return fmt.Sprintf(`document.querySelector('[data-part="progress"]').innerText.includes(%q)`, text)
}

// pressIn presses the button with a label that a part of the page offers.
func (tab *tab) pressIn(part, label string) {
	tab.t.Helper()
	tab.await(fmt.Sprintf(`[...document.querySelectorAll('[data-part=%q] button')].some(b => b.innerText === %q)`, part, label))
	evaluate[any](tab, fmt.Sprintf(`[...document.querySelectorAll('[data-part=%q] button')].find(b => b.innerText === %q).click(); 0`, part, label))
}

func TestTheWholeSiteIsSavedAndDeleted(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	tab.visit("/offline/")
	evaluate[any](tab, `window.asked = 0; const real = fetch;
		window.fetch = (address, ...how) => { asked += String(address).endsWith("offline.json"); return real(address, ...how); };
		document.querySelector('[data-part="save"]').click(); 0`)
	tab.pressIn("saving", "サイト全体を保存する")
	tab.await(saved("保存を始めますか"))
	tab.settle()
	if asked := evaluate[int](tab, `asked`); asked != 1 {
		t.Errorf("what there is to save is asked for %d times", asked)
	}
	if !evaluate[bool](tab, lacks("/week/")) {
		t.Error("pages are saved before the reader has agreed")
	}
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("サイト全体を保存してあります"))
	k.connect(false)
	tab.visit("/week/")
	tab.seesHeading("一週間")
	tab.visit("/offline/")
	tab.await(`document.querySelectorAll('[data-part="list"] li').length === 6`) // four pages and where to search them, in both languages
	tab.pressIn("deleting", "すべて消す")
	tab.pressIn("deleting", "消す")
	tab.await(`document.querySelector('[data-part="list"]').hidden`)
	tab.visit("/week/")
	tab.seesHeading("オフラインで読む")
}

// What was saved before saving broke off is not requested again.
func TestSavingGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	tab.visit("/offline/")
	k.answer("/week/", http.StatusBadGateway)
	tab.pressIn("saving", "サイト全体を保存する")
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("途中で通信が切れました"))
	tab.await(keeps("/day/"))
	k.answer("/week/", 0)
	k.mu.Lock()
	k.asked = nil
	k.mu.Unlock()
	tab.pressIn("saving", "続きを保存する")
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("サイト全体を保存してあります"))
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.Contains(k.asked, "/day/") || !slices.Contains(k.asked, "/week/") {
		t.Errorf("asked for again: %v", k.asked)
	}
}

// Half a page is no page: it is requested again, and what was there before stays.
func TestHalfAPageIsNotKept(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	tab.visit("/day/")
	tab.await(keeps("/day/"))
	for _, path := range []string{"/day/", "/week/"} {
		k.answer(path, cutOff)
		evaluate[bool](tab, fmt.Sprintf(`fetch(%q).then(answer => answer.text()).then(() => true, () => true)`, path))
	}
	tab.visit("/offline/")
	tab.pressIn("saving", "サイト全体を保存する")
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("途中で通信が切れました"))
	k.connect(false)
	tab.visit("/week/")
	tab.seesHeading("オフラインで読む")
	tab.visit("/day/")
	tab.seesHeading("一日")
	if !evaluate[bool](tab, `document.querySelector(".site-foot") !== null`) {
		t.Error("half a page was kept")
	}
}

// isStyled is a condition: the page in view has its style sheet.
const isStyled = `getComputedStyle(document.querySelector("h1")).fontFamily !== getComputedStyle(document.createElement("h1")).fontFamily && ` +
	`[...document.styleSheets].some(sheet => sheet.cssRules.length > 10)`

// A host that files are still being sent to answers with pages in their place, and says that browsers may keep them. No
// such answer is kept, and a bad copy is replaced by itself at the next visit.
func TestPagesInThePlaceOfFilesAreNotKept(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	tab := k.visitor(t)
	sheet := evaluate[string](tab, `new URL(document.querySelector("link[rel=stylesheet]").href).pathname`)
	script := evaluate[string](tab, `new URL(document.querySelector("script[src]").src).pathname`)
	forgetAll := fmt.Sprintf(`(async () => {
		for (const name of await caches.keys()) for (const file of [%q, %q]) await (await caches.open(name)).delete(file);
		return true;
	})()`, sheet, script)
	for _, status := range []int{pageInstead, 500, 503, 404} {
		k.answer(sheet, status)
		k.answer(script, status)
		// Neither the worker nor the browser has a good copy: the worker may take the browser's, and does where that comes first.
		evaluate[bool](tab, forgetAll)
		tab.call(network.ClearBrowserCache.Method, nil)
		tab.visit("/day/")
		for _, file := range []string{sheet, script} {
			tab.await(lacks(file))
		}
	}
	k.answer(sheet, 0)
	k.answer(script, 0)
	tab.visit("/week/")
	tab.await(keeps(sheet))
	tab.visit("/day/")
	tab.await(isStyled)
	evaluate[bool](tab, fmt.Sprintf(`(async () => {
		for (const name of await caches.keys()) {
			const bad = new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
			await (await caches.open(name)).put(%q, bad);
		}
		return true;
	})()`, sheet))
	tab.visit("/week/")
	tab.await(isStyled)
	tab.await(fmt.Sprintf(`caches.match(%q).then(copy => copy?.headers.get("Content-Type").startsWith("text/css"))`, sheet))
}

func TestSavingCanBeStopped(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	k.answer("/week/", neverAnswered)
	tab := k.visitor(t)
	tab.visit("/offline/")
	tab.pressIn("saving", "サイト全体を保存する")
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("まで終わりました"))
	tab.pressIn("saving", "ここで止める")
	tab.await(saved("止めました"))
	k.answer("/week/", 0)
	tab.pressIn("saving", "続きを保存する")
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("サイト全体を保存してあります"))
}

func TestReadersAreToldWhenNothingCanBeSaved(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/")
	t.Run("full", func(t *testing.T) {
		tab := k.visitor(t)
		tab.visit("/offline/")
		tab.pressIn("saving", "サイト全体を保存する")
		tab.await(saved("保存を始めますか"))
		tab.call(storage.OverrideQuotaForOrigin.Method, storage.OverrideQuotaForOriginParams{Origin: k.server.URL, QuotaSize: new(1.0)})
		tab.pressIn("saving", "保存を始める")
		tab.await(saved("空きが足りない"))
		tab.visit("/week/")
		tab.seesHeading("一週間")
	})
	t.Run("forbidden", func(t *testing.T) {
		tab := open(t).newTab(t)
		tab.base = k.server.URL
		tab.beforeLoad(`for (const name of ["keys", "open", "match"]) CacheStorage.prototype[name] = () => Promise.reject(new DOMException("", "SecurityError"))`)
		tab.visit("/offline/")
		tab.await(`!document.querySelector('[data-part="trouble"]').hidden`)
		tab.pressIn("saving", "サイト全体を保存する")
		tab.await(saved("このブラウザーの設定では"))
	})
	t.Run("no workers", func(t *testing.T) {
		tab := open(t).newTab(t)
		tab.base = k.server.URL
		tab.beforeLoad(`delete Navigator.prototype.serviceWorker`)
		tab.visit("/")
		tab.checkComplaints()
		tab.visit("/offline/")
		tab.pressIn("saving", "サイト全体を保存する")
		tab.await(saved("このブラウザーの設定では"))
	})
}

func TestBrowsersUnderstandTheManifest(t *testing.T) {
	t.Parallel()
	k := startKept(t, "/zaitaku/")
	tab := k.visitor(t)
	var manifest cdppage.GetAppManifestResult
	var missing cdppage.GetInstallabilityErrorsResult
	tab.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if err := target.Call(ctx, cdppage.GetAppManifest.Method, cdppage.GetAppManifestParams{}, &manifest); err != nil {
			return err
		}
		return target.Call(ctx, cdppage.GetInstallabilityErrors.Method, nil, &missing)
	}))
	if !strings.HasSuffix(manifest.URL, "/zaitaku/manifest.webmanifest") || len(manifest.Errors) > 0 {
		t.Errorf("%s: %+v", manifest.URL, manifest.Errors)
	}
	for _, e := range missing.InstallabilityErrors {
		if e.ErrorID != "in-incognito" {
			t.Errorf("cannot be installed: %s", e.ErrorID)
		}
	}
}

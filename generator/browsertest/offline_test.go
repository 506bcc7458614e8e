package browsertest

import (
	"context"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
	"shirube/themes"
)

// A keptSite is a small site that devices keep, behind a line that tests can cut.
type keptSite struct {
	t            *testing.T
	content, out string
	root         string // path of the start page
	server       *httptest.Server

	mu       sync.Mutex
	down     bool
	statuses map[string]int // by path: what is answered in place of the file
	asked    []string       // paths
}

// What a server may do beside answering with a status.
const (
	neverAnswered = -1 - iota
	cutOff        // in the middle of the file
)

// startKept builds and serves a site below root.
func startKept(t *testing.T, root string) *keptSite {
	t.Helper()
	open(t)
	k := &keptSite{t: t, content: t.TempDir(), out: t.TempDir(), root: root, statuses: make(map[string]int)}
	k.server = httptest.NewServer(k)
	t.Cleanup(k.server.Close)
	k.write(map[string]string{
		"site.yaml":   "title: 試しの案内\noffline: true\neditions:\n  en: {lang: en, name: English}\n",
		"index.md":    "# 始め\n",
		"index.en.md": "# Start\n",
		"day.md":      "# 一日\n\n朝は九時です。\n\n![駅からの道](road.svg)\n",
		"road.svg":    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><path d="M0 9h40v2H0z"/></svg>`,
		"week.md":     "# 一週間\n",
	})
	k.build()
	return k
}

func (k *keptSite) write(files map[string]string) {
	k.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(k.content, name), []byte(files[name]), 0o644); err != nil {
			k.t.Fatal(err)
		}
	}
}

func (k *keptSite) build() {
	k.t.Helper()
	theme, err := themes.Named("michi")
	if err != nil {
		k.t.Fatal(err)
	}
	out, err := build.OpenFolder(k.out)
	if err != nil {
		k.t.Fatal(err)
	}
	builder := build.New(build.Options{Content: k.content, Theme: theme, Today: content.DateOf(time.Now()), BaseURL: k.server.URL + k.root})
	if _, found := builder.Build(context.Background(), out); found.HasErrors() {
		k.t.Fatalf("the site does not build:\n%v", found)
	}
}

// connect mends the line, or cuts it: then requests end without an answer.
func (k *keptSite) connect(connected bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.down = !connected
}

// answer answers a path with a status from now on; 0 is the file again.
func (k *keptSite) answer(path string, status int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.statuses[path] = status
}

// ServeHTTP serves the site as a host does that follows _headers.
func (k *keptSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	down, status := k.down, k.statuses[r.URL.Path]
	k.asked = append(k.asked, r.URL.Path)
	k.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler)
	}
	for _, h := range render.Headers() {
		w.Header().Set(h[0], h[1])
	}
	w.Header().Set("Cache-Control", "no-cache")
	switch status {
	case http.StatusFound:
		http.Redirect(w, r, k.root, status)
		return
	case neverAnswered:
		<-r.Context().Done()
		return
	}
	name := strings.TrimPrefix(r.URL.Path, k.root)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	bytes, err := os.ReadFile(filepath.Join(k.out, filepath.FromSlash(name)))
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	switch {
	case status == cutOff:
		w.Header().Set("Content-Length", strconv.Itoa(len(bytes)))
		_, _ = w.Write(bytes[:len(bytes)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case status != 0:
		w.WriteHeader(status)
	case err != nil:
		w.WriteHeader(http.StatusNotFound)
	}
	_, _ = w.Write(bytes)
}

// visitor opens a tab on the site's start page and waits until the device keeps the site.
func (k *keptSite) visitor(t *testing.T) *tab {
	t.Helper()
	tab := open(t).newTab(t)
	tab.base = k.server.URL
	tab.visit(k.root)
	tab.await(`navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)`)
	return tab
}

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
	for range 10 {
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

func TestUnsavedPagesLeadToTheSavedOnes(t *testing.T) {
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

func TestWithdrawnAndMovedPagesAreNotKept(t *testing.T) {
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
	k := startKept(t, "/")
	tab := k.visitor(t)
	tab.visit("/offline/")
	tab.pressIn("saving", "サイト全体を保存する")
	tab.await(saved("保存を始めますか"))
	if !evaluate[bool](tab, lacks("/week/")) {
		t.Error("pages are saved before the reader has agreed")
	}
	tab.pressIn("saving", "保存を始める")
	tab.await(saved("サイト全体を保存してあります"))
	k.connect(false)
	tab.visit("/week/")
	tab.seesHeading("一週間")
	tab.visit("/offline/")
	tab.await(`document.querySelectorAll('[data-part="list"] li').length === 4`)
	tab.pressIn("deleting", "すべて消す")
	tab.pressIn("deleting", "消す")
	tab.await(`document.querySelector('[data-part="list"]').hidden`)
	tab.visit("/week/")
	tab.seesHeading("オフラインで読む")
}

// What was saved before saving broke off is not asked for again.
func TestSavingGoesOnWhereItStopped(t *testing.T) {
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

// Half a page is no page: it is asked for again, and what was there before stays.
func TestHalfAPageIsNotKept(t *testing.T) {
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

func TestSavingCanBeStopped(t *testing.T) {
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

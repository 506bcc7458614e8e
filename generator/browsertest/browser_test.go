package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// A browser is a running Chromium.
type browser struct {
	ctx     context.Context
	cancel  func()
	dataDir string
}

// tabTime is how long a test may use a tab; only one that hangs takes as long.
const tabTime = 3 * time.Minute

func startBrowser(find func() (string, error)) (*browser, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	dataDir, err := os.MkdirTemp("", "shirube-browser-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(dataDir),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "ja"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	b := &browser{ctx, stop, dataDir}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, fmt.Errorf("%s does not start: %w", program, err)
	}
	return b, nil
}

// findChromium returns the browser: without windows where there is one of that kind, which takes half the work.
func findChromium() (string, error) {
	if program, err := exec.LookPath("chromium-headless-shell"); err == nil {
		return program, nil
	}
	return findWholeChromium()
}

// findWholeChromium returns the browser that readers have.
func findWholeChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", errors.New("Chromium がありません。make tools で入れてください / there is no Chromium: run make tools")
}

func (b *browser) close() {
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	_ = chromedp.Cancel(ctx)
	b.cancel()
	os.RemoveAll(b.dataDir)
}

// A tab is a tab of a visitor who has not been here before.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string // address of the server
	seen *record
}

// A record is what happened in a tab that its page would not tell. While the lock is held, the tab does nothing: its
// events wait, and so does every answer behind them.
type record struct {
	mu  sync.Mutex
	now events
}

// Events are what the browser has said of a tab.
type events struct {
	complaints []string // of the console, of exceptions, of the browser
	requests   []string // addresses
	loaded     []string // addresses that were answered with success
	failures   []string // addresses that were not, with the reason
}

// icon is the file of the site's icon.
const icon = "favicon.svg"

type action = chromedp.Action[chromedp.Void]

// newTab returns a tab for the use of a test.
func (f *fixture) newTab(t testing.TB) *tab {
	t.Helper()
	return f.openTab(t).lend(t)
}

// inWholeBrowser returns the site in a browser of its own, of the kind that readers have: only that one keeps pages that
// are left.
func (f *fixture) inWholeBrowser(t testing.TB) *fixture {
	t.Helper()
	b, err := startBrowser(findWholeChromium)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return &fixture{site: f.site, browser: b}
}

// openTab opens a tab that stays open until the test ends. Use what it lends.
func (f *fixture) openTab(t testing.TB) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(f.browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &tab{t: t, ctx: ctx, base: f.site.server.URL, seen: new(record)}
	if err := chromedp.Listen(ctx, tab.seen.add); err != nil {
		t.Fatal(err)
	}
	tab.call(emulation.SetFocusEmulationEnabled.Method, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tab
}

// lend returns the tab for the use of a test, as a new visitor would find it.
func (tab *tab) lend(t testing.TB) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, tabTime)
	t.Cleanup(cancel)
	tab.seen.clear()
	lent := *tab
	lent.t, lent.ctx = t, ctx
	lent.call(storage.ClearDataForOrigin.Method, storage.ClearDataForOriginParams{Origin: lent.base, StorageTypes: "local_storage"})
	lent.window(1280)
	lent.prefer("light")
	return &lent
}

// run runs a check of the page in view as a subtest.
func (tab *tab) run(t *testing.T, name string, check func(tab *tab)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		part := *tab
		part.t = t
		check(&part)
	})
}

// add takes an event of the browser into the record.
func (r *record) add(event any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := &r.now
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		now.complaints = append(now.complaints, fmt.Sprintf("console.%s: %s", e.Type, consoleText(e)))
	case *runtime.EventExceptionThrown:
		now.complaints = append(now.complaints, fmt.Sprintf("exception: %s", e.ExceptionDetails.Text))
	case *log.EventEntryAdded:
		now.complaints = append(now.complaints, fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		// The browser asks for the icon on its own, at a time of its choosing.
		if !strings.HasSuffix(e.Request.URL, icon) {
			now.requests = append(now.requests, e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			now.failures = append(now.failures, fmt.Sprintf("%s: %d", e.Response.URL, e.Response.Status))
		} else if !strings.HasSuffix(e.Response.URL, icon) {
			now.loaded = append(now.loaded, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		now.failures = append(now.failures, fmt.Sprintf("%s: %s", e.RequestID, e.ErrorText))
	}
}

func (r *record) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = events{}
}

// get returns a copy of what happened up to now.
func (r *record) get() events {
	r.mu.Lock()
	defer r.mu.Unlock()
	return events{slices.Clone(r.now.complaints), slices.Clone(r.now.requests), slices.Clone(r.now.loaded), slices.Clone(r.now.failures)}
}

func consoleText(e *runtime.EventConsoleAPICalled) string {
	var text []string
	for _, arg := range e.Args {
		text = append(text, fmt.Sprint(string(arg.Value), arg.Description))
	}
	return strings.Join(text, " ")
}

// do runs actions; one that fails ends the test.
func (tab *tab) do(steps ...action) {
	tab.t.Helper()
	if err := chromedp.Do(tab.ctx, steps...); err != nil {
		tab.t.Fatal(err)
	}
}

// call sends a command of the DevTools protocol.
func (tab *tab) call(method string, params any) {
	tab.t.Helper()
	tab.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		return target.Call(ctx, method, params, nil)
	}))
}

// visit opens a page of the site and waits until it has loaded and been painted.
func (tab *tab) visit(path string) {
	tab.t.Helper()
	tab.do(chromedp.Navigate(tab.base + path))
	tab.settle()
}

// settle waits for two frames, so that what was changed has been laid out and painted.
func (tab *tab) settle() {
	tab.t.Helper()
	evaluate[bool](tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// evaluate runs a script in the page, awaits it if it is a promise, and returns its value.
func evaluate[T any](tab *tab, script string) T {
	tab.t.Helper()
	value, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatal(err)
	}
	return value
}

// await waits until a condition, or what it promises, is true in the page. The page may be loaded
// again meanwhile, even while the condition is looked at.
func (tab *tab) await(condition string) {
	tab.t.Helper()
	script := "(async () => !!await (" + condition + "))()"
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end) && tab.ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		if holds, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise)); err == nil && holds {
			return
		}
	}
	shown, _ := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`document.body?.innerText ?? ""`))
	tab.t.Fatalf("never: %s\n%s", condition, shown)
}

// beforeLoad runs a script in every page before its own.
func (tab *tab) beforeLoad(script string) {
	tab.t.Helper()
	tab.call(cdppage.AddScriptToEvaluateOnNewDocument.Method, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// window gives the tab a window of this width.
func (tab *tab) window(width int64) {
	tab.t.Helper()
	tab.do(chromedp.EmulateViewport(width, 800))
}

// prefer makes the device wish for a colour scheme: light or dark.
func (tab *tab) prefer(scheme string) {
	tab.t.Helper()
	tab.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// insert puts a text in at once where the focus is, as an input method does.
func (tab *tab) insert(text string) {
	tab.t.Helper()
	tab.call(input.CommandInsertText, input.InsertTextParams{Text: text})
}

// press presses a key several times.
func (tab *tab) press(key string, times int) {
	tab.t.Helper()
	for range times {
		tab.do(chromedp.KeyEvent(key))
	}
}

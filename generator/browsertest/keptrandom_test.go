package browsertest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Whatever a host answers while files are sent to it, taken back or sent again, readers have whole pages as soon as it
// answers rightly, and no wrong file is kept. SHIRUBE_RUNS asks for another number of random visits.
func TestWhateverAHostAnswersNoWrongFileIsKept(t *testing.T) {
	t.Parallel()
	runs, err := strconv.Atoi(os.Getenv("SHIRUBE_RUNS"))
	if err != nil {
		runs = 2
	}
	k := startKept(t, "/")
	for seed := range runs {
		if tab := k.visitor(t); !k.sendAtRandom(tab, rand.New(rand.NewPCG(uint64(seed), 7))) {
			t.Fatalf("seed %d", seed)
		}
	}
}

// sendAtRandom sends versions of the site while a reader visits it, with wrong answers in between, and looks at what
// the reader has in the end.
func (k *keptSite) sendAtRandom(tab *tab, random *rand.Rand) bool {
	sheet := evaluate[string](tab, `new URL(document.querySelector("link[rel=stylesheet]").href).pathname`)
	script := evaluate[string](tab, `new URL(document.querySelector("script[src]").src).pathname`)
	addresses := []string{"/", "/day/", "/week/", "/furigana.txt", sheet, script, "/sw.js", "/offline.json"}
	answers := []int{0, 0, pageInstead, cutOff, http.StatusNotFound, http.StatusInternalServerError, http.StatusServiceUnavailable}
	for range 6 {
		for range 3 {
			address, answer := addresses[random.IntN(len(addresses))], answers[random.IntN(len(answers))]
			if answer == pageInstead && address != sheet && address != script {
				answer = http.StatusBadGateway // no host lets browsers keep pages of its own for a year
			}
			k.answer(address, answer)
		}
		switch random.IntN(3) {
		case 0: // a version that was there before, or a new one
			k.write(map[string]string{"index.md": fmt.Sprintf("# 始め %d\n", random.IntN(3))})
			k.build()
		case 1:
			tab.call(network.ClearBrowserCache.Method, nil)
		}
		evaluate[bool](tab, fmt.Sprintf(`fetch(%q).then((answer) => answer.text()).then(() => true, () => true)`, addresses[random.IntN(3)]))
		_ = chromedp.Do(tab.ctx, chromedp.Navigate(tab.base+[]string{"/", "/day/", "/week/"}[random.IntN(3)])) // it may not arrive
	}
	for _, address := range addresses {
		k.answer(address, 0)
	}
	for _, c := range []struct{ path, heading string }{{"/day/", "一日"}, {"/week/", "一週間"}} {
		tab.visit(c.path)
		tab.await(isStyled)
		tab.seesHeading(c.heading)
	}
	wrong := evaluate[[]string](tab, `(async () => {
		const wrong = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const { url } of await cache.keys()) {
				if (!/[-.][0-9A-Z]{8}\.\w+$/.test(url)) continue;
				const now = await fetch(url, { cache: "reload", headers: { Range: "bytes=0-" } });
				if (now.ok && await now.text() !== await (await cache.match(url)).text()) wrong.push(url);
			}
		}
		return wrong;
	})()`)
	if len(wrong) > 0 {
		tab.t.Errorf("wrong files are kept: %q", wrong)
	}
	return !tab.t.Failed()
}

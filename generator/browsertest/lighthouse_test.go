package browsertest

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

var lighthouse = flag.Bool("lighthouse", false, "measure pages with Lighthouse (make lighthouse)")

const lighthouseProgram = "tools/lighthouse/node_modules/lighthouse/cli/index.js"

// lighthouseRuns is how often a page is measured; the median counts.
const lighthouseRuns = 5

// lighthouseTries is how often a run is begun: now and then Lighthouse loses the trace of one.
const lighthouseTries = 3

// slowestPaint is when the largest part of a page is to be painted at the latest, on the simulated
// phone of Lighthouse (a slow line, a processor of a quarter of the speed), in milliseconds.
const slowestPaint = 1000

// An audit is what Lighthouse found on a page, in one run or as the median of several.
type audit struct {
	Scores map[string]float64 // of 100, by category
	Paint  float64            // Largest Contentful Paint in milliseconds
	Failed map[string]string  // audits below 1 that count, with their values
}

func TestLighthouseIsContent(t *testing.T) {
	if !*lighthouse {
		t.Skip("takes minutes: make lighthouse")
	}
	s := open(t).site
	server := serveAsHostsDo(t, s)
	paths := []string{s.root, s.root + "guide/day/", s.root + "about/figures/", calculatorPage("monthly-fee")}
	if search := s.root + "search/"; slices.ContainsFunc(s.pages, func(p page) bool { return p.path == search }) {
		paths = append(paths, search)
	}
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			got := medianAudit(t, server.URL+path)
			t.Logf("%v, largest paint after %.0f ms", got.Scores, got.Paint)
			for category, score := range got.Scores {
				if score < 100 {
					t.Errorf("%s: %.0f of 100: %v", category, score, got.Failed)
				}
			}
			if len(got.Scores) != 4 || got.Paint >= slowestPaint {
				t.Errorf("scores in %d categories; the largest part is painted after %.0f ms of %d", len(got.Scores), got.Paint, slowestPaint)
			}
		})
	}
}

// serveAsHostsDo serves the site over HTTP/2, compressed, with hashed files kept for ever.
func serveAsHostsDo(t *testing.T, s *builtSite) *httptest.Server {
	t.Helper()
	var ready sync.Map // name → what is sent of it
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, h := range render.HeadersFor(&content.Allowed{}) {
			w.Header().Set(h[0], h[1])
		}
		name := s.fileName(r.URL.Path)
		sent, ok := ready.Load(name)
		if !ok {
			data, err := s.file(name)
			if err != nil {
				http.NotFound(w, r)
				return
			}
			sent = compressed(data)
			ready.Store(name, sent)
		}
		if strings.HasPrefix(name, "assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(sent.([]byte))
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // The browser drops connections as it likes.
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// medianAudit measures a page several times. Each score and the paint are medians of their own.
func medianAudit(t *testing.T, address string) audit {
	t.Helper()
	scores, failed := make(map[string][]float64), make(map[string]string)
	var paints []float64
	for range lighthouseRuns {
		one := runLighthouse(t, address)
		for category, score := range one.Scores {
			scores[category] = append(scores[category], score)
		}
		for id, value := range one.Failed {
			failed[id] = value
		}
		paints = append(paints, one.Paint)
	}
	whole := audit{Scores: make(map[string]float64), Paint: median(paints), Failed: failed}
	for category, all := range scores {
		whole.Scores[category] = median(all)
	}
	return whole
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// A lighthouseReport is the part of Lighthouse's report that is read.
type lighthouseReport struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Score        *float64
		NumericValue float64
		DisplayValue string
	}
}

func runLighthouse(t *testing.T, address string) audit {
	t.Helper()
	chromium, err := findWholeChromium()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "report.json")
	flags := "--headless=new --disable-gpu --ignore-certificate-errors"
	if os.Getuid() == 0 {
		flags += " --no-sandbox"
	}
	var said []byte
	for range lighthouseTries {
		command := exec.Command("node", lighthouseProgram, address, "--quiet", "--output=json", "--output-path="+out, "--chrome-flags="+flags)
		command.Env = append(os.Environ(), "CHROME_PATH="+chromium)
		if said, err = command.CombinedOutput(); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatalf("Lighthouse が動きません。make lighthouse で入れてください / run make lighthouse: %v: %s", err, said)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var report lighthouseReport
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	return report.audit()
}

func (r lighthouseReport) audit() audit {
	a := audit{make(map[string]float64), r.Audits["largest-contentful-paint"].NumericValue, make(map[string]string)}
	for name, category := range r.Categories {
		a.Scores[name] = category.Score * 100
		for _, ref := range category.AuditRefs {
			if found := r.Audits[ref.ID]; ref.Weight > 0 && found.Score != nil && *found.Score < 1 {
				a.Failed[ref.ID] = found.DisplayValue
			}
		}
	}
	return a
}

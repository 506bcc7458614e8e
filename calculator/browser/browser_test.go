package browser

import (
	"bytes"
	"compress/flate"
	"os/exec"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle builds entry as the site does.
func bundle(t *testing.T, entry string) []byte {
	t.Helper()
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Format: api.FormatESModule, Target: api.ES2020,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LogLevel: api.LogLevelSilent,
		Charset: api.CharsetUTF8,
		Engines: []api.Engine{
			{Name: api.EngineSafari, Version: "15"}, {Name: api.EngineChrome, Version: "90"},
			{Name: api.EngineFirefox, Version: "90"},
		},
	})
	for _, m := range append(result.Errors, result.Warnings...) {
		t.Errorf("%s: %s", entry, m.Text)
	}
	if t.Failed() {
		t.FailNow()
	}
	return result.OutputFiles[0].Contents
}

// compressed returns the size under brotli, or under deflate, which is larger, where there is none.
func compressed(t *testing.T, b []byte) (size int, method string) {
	t.Helper()
	if path, err := exec.LookPath("brotli"); err == nil {
		command := exec.Command(path, "--quality=11", "--stdout", "-")
		command.Stdin = bytes.NewReader(b)
		out, err := command.Output()
		if err == nil {
			return len(out), "brotli"
		}
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Len(), "deflate"
}

func TestScriptsStaySmallForSlowLines(t *testing.T) {
	for entry, limit := range map[string]int{"main.ts": 768, "engine.ts": 9216, "sheet.ts": 2304, "chart.ts": 1536} {
		minified := bundle(t, entry)
		size, method := compressed(t, minified)
		t.Logf("%s: %d bytes minified, %d %s", entry, len(minified), size, method)
		if method == "deflate" {
			limit += limit / 8
		}
		if size >= limit {
			t.Errorf("%s takes %d bytes (%s), limit %d", entry, size, method, limit)
		}
	}
}

func TestScriptsNeedNothingThatThePolicyForbids(t *testing.T) {
	for _, entry := range []string{"main.ts", "engine.ts", "sheet.ts", "chart.ts"} {
		code := string(bundle(t, entry))
		for _, forbidden := range []string{"innerHTML", "eval(", "new Function", ".style", "http://", "https://",
			"sendBeacon", "XMLHttpRequest"} {
			code := strings.ReplaceAll(code, "http://www.w3.org/2000/svg", "")
			if strings.Contains(code, forbidden) {
				t.Errorf("%s contains %s", entry, forbidden)
			}
		}
		for _, r := range code {
			if r >= 0x3040 && r <= 0x30ff || r >= 0x4e00 && r <= 0x9fff && !strings.ContainsRune("年月日元", r) {
				t.Errorf("%s says %q itself; words belong in the page", entry, r)
				break
			}
		}
	}
}

package build_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shirube/themes"
)

// offlineSite builds a site with michi and returns its files. Settings are added to site.yaml.
func offlineSite(t *testing.T, settings string, more map[string]string, preview bool) map[string]string {
	t.Helper()
	files := map[string]string{
		"site.yaml": "title: 案内\neditions:\n  en: {lang: en, name: English}\n" + settings,
		"index.md":  "# 始め\n", "index.en.md": "# Start\n",
		"guide/day.md": "---\naliases: [/old/]\n---\n# 一日\n\n[表](table.pdf)\n", "guide/table.pdf": "%PDF-1.7",
	}
	dir := t.TempDir()
	for _, set := range []map[string]string{files, more} {
		for name, text := range set {
			writeFile(t, filepath.Join(dir, "content", name), []byte(text))
		}
	}
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	options := testOptions(filepath.Join(dir, "content"), filepath.Join(dir, "out"))
	options.Theme, options.BaseURL, options.Preview = theme, "https://example.jp/zaitaku/", preview
	if found := buildInto(t, options, options.Out); found.HasErrors() {
		t.Fatalf("the site does not build:\n%v", found)
	}
	return readTree(t, options.Out)
}

// A saveList is the list of the whole site.
type saveList struct {
	Version string
	Files   [][]any
}

func listOf(t *testing.T, files map[string]string) saveList {
	t.Helper()
	var list saveList
	if err := json.Unmarshal([]byte(files["offline.json"]), &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// Who saves the whole site gets all that pages need, what they need first coming first, and nothing
// that only machines read.
func TestTheListNamesWhatReadersNeed(t *testing.T) {
	files := offlineSite(t, "offline: true\nfurigana: true\nprint: true\n", nil, false)
	var names []string
	for _, f := range listOf(t, files).Files {
		address := f[0].(string)
		name := address
		if address == "" || strings.HasSuffix(address, "/") {
			name += "index.html"
		}
		if size := int(f[2].(float64)); len(files[name]) != size {
			t.Errorf("%q is said to have %d bytes and has %d", address, size, len(files[name]))
		}
		if !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "icons/") && name != "apple-touch-icon.png" {
			names = append(names, address)
		}
	}
	want := []string{"en/", "en/offline/", "en/search/", "guide/day/", "guide/", "", "offline/", "search/", "furigana.txt", "guide/day/furigana.txt", "guide/furigana.txt", "offline/furigana.txt", "search/furigana.txt", "favicon.svg", "guide/table.pdf", "search/index.json"}
	if !slices.Equal(names, want) {
		t.Errorf("listed are %q, want %q", names, want)
	}
}

// A worker that browsers take for the old one would leave readers with old copies.
func TestEveryChangeIsANewWorker(t *testing.T) {
	seen := make(map[string]string)
	for name, more := range map[string]map[string]string{
		"nothing":  nil,
		"a page":   {"guide/day.md": "# 一日中\n"},
		"a file":   {"guide/table.pdf": "%PDF-1.8"},
		"new page": {"guide/week.md": "# 週\n"},
	} {
		files := offlineSite(t, "offline: true\n", more, false)
		if other, ok := seen[files["sw.js"]]; ok {
			t.Errorf("%s and %s are the same worker", name, other)
		}
		seen[files["sw.js"]] = name
		if !strings.Contains(files["sw.js"], listOf(t, files).Version) {
			t.Errorf("%s: the worker is not of the build that the list is of", name)
		}
	}
	again := offlineSite(t, "offline: true\n", nil, false)
	if seen[again["sw.js"]] != "nothing" {
		t.Error("the same site has another worker when it is built again")
	}
}

// What devices keep of a site is taken back where nobody asks for it any longer, and in a preview.
func TestSitesWithoutOfflineReadingRemoveCopies(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"not asked for": offlineSite(t, "", nil, false),
		"switched off":  offlineSite(t, "offline: false\n", nil, false),
		"a preview":     offlineSite(t, "offline: true\n", nil, true),
	} {
		if !strings.Contains(files["sw.js"], "registration.unregister()") || strings.Contains(files["sw.js"], `"fetch"`) {
			t.Errorf("%s: the worker does not retire:\n%s", name, files["sw.js"])
		}
		for other, text := range files {
			if strings.HasSuffix(other, ".js") && strings.Contains(text, "zaitaku/sw.js") {
				t.Errorf("%s: %s registers a worker", name, other)
			}
		}
		if _, listed := files["offline.json"]; listed {
			t.Errorf("%s: the whole site can be saved", name)
		}
	}
	off := offlineSite(t, "", nil, false)
	if strings.Contains(off["index.html"], `rel="manifest"`) || strings.Contains(off["index.html"], "offline/") || off["manifest.webmanifest"] != "" {
		t.Error("a site that is not kept offers to be")
	}
}

// A folder of somebody else's may have a worker of its own.
func TestAWorkerInTheContentIsLeftAlone(t *testing.T) {
	if files := offlineSite(t, "", map[string]string{"sw.js": "// own\n"}, false); files["sw.js"] != "// own\n" {
		t.Errorf("the site's own worker is lost: %s", files["sw.js"])
	}
}

func TestTheManifestHoldsBelowAPath(t *testing.T) {
	files := offlineSite(t, "offline: true\ndescription: 説明\n", nil, false)
	var manifest struct {
		Name, Lang, Scope, Description string
		StartURL                       string `json:"start_url"`
		Icons                          []struct{ Src, Sizes, Purpose string }
	}
	if err := json.Unmarshal([]byte(files["manifest.webmanifest"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Name != "案内" || manifest.Lang != "ja" || manifest.Description != "説明" || manifest.Scope != "./" || manifest.StartURL != "./" {
		t.Errorf("the manifest says %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		if !strings.HasPrefix(files[icon.Src], "\x89PNG") {
			t.Errorf("there is no icon %s", icon.Src)
		}
	}
	if len(manifest.Icons) < 3 || !strings.Contains(files["index.html"], `<link rel="manifest" href="/zaitaku/manifest.webmanifest">`) {
		t.Error("icons or the link to the manifest are missing")
	}
}

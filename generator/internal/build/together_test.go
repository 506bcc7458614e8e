package build_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Two builds into one folder give the site of one of them, whole, and its list of files; the other goes
// through before or behind it, or says that it was overtaken.
func TestTwoBuildsIntoOneFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("runs builds as processes")
	}
	dir := memoryDir(t)
	from := [2]string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	var want [2]map[string]string
	for version := range from {
		sampleSite(t, from[version], 60, version)
		runProcess(t, from[version], from[version]+"-out")
		want[version] = readTree(t, from[version]+"-out")
	}
	out := filepath.Join(dir, "out")
	overtaken := 0
	for round := range 8 {
		if round%4 == 0 {
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		var messages [2]string
		for version := range from {
			wg.Go(func() {
				if said, err := process("plain", from[version], out).CombinedOutput(); err != nil {
					messages[version] = string(said)
				}
			})
		}
		wg.Wait()
		for _, said := range messages {
			if said != "" && !strings.Contains(said, "ほかの build が同じ書き出し先に") {
				t.Fatalf("round %d: %s", round, said)
			}
		}
		if messages[0] != "" && messages[1] != "" {
			t.Errorf("round %d: nobody got through", round)
		}
		if messages[0] != "" || messages[1] != "" {
			overtaken++
		}
		tree := readTree(t, out)
		if !maps.Equal(tree, want[0]) && !maps.Equal(tree, want[1]) {
			t.Fatalf("round %d: %d files, neither the %d of one nor the %d of the other", round, len(tree), len(want[0]), len(want[1]))
		}
	}
	t.Logf("overtaken in %d of 8 rounds", overtaken)
}

// Whatever is in the manifest, nothing but that is ever touched.
func TestTamperedManifest(t *testing.T) {
	for name, manifest := range map[string]string{
		"leaves the folder":  "../precious.md\n../../precious.md\nguide/../../precious.md\n",
		"by whole paths":     "PRECIOUS\n/\n//\n/etc/passwd\nC:\\\\precious.md\n",
		"the folder":         ".\n..\n./\n\n\n \n",
		"what is hidden":     ".git/config\n.htaccess\n./.htaccess\nguide/../.htaccess\n",
		"through a link":     "away/precious.md\n",
		"no text":            "\x00\xff\xfe\nindex.html\x00\n\x1b[31m\n" + strings.Repeat("\x00", 10_000),
		"one endless line":   strings.Repeat("a/", 500_000),
		"very many lines":    strings.Repeat("gone/page.html\n", 300_000),
		"folders":            "guide\nown\nassets\n",
		"carriage returns":   "index.html\r\nguide/day/index.html\r\n",
		"nothing":            "",
		"the manifest again": ".shirube-manifest\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			from, out, precious := filepath.Join(dir, "content"), filepath.Join(dir, "out"), filepath.Join(dir, "precious.md")
			writeFile(t, filepath.Join(from, "index.md"), []byte("# 題\n"))
			writeFile(t, precious, []byte("大切"))
			for _, own := range []string{".git/config", ".htaccess", "own/notes.txt"} {
				writeFile(t, filepath.Join(out, own), []byte("大切"))
			}
			if err := os.Symlink(dir, filepath.Join(out, "away")); err != nil {
				t.Logf("without a link: %v", err)
			}
			writeFile(t, filepath.Join(out, ".shirube-manifest"), []byte(strings.ReplaceAll(manifest, "PRECIOUS", precious)))
			if found := buildInto(t, testOptions(from, out), out); found.HasErrors() {
				t.Fatal(found)
			}
			for _, kept := range []string{precious, filepath.Join(out, ".git/config"), filepath.Join(out, ".htaccess"), filepath.Join(out, "own/notes.txt")} {
				if text, err := os.ReadFile(kept); err != nil || string(text) != "大切" {
					t.Errorf("%s: %q, %v", kept, text, err)
				}
			}
			if text, err := os.ReadFile(filepath.Join(out, ".shirube-manifest")); err != nil || strings.Contains(string(text), "..") || len(text) > 10_000 {
				t.Errorf("the list afterwards has %d bytes, %v", len(text), err)
			}
		})
	}
}

// A manifest that is a folder cannot be read, and that is said.
func TestManifestThatIsAFolder(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "content/index.md"), []byte("# 題\n"))
	writeFile(t, filepath.Join(dir, "out/.shirube-manifest/x"), nil)
	if said, err := process("plain", filepath.Join(dir, "content"), filepath.Join(dir, "out")).CombinedOutput(); err == nil || !strings.Contains(string(said), ".shirube-manifest") {
		t.Errorf("%v: %s", err, said)
	}
}

// A clock that was set back, or forward, changes nothing: what is new shows in what files hold.
func TestTheClockOfFilesDoesNotMatter(t *testing.T) {
	dir := t.TempDir()
	from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
	sampleSite(t, from, 10, 0)
	var first map[string]string
	for i, year := range []int{2026, 1970, 2106, 1980} {
		then := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, root := range []string{from, out} {
			_ = filepath.WalkDir(root, func(name string, _ os.DirEntry, err error) error {
				if err == nil {
					err = os.Chtimes(name, then, then)
				}
				return err
			})
		}
		writeFile(t, filepath.Join(from, "index.md"), fmt.Appendf(nil, "# 版%d\n", i%2))
		if found := buildInto(t, testOptions(from, out), out); found.HasErrors() {
			t.Fatal(found)
		}
		tree := readTree(t, out)
		switch {
		case i == 0:
			first = tree
		case i == 2 && !maps.Equal(tree, first):
			t.Error("the same text gave another site")
		case i%2 == 1 && maps.Equal(tree, first):
			t.Error("another text gave the same site")
		}
	}
}

// Files that change while they are read give the site before, the site after, or a finding at that file.
// The next build is right in any case.
func TestFilesThatChangeWhileTheyAreRead(t *testing.T) {
	dir := t.TempDir()
	from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
	sampleSite(t, from, 40, 0)
	known := make(map[string]bool) // dangling links of the sample
	for _, d := range buildInto(t, testOptions(from, out), out) {
		known[d.Span.String()+d.Message] = true
	}
	name := filepath.Join(from, pageName(7))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			text := []byte("# 題" + strings.Repeat("\n\n本文", i%500))
			switch i % 4 {
			case 0:
				_ = os.WriteFile(name+".tmp", text, 0o644)
				_ = os.Rename(name+".tmp", name)
			case 1:
				_ = os.WriteFile(name, text, 0o644)
			case 2:
				_ = os.Truncate(name, int64(len(text)/2))
			default:
				_ = os.Remove(name)
			}
		}
	}()
	builds := 12
	if testing.Short() {
		builds = 5
	}
	for range builds {
		for _, d := range buildInto(t, testOptions(from, out), out) {
			if !known[d.Span.String()+d.Message] && !strings.Contains(d.Span.Path, pageName(7)) && !strings.Contains(d.Message, "page-00007") {
				t.Errorf("%v", d)
			}
		}
	}
	close(stop)
	<-stopped
	writeFile(t, name, []byte("# 最後\n"))
	buildInto(t, testOptions(from, out), out)
	fresh := filepath.Join(dir, "fresh")
	buildInto(t, testOptions(from, fresh), fresh)
	if !maps.Equal(readTree(t, out), readTree(t, fresh)) {
		t.Error("the site is not that of a clean build")
	}
}

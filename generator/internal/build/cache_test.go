package build_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/publish"
)

// keptIn lists what builds have kept in a cache folder.
func keptIn(t *testing.T, cache string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(cache, "highlight", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What builds keep for later ones saves time and changes no byte, not even when it is damaged.
func TestCachedHighlightingChangesNoByte(t *testing.T) {
	dir := t.TempDir()
	from, cache := filepath.Join(dir, "content"), filepath.Join(dir, "cache")
	sampleSite(t, from, 50, 0)
	writeFile(t, filepath.Join(from, "crlf.md"), []byte("# 例\r\n\r\n- 例\r\n\r\n  ```go\r\n  var a = 1 // 一\r\n  ```\r\n\r\n```go\r\nnever closed"))
	plain := filepath.Join(dir, "plain")
	want := listed(buildInto(t, testOptions(from, plain), plain))
	for _, run := range []string{"first", "next", "damaged", "mended"} {
		out := filepath.Join(dir, run)
		options := testOptions(from, out)
		options.Cache = cache
		folder, err := publish.OpenFolder(out)
		if err != nil {
			t.Fatal(err)
		}
		builder := build.New(options)
		_, found := builder.Build(context.Background(), folder)
		if n := len(keptIn(t, cache)); run == "first" && n > 0 {
			t.Errorf("%d files are kept before they are saved", n)
		}
		builder.Close()
		if listed(found) != want {
			t.Errorf("%s: findings:\n%s\nwant:\n%s", run, listed(found), want)
		}
		if !maps.Equal(readTree(t, out), readTree(t, plain)) {
			t.Errorf("%s: the site differs from one built without", run)
		}
		if len(keptIn(t, cache)) == 0 {
			t.Errorf("%s: nothing is kept", run)
		}
		if run == "next" {
			damage(t, keptIn(t, cache)[0])
		}
	}
}

// damage changes a byte in every hundred of a file.
func damage(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 70; i < len(data)-400; i += 100 {
		data[i] ^= 0x10
	}
	writeFile(t, name, data)
}

// Two builds at once may keep things in one folder, and so may others after them.
func TestBuildsShareWhatTheyKeep(t *testing.T) {
	dir := memoryDir(t)
	from := filepath.Join(dir, "content")
	sampleSite(t, from, 100, 0)
	plain := filepath.Join(dir, "plain")
	runProcess(t, from, plain)
	want := readTree(t, plain)
	for range 2 {
		var running sync.WaitGroup
		for _, out := range []string{"one", "other"} {
			running.Go(func() {
				if said, err := process("plain keeping", from, filepath.Join(dir, out)).CombinedOutput(); err != nil {
					t.Errorf("%v\n%s", err, said)
				}
			})
		}
		running.Wait()
		for _, out := range []string{"one", "other"} {
			if !maps.Equal(readTree(t, filepath.Join(dir, out)), want) {
				t.Errorf("%s differs from a build alone", out)
			}
			if err := os.RemoveAll(filepath.Join(dir, out)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(keptIn(t, from+"-cache")) == 0 {
		t.Error("nothing is kept")
	}
}

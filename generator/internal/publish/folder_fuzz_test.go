package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
)

// FuzzManifest asks of every list of what builds have made: the next build goes through, writes a list of
// its own, and touches nothing outside the folder and nothing that is hidden.
func FuzzManifest(f *testing.F) {
	for _, seed := range []string{"", "index.html\n", "../precious\n", "/etc/passwd\n.\n..\n", "a/../../precious\n", ".hidden\n", "a/b/c\n\x00\xff\n", "gone/\n./gone\ngone//x\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, manifest []byte) {
		dir := t.TempDir()
		out := filepath.Join(dir, "out")
		precious := []string{filepath.Join(dir, "precious"), filepath.Join(out, ".hidden")}
		for _, name := range append(precious, filepath.Join(out, "gone/x")) {
			sitetest.Write(t, name, "x")
		}
		sitetest.Write(t, filepath.Join(out, ".shirube-manifest"), string(manifest))
		folder, err := publish.OpenFolder(out)
		if err != nil {
			t.Fatal(err)
		}
		if err := folder.Put(publish.Output{Path: "index.html", Bytes: []byte("new")}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := folder.Commit(); err != nil {
			t.Fatal(err)
		}
		for _, name := range precious {
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		}
		if list, err := os.ReadFile(filepath.Join(out, ".shirube-manifest")); err != nil || string(list) != "index.html\n" {
			t.Errorf("the list is %q, %v", list, err)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".shirube-staging-*")); len(left) > 0 {
			t.Errorf("left over: %s", strings.Join(left, ", "))
		}
	})
}

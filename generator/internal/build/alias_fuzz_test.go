package build_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// FuzzAliases checks for any alias: each line of the manifest is one file of the build, whatever is in the folder
// beside it, and when the alias is taken back the next build removes no file that no build has made.
func FuzzAliases(f *testing.F) {
	for _, seed := range []string{
		"/old/", "/old", "old.html", "/a\nCNAME", "/a\r\nuploads/x.bin", "/../x", "/CNAME", "/uploads/", "/index.html", "/.shirube-manifest", "/a/../CNAME",
		"/\u2028b", "/" + strings.Repeat("a", 300), "/a//b", "//evil.example/", "/con/", "/か\u3099/", "/a?b#c", "", "/%0aCNAME", "\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		dir := t.TempDir()
		from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
		foreign := []string{"CNAME", "uploads/x.bin"}
		for _, name := range foreign {
			writeFile(t, filepath.Join(out, name), []byte("大切"))
		}
		quoted, err := json.Marshal(alias)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"---\naliases: [" + string(quoted) + "]\n---\n# 題\n", "# 題\n"} {
			writeFile(t, filepath.Join(from, "index.md"), []byte(text))
			if found := buildInto(t, testOptions(from, out), out); found.HasErrors() {
				return // nothing was published
			}
			if listed, there := manifestOf(t, out), filesOf(t, out, foreign); !slices.Equal(listed, there) {
				t.Fatalf("the manifest has %q, the folder %q", listed, there)
			}
			for _, name := range foreign {
				if kept, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(kept) != "大切" {
					t.Fatalf("%s: %q, %v", name, kept, err)
				}
			}
		}
	})
}

// manifestOf returns the lines of the manifest of an output folder, sorted.
func manifestOf(t *testing.T, out string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, ".shirube-manifest"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(strings.SplitSeq(strings.TrimSuffix(string(text), "\n"), "\n"))
}

// filesOf returns the files in an output folder but for the manifest and those that are not the build's, sorted.
func filesOf(t *testing.T, out string, foreign []string) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != ".shirube-manifest" && !slices.Contains(foreign, name) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return files
}

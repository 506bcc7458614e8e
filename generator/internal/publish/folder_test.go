package publish_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
)

// put publishes files into a folder.
func put(t testing.TB, dir string, replace bool, files map[string]string) error {
	t.Helper()
	folder, err := publish.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	folder.Replace = replace
	for name, text := range files {
		if err := folder.Put(publish.Output{Path: name, Bytes: []byte(text)}); err != nil {
			folder.Abort()
			return err
		}
	}
	_, _, err = folder.Commit()
	return err
}

// tree returns the files of a folder, without its manifest, and the lines of that.
func tree(t testing.TB, dir string) (files map[string]string, manifest []string) {
	t.Helper()
	files = make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	manifest = strings.Split(strings.TrimSuffix(files[".shirube-manifest"], "\n"), "\n")
	delete(files, ".shirube-manifest")
	return files, manifest
}

// Whatever one site after another publishes, the folder holds what the last one does and what nobody made with a
// build, and each line of the manifest is one output. A page may become a file, a file a folder, and back.
func TestFoldersHoldTheLastBuildAndWhatIsNotOurs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	names := []string{"index.html", "a", "a/index.html", "a/b", "a/b/c.html", "b", "b/index.html", "b/x/y/z.txt", "assets/m-1.css", "assets/m-2.css", "LICENSE", "LICENSE/index.html"}
	dir := t.TempDir()
	own := map[string]string{"CNAME": "example.jp", "upload/form.pdf": "own", ".git/config": "own"}
	for name, text := range own {
		sitetest.Write(t, filepath.Join(dir, name), text)
	}
	for round := range 200 {
		site := make(map[string]string)
		for _, name := range names {
			if random.IntN(2) == 0 && !collides(site, name) {
				site[name] = fmt.Sprint(random.IntN(3))
			}
		}
		site["index.html"] = fmt.Sprint(round)
		if err := put(t, dir, false, site); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		files, manifest := tree(t, dir)
		if want := slices.Sorted(maps.Keys(site)); !slices.Equal(manifest, want) {
			t.Fatalf("round %d: the manifest has %q, want %q", round, manifest, want)
		}
		maps.Copy(site, own)
		if !maps.Equal(files, site) {
			t.Fatalf("round %d: the folder has %v, want %v", round, files, site)
		}
	}
}

func collides(site map[string]string, name string) bool {
	for other := range site {
		if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
			return true
		}
	}
	return false
}

// A build that would replace what no build has made names it and changes nothing, unless Replace is set.
func TestForeignFilesAreNotReplaced(t *testing.T) {
	dir := t.TempDir()
	own := map[string]string{"index.html": "own", "a/b.html": "own", "same.html": "new", "c": "own"}
	for name, text := range own {
		sitetest.Write(t, filepath.Join(dir, name), text)
	}
	site := map[string]string{"index.html": "new", "a/b.html": "new", "same.html": "new", "d/index.html": "new"}
	err := put(t, dir, false, site)
	if err == nil || !strings.Contains(err.Error(), "「a/b.html」「index.html」は") {
		t.Errorf("the error is %v", err)
	}
	if d := publish.Diagnose(err); !strings.Contains(d.Suggestion, "-replace") {
		t.Errorf("the suggestion is %s", d.Suggestion)
	}
	if files, _ := tree(t, dir); !maps.Equal(files, own) {
		t.Errorf("the folder has %v", files)
	}
	for range 2 { // what was replaced is ours from then on
		if err := put(t, dir, true, site); err != nil {
			t.Fatal(err)
		}
		site["index.html"] = "newer"
	}
	if err := put(t, dir, false, map[string]string{"index.html": "newest"}); err != nil {
		t.Fatal(err)
	}
	if files, _ := tree(t, dir); !maps.Equal(files, map[string]string{"index.html": "newest", "c": "own"}) {
		t.Errorf("the folder has %v", files)
	}
}

// A folder with a file that is not ours cannot give way to a file, nor a file that is not ours to a folder.
func TestForeignFilesDoNotGiveWay(t *testing.T) {
	for name, c := range map[string]struct{ own, first, next string }{
		"own file in a folder of ours":      {"a/own.txt", "a/index.html", "a"},
		"own file in the place of a folder": {"a", "index.html", "a/index.html"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			sitetest.Write(t, filepath.Join(dir, c.own), "own")
			if err := put(t, dir, false, map[string]string{c.first: "x"}); err != nil {
				t.Fatal(err)
			}
			if err := put(t, dir, true, map[string]string{c.next: "y", "new/index.html": "z"}); err == nil {
				t.Error("the build goes through")
			}
			if files, _ := tree(t, dir); !maps.Equal(files, map[string]string{c.own: "own", c.first: "x"}) {
				t.Errorf("the folder has %v", files)
			}
		})
	}
}

// No output has a path that would be several lines of the manifest, outside of the folder, or hidden.
func TestPathsThatNoOutputHas(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "../a", "a/../b", "/a", "a/", "a//b", "./a", "a\nCNAME", "a\rb", "a\x00b", "a\x1b[2J", "a\u2028b", "a\u202eb", "\xff",
		".git/config", ".htaccess", ".shirube-manifest", ".nojekyll/a/../../b", strings.Repeat("a", 300) + "/index.html",
	} {
		if publish.CheckPath(name) == nil {
			t.Errorf("%q is accepted", name)
		}
		if err := put(t, t.TempDir(), false, map[string]string{name: "x"}); err == nil {
			t.Errorf("%q is published", name)
		}
	}
	for _, name := range []string{"index.html", "日本 語/index.html", "a/.b", ".nojekyll", ".well-known/security.txt", "_headers", "a&b'c\"d"} {
		if err := publish.CheckPath(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A build under way keeps its staging folder from others; one that is gone loses it to the next build, whatever process
// had its number.
func TestStagingFoldersOfBuildsThatAreGone(t *testing.T) {
	dir := t.TempDir()
	for _, left := range []string{".shirube-staging-1-OLD", ".shirube-staging-KILLED"} {
		sitetest.Write(t, filepath.Join(dir, left, "0"), "x")
	}
	sitetest.Write(t, filepath.Join(dir, ".shirube-staging-KILLED/held"), "")
	running, err := publish.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := put(t, dir, false, map[string]string{"a": "1"}); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".shirube-staging-*")); len(left) != 1 {
		t.Errorf("there are %q, want that of the build under way", left)
	}
	running.Abort()
	if left, _ := filepath.Glob(filepath.Join(dir, ".shirube-staging-*")); len(left) > 0 {
		t.Errorf("left over: %q", left)
	}
}

// FuzzPutPath asks of every path: it is refused, or is one line of the manifest and one file below the folder.
func FuzzPutPath(f *testing.F) {
	for _, seed := range []string{"index.html", "a\nb", "../a", "a/b/c", ".x", "日本/index.html"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		dir := t.TempDir()
		if put(t, dir, false, map[string]string{name: "x"}) != nil {
			return
		}
		files, manifest := tree(t, dir)
		if len(manifest) != 1 || manifest[0] != name || len(files) != 1 || files[filepath.ToSlash(name)] != "x" {
			t.Errorf("%q gives the files %q and the lines %q", name, files, manifest)
		}
	})
}

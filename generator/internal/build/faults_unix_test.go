//go:build unix

package build_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// openDir returns a folder that everybody may enter.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(part, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// refused runs a build in a role that must fail, leave the output as it was, and say what is wanted.
func refused(t *testing.T, role, from, out string, want ...string) {
	t.Helper()
	before := readTree(t, out)
	message, err := process(role, from, out).CombinedOutput()
	if err == nil {
		t.Errorf("the build went on")
	}
	for _, w := range want {
		if !strings.Contains(string(message), w) {
			t.Errorf("does not say %q: %s", w, message)
		}
	}
	if strings.Contains(string(message), "panic") {
		t.Errorf("%s", message)
	}
	after := readTree(t, out)
	for name := range after {
		if strings.HasPrefix(name, ".shirube-staging-") {
			delete(after, name) // a folder that nobody may write into keeps it
			if role != "stranger" {
				t.Errorf("left over: %s", name)
			}
		}
	}
	if !maps.Equal(before, after) {
		t.Error("the output was changed")
	}
}

// small writes a site of two pages and a file that is published as it is.
func small(t *testing.T, dir, text string) {
	t.Helper()
	writeFile(t, filepath.Join(dir, "site.yaml"), []byte("title: 題\n"))
	writeFile(t, filepath.Join(dir, "index.md"), []byte("# 題\n\n"+text+"\n"))
	writeFile(t, filepath.Join(dir, "guide/day.md"), []byte("# 一日\n"))
	writeFile(t, filepath.Join(dir, "guide/form.pdf"), []byte(text))
}

// A file that cannot be written to its end is not published, nor is anything else.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	old, new, out := filepath.Join(dir, "old"), filepath.Join(dir, "new"), filepath.Join(dir, "out")
	small(t, old, "前")
	small(t, new, strings.Repeat("長い文です。", largestFile))
	runProcess(t, old, out)
	refused(t, "cramped", new, out, "書き出せません")
	runProcess(t, new, out)
}

// On a disk that is really full the message says so. It takes the rights to mount one.
func TestSmallDisk(t *testing.T) {
	dir := t.TempDir()
	old, new, out := filepath.Join(dir, "old"), filepath.Join(dir, "new"), filepath.Join(dir, "out")
	small(t, old, "前")
	small(t, new, strings.Repeat("長い文です。", 200_000))
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := mountSmall(out); err != nil {
		t.Skipf("no small disk can be mounted: %v; TestFullDisk goes on without one", err)
	}
	t.Cleanup(func() { unmount(t, out) })
	runProcess(t, old, out)
	refused(t, "plain", new, out, "書き出せません", "ディスクがいっぱいです")
	runProcess(t, old, out)
}

// What must not be read or written is named, with what to do.
func TestWithoutPermission(t *testing.T) {
	for _, c := range []struct {
		name   string
		forbid string
		mode   os.FileMode
		want   []string
	}{
		{"page", "content/guide/day.md", 0, []string{"guide/day.md", "読めません", "権限"}},
		{"settings", "content/site.yaml", 0, []string{"site.yaml", "読めません", "権限"}},
		{"file that is published as it is", "content/guide/form.pdf", 0, []string{"guide/form.pdf", "読めません", "権限"}},
		{"folder", "content/guide", 0, []string{"guide", "読めません", "権限"}},
		{"content", "content", 0, []string{"内容のフォルダー", "開けません"}},
		{"output folder", "out", 0o555, []string{"permission denied"}},
		{"folder in the output", "out/guide", 0o555, []string{"書き出せません", "権限"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := openDir(t)
			from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
			small(t, from, "前")
			if err := os.Mkdir(out, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(out, 0o777); err != nil {
				t.Fatal(err)
			}
			if message, err := process("stranger", from, out).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, message)
			}
			small(t, from, "後")
			writeFile(t, filepath.Join(from, "guide/new.md"), []byte("# 新しい\n"))
			forbidden := filepath.Join(dir, c.forbid)
			if err := os.Chmod(forbidden, c.mode); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(forbidden, 0o755) })
			refused(t, "stranger", from, out, c.want...)
		})
	}
}

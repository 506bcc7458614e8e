// Package sitetest writes small content folders for the tests of other packages. Only tests import it.
package sitetest

import (
	"os"
	"path/filepath"
	"testing"
)

// Folder returns a folder with these files, texts by slash-separated names. It is gone after the test.
func Folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		Write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

// Write writes a file, and makes the folders above it.
func Write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

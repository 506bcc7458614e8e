package layers_test

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"shirube/generator/internal/layers"
)

// A theme's folder shows its own files and, where it has none, those of the theme below.
func TestUpperFilesCoverLowerOnes(t *testing.T) {
	top := fstest.MapFS{"a/one": {Data: []byte("top")}, "a/own": {Data: []byte("own")}}
	base := fstest.MapFS{"a/one": {Data: []byte("base")}, "a/two": {Data: []byte("two")}, "b/three": {Data: []byte("three")}}
	files := layers.Over(top, base)
	for name, want := range map[string]string{"a/one": "top", "a/two": "two", "a/own": "own", "b/three": "three"} {
		if got, err := files.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
	list, err := files.ReadDir("a")
	if err != nil || len(list) != 3 || list[0].Name() != "one" || list[1].Name() != "own" || list[2].Name() != "two" {
		t.Errorf("a holds %v, %v", list, err)
	}
	if _, err := files.ReadDir("c"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("c: %v", err)
	}
}

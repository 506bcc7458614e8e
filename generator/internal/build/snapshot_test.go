package build_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"path/filepath"
	"strings"
	"testing"
)

// A photo is published without its place, however a page leads to it: shown or linked.
func TestNoPublishedPhotoHasItsPlace(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	const note = "\xff\xe1\x00\x12Exif\x00\x00N34.7024"
	dir := t.TempDir()
	noted := append([]byte("\xff\xd8"+note), photo.Bytes()[2:]...)
	for _, name := range []string{"shown.jpg", "linked.jpeg"} {
		writeFile(t, filepath.Join(dir, "content", name), noted)
	}
	writeFile(t, filepath.Join(dir, "content/index.md"), []byte("![机](shown.jpg) [写真](linked.jpeg)"))
	options := flagsOf(t, "")
	options.Content = filepath.Join(dir, "content")
	if found := buildInto(t, options, filepath.Join(dir, "out")); found.HasErrors() {
		t.Fatal(found)
	}
	photos := 0
	for name, text := range readTree(t, filepath.Join(dir, "out")) {
		if strings.HasPrefix(text, "\xff\xd8") {
			photos++
		}
		if strings.Contains(text, "N34.7024") {
			t.Errorf("%s tells where it was taken", name)
		}
	}
	if photos != 2 {
		t.Errorf("%d photos are published, want 2: one shown, one linked", photos)
	}
}

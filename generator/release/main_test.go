package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"testing"
	"time"
)

func sample() []file {
	return []file{{"shirube/shirube", []byte("program"), 0o755}, {"shirube/LICENSE", []byte("MIT"), 0o644}}
}

// Whoever builds a release again can compare its checksum.
func TestArchivesAreTheSameAtAnyTime(t *testing.T) {
	for name, pack := range map[string]func([]file) ([]byte, error){"tar": tarred, "zip": zipped} {
		first, err := pack(sample())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(1100 * time.Millisecond)
		second, err := pack(sample())
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: two archives of the same files differ (%v)", name, err)
		}
	}
}

// The program is executable after unpacking.
func TestArchivesKeepModes(t *testing.T) {
	archive, err := tarred(sample())
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	header, err := tar.NewReader(unzipped).Next()
	if err != nil || header.FileInfo().Mode().Perm() != 0o755 {
		t.Errorf("tar: %v (%v)", header, err)
	}
	archive, err = zipped(sample())
	if err != nil {
		t.Fatal(err)
	}
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil || files.File[0].Mode().Perm() != 0o755 {
		t.Fatalf("zip: %v", err)
	}
	text, err := files.Open("shirube/LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	if said, err := io.ReadAll(text); err != nil || string(said) != "MIT" {
		t.Errorf("zip: %q (%v)", said, err)
	}
}

// Release builds the archives of a release: the program for each system, with licences and checksums. Two runs on
// one commit write the same bytes: programs are built without cgo and without paths of this machine, and archives
// have neither times nor owners.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A target is a system that the program is built for.
type target struct{ system, processor string }

// targets returns the systems of a release.
func targets() []target {
	var all []target
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, processor := range []string{"amd64", "arm64"} {
			all = append(all, target{system, processor})
		}
	}
	return all
}

// A file is one entry of an archive.
type file struct {
	name string
	text []byte
	mode fs.FileMode
}

// oldest is the earliest time that both forms of archives can note.
func oldest() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

func main() {
	version := flag.String("version", "", "the release, such as v1.2.0")
	out := flag.String("out", "dist", "folder for the archives")
	only := flag.String("only", "", "one system, such as linux/amd64")
	flag.Parse()
	if err := release(*version, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// release vets, builds and packs the program for each target, or only one.
func release(version, out, only string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, t := range targets() {
		if only != "" && only != t.system+"/"+t.processor {
			continue
		}
		name, archive, err := t.archive(version)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name), archive, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(archive), name)
		fmt.Println(name, len(archive)>>20, "MB")
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// archive returns name and bytes of the archive for a target.
func (t target) archive(version string) (name string, archive []byte, err error) {
	program, err := t.build(version)
	if err != nil {
		return "", nil, fmt.Errorf("%s/%s: %w", t.system, t.processor, err)
	}
	folder := strings.Join([]string{"shirube", version, t.system, t.processor}, "-")
	executable := "shirube"
	if t.system == "windows" {
		executable += ".exe"
	}
	files := []file{{folder + "/" + executable, program, 0o755}}
	for _, path := range []string{"LICENSE", "README.md", "CHANGELOG.md", "generator/licenses.txt"} {
		text, err := os.ReadFile(path)
		if err != nil {
			return "", nil, err
		}
		files = append(files, file{folder + "/" + filepath.Base(path), text, 0o644})
	}
	if t.system == "windows" {
		archive, err = zipped(files)
		return folder + ".zip", archive, err
	}
	archive, err = tarred(files)
	return folder + ".tar.gz", archive, err
}

// build vets the module for a target and returns the program.
func (t target) build(version string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "shirube-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "shirube")
	for _, args := range [][]string{
		{"vet", "./..."},
		{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -X main.version=" + version, "-o", path, "./generator"},
	} {
		command := exec.Command("go", args...)
		command.Env = slices.Concat(os.Environ(), []string{"CGO_ENABLED=0", "GOOS=" + t.system, "GOARCH=" + t.processor, "GOAMD64=v1", "GOARM64=v8.0"})
		if said, err := command.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, said)
		}
	}
	return os.ReadFile(path)
}

// tarred packs files for Unix systems. Owners and times are fixed, so that equal programs give equal archives.
func tarred(files []file) ([]byte, error) {
	var out bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(compressed)
	for _, f := range files {
		header := tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(f.text)), ModTime: oldest(), Format: tar.FormatUSTAR}
		if err := w.WriteHeader(&header); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = compressed.Close()
	return out.Bytes(), err
}

// zipped packs files for Windows, with the same fixed time.
func zipped(files []file) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		header := zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: oldest()}
		header.SetMode(f.mode)
		entry, err := w.CreateHeader(&header)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(f.text); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

package build_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/layers"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

var update = flag.Bool("update", false, "write what is built into testdata/*.txtar")

// TestSites builds the small sites of testdata/*.txtar. An archive holds the files of a site below
// content/, those of its theme, which is layered on michi, in folders beside that, some of the published files below want/, want-files with the names of all of them, and
// want-findings with what the build reports. Its comment may have a line "build" with flags. A
// content file of one line "!png WIDTH HEIGHT" is a picture of that size.
//
// After a wanted change: go test ./generator/internal/build -run TestSites -update
func TestSites(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, archive, buildArchive(t, archive))
			if *update && !t.Failed() {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// buildArchive builds the site of an archive. It returns the files as an archive would hold them,
// by name.
func buildArchive(t *testing.T, archive *txtar.Archive) map[string]string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want") {
			writeFile(t, filepath.Join(dir, f.Name), expand(t, f.Data))
		}
	}
	out := filepath.Join(dir, "out")
	options := flagsOf(t, string(archive.Comment))
	options.Content, options.Out = filepath.Join(dir, "content"), out
	options.OpenTheme = func(name string) (fs.FS, error) {
		michi, err := themes.Named("michi")
		return layers.Over(os.DirFS(filepath.Join(dir, name)), michi), err
	}
	found := buildInto(t, options, out)
	made := map[string]string{"want-findings": listed(found)}
	var files []string
	for name, text := range readTree(t, out) {
		if strings.HasPrefix(name, ".shirube-") {
			continue
		}
		files = append(files, hashless(name))
		made["want/"+hashless(name)] = endLine(hashless(text))
	}
	slices.Sort(files)
	made["want-files"] = endLine(strings.Join(files, "\n"))
	return made
}

// compare holds what an archive wants against what was made. A file that nothing makes is an error
// even when updating.
func compare(t *testing.T, archive *txtar.Archive, made map[string]string) {
	t.Helper()
	hasFindings := false
	for i, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want") {
			continue
		}
		hasFindings = hasFindings || f.Name == "want-findings"
		got, ok := made[f.Name]
		switch {
		case !ok:
			t.Errorf("%s: the build makes no such file; made are: %v", f.Name, strings.Fields(made["want-files"]))
		case *update:
			archive.Files[i].Data = []byte(got)
		case got != string(f.Data):
			t.Errorf("%s:\n%s", f.Name, difference(string(f.Data), got))
		}
	}
	if !hasFindings && made["want-findings"] != "" {
		t.Errorf("findings that the archive does not want:\n%s", made["want-findings"])
	}
}

// difference shows the first lines in which two texts differ.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := func(lines []string) string { return strings.Join(lines[i:min(i+5, len(lines))], "\n") }
	return fmt.Sprintf("line %d\ngot:\n%s\nwant:\n%s", i+1, from(b), from(a))
}

// flagsOf reads the line "build …" of an archive's comment.
func flagsOf(t *testing.T, comment string) build.Options {
	t.Helper()
	options := build.Options{Today: content.Date{Year: 2026, Month: 11, Day: 21}}
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	theme := flags.String("theme", "", "")
	baseURL := flags.String("base-url", "", "")
	flags.BoolVar(&options.Drafts, "drafts", false, "")
	flags.BoolVar(&options.Preview, "preview", false, "")
	for line := range strings.Lines(comment) {
		if words := strings.Fields(line); len(words) > 0 && words[0] == "build" {
			if err := flags.Parse(words[1:]); err != nil {
				t.Fatal(err)
			}
		}
	}
	base, err := content.ParseBaseURL(*baseURL)
	if err != nil {
		t.Fatal(err)
	}
	options.BaseURL, options.Theme = base, os.DirFS("testdata/theme")
	if *theme != "" {
		files, err := themes.Named(*theme)
		if err != nil {
			t.Fatal(err)
		}
		options.Theme = files
	}
	return options
}

func buildInto(t testing.TB, options build.Options, out string) diagnostic.List {
	t.Helper()
	folder, err := publish.OpenFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	_, found := build.New(options).Build(context.Background(), folder)
	return found
}

// listed writes findings one a line, as the command line does.
func listed(found diagnostic.List) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

var hash = regexp.MustCompile(`-[0-9A-Z]{8}(\.[a-z0-9]+)\b`)

// hashless replaces the hashes of names under assets/, which change with every new esbuild.
func hashless(text string) string { return hash.ReplaceAllString(text, "-HASH$1") }

// endLine gives a text the line end without which an archive cannot hold it.
func endLine(text string) string {
	if text != "" && !strings.HasSuffix(text, "\n") {
		return text + "\n"
	}
	return text
}

// expand returns the picture of a line "!png WIDTH HEIGHT", or data itself.
func expand(t testing.TB, data []byte) []byte {
	t.Helper()
	var width, height int
	if _, err := fmt.Sscanf(string(data), "!png %d %d", &width, &height); err != nil {
		return data
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.Set(x, y, color.RGBA{uint8(x * y >> 3), uint8(x * x * y), uint8(x + y*y), 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func writeFile(t testing.TB, name string, data []byte) {
	t.Helper()
	mkdir(t, filepath.Dir(name))
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// readTree returns the files below dir by their slash-separated names.
func readTree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[path.Clean(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

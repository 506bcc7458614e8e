package build_test

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/layers"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/serve"
)

// The events of the system are enough: some time after any edits, what the preview serves is a
// clean build.
func TestAfterAnyEditsTheServerServesACleanBuild(t *testing.T) {
	runs := max(sequences(t)/20, 2)
	for seed := range runs {
		if seed == 0 {
			seed = 33 // a section of an edition that is named after the main language's
		}
		t.Run("", func(t *testing.T) { serveEdits(t, uint64(seed)+1_000_000) })
	}
}

func serveEdits(t *testing.T, seed uint64) {
	e := newEditor(t, seed, t.TempDir())
	e.options.Preview = true
	// A theme that site.yaml names is layered on the built-in one, which nobody edits.
	e.options.OpenTheme = func(string) (fs.FS, error) { return layers.Over(os.DirFS(e.upper), os.DirFS("testdata/theme")), nil }
	s := startServer(t, e)
	served := make(map[string]string)
	for range 8 {
		for range 1 + e.random.IntN(3) {
			e.edit()
		}
		want := e.cleanBuild()
		if want == nil {
			continue // there are errors, and what was served stays
		}
		if complaint := s.await(served, want); complaint != "" {
			t.Fatalf("seed %d, after %s: %s", seed, strings.Join(e.done, "; "), complaint)
		}
		for name := range want {
			served[name] = ""
		}
	}
}

// cleanBuild returns what a clean build gives, nil where it has errors.
func (e *editor) cleanBuild() map[string]string {
	var clean publish.Memory
	if _, found := build.New(e.options).Build(context.Background(), &clean); found.HasErrors() {
		return nil
	}
	files := make(map[string]string)
	for _, name := range clean.Paths() {
		o, _, err := clean.Open(name)
		if err != nil {
			e.t.Fatal(err)
		}
		files[name] = string(o.Bytes)
	}
	return files
}

type server struct {
	t   *testing.T
	url string
}

// startServer serves the editor's site until the test ends, and lets clean builds use its address.
func startServer(t *testing.T, e *editor) *server {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan error, 1)
	options := e.options
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Addr: "127.0.0.1:0", Build: options, ThemeFolder: e.themeFolder, Today: e.today,
			Listening: func(url string) { listening <- url },
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case e.options.BaseURL = <-listening:
	case <-time.After(20 * time.Second):
		t.Fatal("the preview does not start")
	}
	e.options.Scripts = []string{"/.shirube/preview.js"}
	return &server{t, e.options.BaseURL}
}

// themeFolder returns the folder of the theme that site.yaml names; that of the other where it names none.
func (e *editor) themeFolder(named string) string {
	if named != "" {
		return e.upper
	}
	return e.theme
}

// await compares until there is no complaint, for a while.
func (s *server) await(served, want map[string]string) (complaint string) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if complaint = s.complaint(served, want); complaint == "" {
			break
		}
	}
	return complaint
}

// complaint compares what is served with what a clean build gives; served are the files that were
// there once.
func (s *server) complaint(served, want map[string]string) string {
	for name, text := range want {
		if name == "404.html" {
			continue
		}
		if status, got := s.get(name); status != http.StatusOK || !isSame(got, text) {
			return name + " is stale: " + difference(text, got)
		}
	}
	for name := range served {
		if _, ok := want[name]; ok {
			continue
		}
		if status, _ := s.get(name); status == http.StatusOK {
			return name + " is still there"
		}
	}
	return ""
}

func (s *server) get(name string) (status int, text string) {
	if dir, base := path.Split(name); base == "index.html" {
		name = dir
	}
	request, err := http.NewRequest(http.MethodGet, s.url+name, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

package build_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/generator/internal/build"
	"shirube/generator/internal/publish"
)

// sampleSite writes a site of prose, code and pictures. Another version has other texts and other
// pictures on every page.
func sampleSite(t testing.TB, dir string, pages, version int) {
	t.Helper()
	corpus{"prose", pages}.write(t, dir)
	corpus{"code", pages / 10}.write(t, filepath.Join(dir, "code"))
	mark := fmt.Sprintf("\n版%d ![絵](../pictures/p.png)\n", version)
	for i := range pages {
		name := filepath.Join(dir, pageName(i))
		file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = file.WriteString(mark)
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(dir, "pictures/p.png"), expand(t, fmt.Appendf(nil, "!png %d 400", 600+version)))
	writeFile(t, filepath.Join(dir, fmt.Sprintf("only-%d.md", version)), []byte("# この版だけ\n"))
}

// The same content gives the same bytes, whatever the number of processors.
func TestSameBytesOnEveryMachine(t *testing.T) {
	dir := memoryDir(t)
	sampleSite(t, filepath.Join(dir, "sample"), 120, 1)
	sites := []string{filepath.Join(dir, "sample")}
	if !testing.Short() {
		sites = append(sites, "../../../content")
	}
	for _, from := range sites {
		var first map[string]string
		for i, processors := range []string{"1", "4"} {
			out := filepath.Join(dir, fmt.Sprintf("%s-%d", filepath.Base(from), i))
			command := process("shirube", from, out)
			command.Env = append(command.Env, "GOMAXPROCS="+processors)
			if output, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, output)
			}
			tree := readTree(t, out)
			if first == nil {
				first = tree
			}
			for _, name := range slices.Sorted(maps.Keys(first)) {
				if tree[name] != first[name] {
					t.Fatalf("%s with GOMAXPROCS=%s: %s", name, processors, difference(first[name], tree[name]))
				}
			}
			if len(tree) != len(first) {
				t.Fatalf("%d files, then %d", len(first), len(tree))
			}
		}
	}
}

// killings is how often a build is killed: 12 times, or as often as SHIRUBE_KILLINGS says.
func killings(t *testing.T) int {
	t.Helper()
	wanted := os.Getenv("SHIRUBE_KILLINGS")
	if wanted == "" {
		return 12
	}
	n, err := strconv.Atoi(wanted)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A build that is killed leaves every file whole, old or new; no page names an asset that is not
// there; and the next build finishes the work. Beside every third one another build is at work.
func TestKilledBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("kills dozens of builds")
	}
	dir := memoryDir(t)
	from := [2]string{filepath.Join(dir, "old"), filepath.Join(dir, "new")}
	var want [2]map[string]string
	var took time.Duration
	for version := range from {
		sampleSite(t, from[version], 200, version)
		out := from[version] + "-out"
		start := time.Now()
		runProcess(t, from[version], out)
		took = time.Since(start)
		want[version] = readTree(t, out)
	}
	random := rand.New(rand.NewPCG(7, 7))
	states := make(map[string]int)
	for i := range killings(t) {
		out := filepath.Join(dir, fmt.Sprintf("out-%d", i))
		if err := os.CopyFS(out, os.DirFS(from[0]+"-out")); err != nil {
			t.Fatal(err)
		}
		beside := func() {}
		if i%3 == 0 {
			beside = buildBeside(t, from[1], out)
		}
		if i%2 == 0 {
			killAfter(t, from[1], out, func() { time.Sleep(took * time.Duration(random.IntN(1100)) / 1000) })
		} else {
			killAfter(t, from[1], out, func() { awaitPublishing(out, time.Duration(random.IntN(8000))*time.Microsecond) })
		}
		beside()
		states[checkKilled(t, out, want)]++
		runProcess(t, from[1], out)
		if tree := readTree(t, out); !maps.Equal(tree, want[1]) {
			for _, name := range slices.Sorted(maps.Keys(tree)) {
				if tree[name] != want[1][name] {
					t.Errorf("killing %d: %s: %s", i, name, difference(want[1][name], tree[name]))
				}
			}
			t.Fatalf("the next build did not finish the work: %d files, want %d", len(tree), len(want[1]))
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("a build takes %v; killed ones left: %v", took.Round(time.Millisecond), states)
}

func runProcess(t *testing.T, from, out string) {
	t.Helper()
	if output, err := process("plain", from, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
}

// buildBeside starts a build that is not killed, and returns what waits until it is done or says that it was
// overtaken.
func buildBeside(t *testing.T, from, out string) (wait func()) {
	t.Helper()
	said := make(chan string, 1)
	go func() {
		if output, err := process("plain", from, out).CombinedOutput(); err != nil {
			said <- string(output)
		}
		close(said)
	}()
	return func() {
		if s := <-said; s != "" && !strings.Contains(s, "ほかの build が同じ書き出し先に") {
			t.Fatal(s)
		}
	}
}

func killAfter(t *testing.T, from, out string, wait func()) {
	t.Helper()
	command := process("plain", from, out)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	wait()
	_ = command.Process.Kill()
	_ = command.Wait()
}

// awaitPublishing waits until a build begins to move files into place, and a while longer. Most of a
// build's time goes before, and a kill at just any moment would seldom meet it.
func awaitPublishing(out string, longer time.Duration) {
	manifest := filepath.Join(out, ".shirube-manifest")
	before, err := os.Stat(manifest)
	for deadline := time.Now().Add(10 * time.Second); err == nil && time.Now().Before(deadline); {
		if now, err := os.Stat(manifest); err == nil && !os.SameFile(before, now) {
			break
		}
		time.Sleep(20 * time.Microsecond)
	}
	time.Sleep(longer)
}

var assetName = regexp.MustCompile(`assets/[^" ,]+`)

// checkKilled looks at what a killed build left, and says whether that is the old site, the new one,
// or something between.
func checkKilled(t *testing.T, out string, want [2]map[string]string) string {
	t.Helper()
	tree := readTree(t, out)
	old, new := 0, 0
	for name, text := range tree {
		if strings.HasPrefix(name, ".shirube-") {
			continue
		}
		a, inOld := want[0][name]
		b, inNew := want[1][name]
		isOld, isNew := inOld && a == text, inNew && b == text
		if !isOld && !isNew {
			t.Fatalf("%s is neither the old nor the new file (%d bytes)", name, len(text))
		}
		if isOld && !isNew {
			old++
		}
		if isNew && !isOld {
			new++
		}
		if strings.HasSuffix(name, ".html") {
			for _, asset := range assetName.FindAllString(text, -1) {
				if _, ok := tree[asset]; !ok {
					t.Fatalf("%s names %s, which is not there", name, asset)
				}
			}
		}
	}
	switch {
	case new == 0:
		return "old"
	case old == 0:
		return "new"
	}
	return "between"
}

// A build that is interrupted while it reads, links or renders leaves the old output as it was.
func TestInterruptedBuild(t *testing.T) {
	dir := t.TempDir()
	old, new, out := filepath.Join(dir, "old"), filepath.Join(dir, "new"), filepath.Join(dir, "out")
	sampleSite(t, old, 100, 0)
	sampleSite(t, new, 100, 1)
	if found := buildInto(t, testOptions(old, out), out); found.HasErrors() {
		t.Fatal(found)
	}
	before := readTree(t, out)
	for _, phase := range []build.Phase{build.Reading, build.Linking, build.Rendering} {
		ctx, cancel := context.WithCancel(context.Background())
		options := testOptions(new, out)
		options.Progress = func(now build.Phase, _, _ int) {
			if now == phase {
				cancel()
			}
		}
		folder, err := publish.OpenFolder(out)
		if err != nil {
			t.Fatal(err)
		}
		build.New(options).Build(ctx, folder)
		cancel()
		if after := readTree(t, out); !maps.Equal(before, after) {
			t.Errorf("interrupted in phase %s: the output was changed", phase)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".shirube-staging-*")); len(left) > 0 {
			t.Errorf("interrupted in phase %s: left over: %v", phase, left)
		}
	}
}

// A builder that builds again, as the preview does, gives what a fresh one gives.
func TestBuildingAgain(t *testing.T) {
	dir := t.TempDir()
	from, out := filepath.Join(dir, "content"), filepath.Join(dir, "out")
	sampleSite(t, from, 30, 0)
	again := build.New(testOptions(from, out))
	for _, edit := range []func(){
		func() {},
		func() {
			writeFile(t, filepath.Join(from, pageName(3)), []byte("# 変えた\n\n[次](page-00004.md)\n"))
		},
		func() { writeFile(t, filepath.Join(from, "site.yaml"), []byte("title: 新しい名前\nlang: en\n")) },
		func() { writeFile(t, filepath.Join(from, "pictures/p.png"), expand(t, []byte("!png 20 20"))) },
		func() { os.Remove(filepath.Join(from, pageName(5))) },
		func() {
			writeFile(t, filepath.Join(from, "part-000/page-00006.en.md"), []byte("# Six\n\n:::note\nx\n:::\n"))
		},
	} {
		edit()
		folder, err := publish.OpenFolder(out)
		if err != nil {
			t.Fatal(err)
		}
		_, found := again.Build(context.Background(), folder)
		fresh := filepath.Join(dir, "fresh")
		if err := os.RemoveAll(fresh); err != nil {
			t.Fatal(err)
		}
		freshFound := buildInto(t, testOptions(from, fresh), fresh)
		if listed(found) != listed(freshFound) {
			t.Errorf("findings:\n%s\nfresh:\n%s", listed(found), listed(freshFound))
		}
		if !maps.Equal(readTree(t, out), readTree(t, fresh)) {
			t.Error("building again differs from building afresh")
		}
	}
}

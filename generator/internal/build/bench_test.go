package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkBuild measures whole builds, each in a process of its own, beside the least that a
// program must do to turn the same files into HTML. One operation is one build into an empty
// folder, with the start of the process; MB-peak is the most memory that was resident. "keeping" is
// such a build that also keeps blocks of code for later ones; "again" is the one after it, in which
// nothing has changed.
//
//	go test ./generator/internal/build -run '^$' -bench 'Build/prose/10000' -benchtime 3x
func BenchmarkBuild(b *testing.B) {
	for _, kind := range []string{"prose", "code"} {
		baseline := map[string]string{"prose": "goldmark", "code": "chroma"}[kind]
		for _, pages := range []int{1000, 10000} {
			b.Run(fmt.Sprintf("%s/%d", kind, pages), func(b *testing.B) {
				dir := memoryDir(b)
				from := filepath.Join(dir, "content")
				corpus{kind, pages}.write(b, from)
				for _, role := range []string{baseline, "shirube", "keeping", "again"} {
					b.Run(role, func(b *testing.B) { benchmarkProcess(b, role, from, filepath.Join(dir, "out"), pages) })
				}
			})
		}
	}
}

func benchmarkProcess(b *testing.B, role, from, out string, pages int) {
	if role == "again" {
		if err := process("keeping", from, out).Run(); err != nil {
			b.Fatal(err)
		}
	}
	var peak int64
	for b.Loop() {
		b.StopTimer()
		if role != "again" {
			removeAll(b, out, from+"-cache")
		}
		command := process(role, from, out)
		command.Stderr = os.Stderr
		b.StartTimer()
		answer, err := command.Output()
		if err != nil {
			b.Fatal(err)
		}
		var used int64
		if _, err := fmt.Sscan(string(answer), &used); err != nil {
			b.Fatal(err)
		}
		peak = max(peak, used)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
	if peak > 0 {
		b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
	}
}

func removeAll(b *testing.B, dirs ...string) {
	b.Helper()
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
	}
}

// memoryDir returns a folder in memory where there is one, so that the disk is
// not measured.
func memoryDir(t testing.TB) string {
	t.Helper()
	parent := "/dev/shm"
	if info, err := os.Stat(parent); err != nil || !info.IsDir() {
		parent = ""
	}
	dir, err := os.MkdirTemp(parent, "shirube-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

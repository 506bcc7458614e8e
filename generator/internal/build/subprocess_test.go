package build_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/themes"
)

// roleVariable names what the test binary shall do instead of testing, so that work can be
// measured, or killed, as a process of its own.
const roleVariable = "SHIRUBE_TEST_ROLE"

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := play(role, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(peakMemory())
}

// play does one piece of work from one folder into another.
func play(role, from, to string) error {
	switch role {
	case "goldmark":
		return bareGoldmark(from, to)
	case "chroma":
		return bareChroma(from, to)
	case "shirube":
		return buildWithMichi(from, to, "")
	case "keeping", "again":
		return buildWithMichi(from, to, from+"-cache")
	case "plain":
		return buildWith(os.DirFS("testdata/theme"), from, to, "")
	case "plain keeping":
		return buildWith(os.DirFS("testdata/theme"), from, to, from+"-cache")
	}
	if restricted := restrictions()[role]; restricted != nil {
		if err := restricted(); err != nil {
			return err
		}
		return buildWithMichi(from, to, "")
	}
	return fmt.Errorf("no role %q", role)
}

func buildWithMichi(from, to, cache string) error {
	theme, err := themes.Named("michi")
	if err != nil {
		return err
	}
	return buildWith(theme, from, to, cache)
}

// buildWith builds as the command build does.
func buildWith(theme fs.FS, from, to, cache string) error {
	folder, err := publish.OpenFolder(to)
	if err != nil {
		return err
	}
	heap := build.NewHeapPolicy() // as the command build has it
	options := build.Options{Content: from, Out: to, Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21}, Cache: cache,
		Progress: func(build.Phase, int, int) { heap.Follow() }}
	builder := build.New(options)
	defer builder.Close()
	_, found := builder.Build(context.Background(), folder)
	if found.HasErrors() {
		return fmt.Errorf("%d errors, the first: %v", len(found), found[0])
	}
	return nil
}

// process prepares the test binary as a process that plays role.
func process(role, from, to string) *exec.Cmd {
	c := exec.Command(os.Args[0], from, to)
	c.Env = append(os.Environ(), roleVariable+"="+role)
	return c
}

// peakMemory returns the most memory this process has had resident, in bytes; 0 where the system
// does not tell. (A child's ru_maxrss would count its parent's memory too.)
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	_, _ = fmt.Sscan(rest, &kilobytes)
	return kilobytes << 10
}

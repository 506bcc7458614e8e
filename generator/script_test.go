package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"shirube": main, "stubborn": stubborn})
}

// stubborn is a program that goes on after Ctrl-C.
func stubborn() {
	c := &command{err: os.Stdout}
	ctx := c.untilInterrupted(context.Background())
	fmt.Println("ready")
	<-ctx.Done()
	time.Sleep(time.Hour)
}

// TestCommandLine runs the scripts of testdata/script, each in a folder of its own. Beside the
// commands of testscript they have:
//
//	keep NAME DIR   remembers the files below DIR, with their times
//	same NAME DIR   fails unless DIR holds the very files that were kept, none of them written again
//	await TEXT FILE waits until a program has written TEXT to FILE
//	egov DIR        answers as e-Gov's 法令API from the files below DIR, at $EGOV
//	nostaging DIR   fails where DIR holds files of a build under way
func TestCommandLine(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"egov": new(eGov).start, "keep": keep, "same": same, "nostaging": noStaging, "await": await,
		},
		RequireUniqueNames: true,
	})
}

// A snapshot maps names below a folder to what is there.
type snapshot map[string]fileState

type fileState struct {
	text string
	time int64 // when it was last written
	mode fs.FileMode
}

func takeSnapshot(ts *testscript.TestScript, dir string) snapshot {
	files := make(snapshot)
	dir = ts.MkAbs(dir)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil || entry.IsDir() {
			files[name] = fileState{mode: fs.ModeDir}
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = fileState{string(text), info.ModTime().UnixNano(), info.Mode()}
		return err
	})
	ts.Check(err)
	return files
}

// digest distinguishes snapshots.
func (s snapshot) digest() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(h, "%q %q %d %v\n", name, s[name].text, s[name].time, s[name].mode)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func keep(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("KEPT_"+args[0], takeSnapshot(ts, args[1]).digest())
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	isSame := ts.Getenv("KEPT_"+args[0]) == takeSnapshot(ts, args[1]).digest()
	if isSame == neg {
		ts.Fatalf("%s: same as %s: %v", args[1], args[0], isSame)
	}
}

func noStaging(ts *testscript.TestScript, _ bool, args []string) {
	names, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), ".shirube-staging-*"))
	ts.Check(err)
	if len(names) > 0 {
		ts.Fatalf("left over: %v", names)
	}
}

func await(ts *testscript.TestScript, _ bool, args []string) {
	var text []byte
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		text, _ = os.ReadFile(ts.MkAbs(args[1]))
		if bytes.Contains(text, []byte(args[0])) {
			return
		}
	}
	ts.Fatalf("no %q in %s:\n%s", args[0], args[1], text)
}

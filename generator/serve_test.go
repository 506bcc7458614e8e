package main

import (
	"bytes"
	"context"
	"net"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever starts a preview wrongly reads what to do, not what the system calls it.
func TestServeExplainsHowToStart(t *testing.T) {
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"-addr", "127.0.0.1:99999", "-content", t.TempDir()}, 1, "「127.0.0.1:99999」で待ち受けられません"},
		{[]string{"-addr", "127.0.0.1", "-content", t.TempDir()}, 1, "-addr 127.0.0.1:8081 のように"},
		{[]string{"-content", filepath.Join(t.TempDir(), "gone")}, 1, "がありません。サイトのフォルダーに移ってから打つか、-content で"},
		{[]string{"-date", "2026-02-30"}, 2, "-date: "},
		{[]string{"content"}, 2, "「content」は余分です"},
	} {
		var out, problems bytes.Buffer
		shirube := &command{ctx: context.Background(), out: &out, err: &problems}
		if exit := shirube.run(append([]string{"serve"}, c.args...)); exit != c.exit || !strings.Contains(problems.String(), c.says) {
			t.Errorf("serve %v: status %d and %q, want %d and %q", c.args, exit, problems.String(), c.exit, c.says)
		}
		if out.Len() > 0 {
			t.Errorf("serve %v prints %q", c.args, out.String())
		}
	}
}

// A second preview says that the port is in use, and which it takes.
func TestServeTakesTheNextPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	var problems bytes.Buffer
	out := &stopper{stop: stop}
	shirube := &command{ctx: ctx, out: out, err: &problems}
	if exit := shirube.run([]string{"serve", "-addr", addr, "-content", t.TempDir()}); exit != 0 {
		t.Errorf("status %d", exit)
	}
	if text := problems.String(); !strings.Contains(text, "「"+addr+"」は、ほかのプログラムが使っています") {
		t.Errorf("says %q", text)
	}
	if text := out.String(); !strings.Contains(text, "http://127.0.0.1:") || strings.Contains(text, addr) {
		t.Errorf("prints %q", text)
	}
}

// Ctrl-C is the ordinary end of a preview, no failure.
func TestServeEndsWell(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	var problems bytes.Buffer
	out := &stopper{stop: stop}
	shirube := &command{ctx: ctx, out: out, err: &problems}
	if exit := shirube.run([]string{"serve", "-addr", "127.0.0.1:0", "-content", t.TempDir()}); exit != 0 || problems.Len() > 0 {
		t.Errorf("status %d and %q", exit, problems.String())
	}
	if text := out.String(); !strings.Contains(text, "http://127.0.0.1:") || !strings.Contains(text, "Ctrl-C") {
		t.Errorf("prints %q", text)
	}
}

// A stopper presses Ctrl-C when it reads how.
type stopper struct {
	bytes.Buffer
	stop func()
}

func (s *stopper) Write(text []byte) (int, error) {
	if strings.Contains(string(text), "Ctrl-C") {
		s.stop()
	}
	return s.Buffer.Write(text)
}

package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shirube/generator/internal/build"
)

// seen returns what a terminal gets from a build that takes so long, a page every 5 ms.
func seen(t *testing.T, c *command, took time.Duration) string {
	t.Helper()
	var screen bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		c.err = &screen
		p := c.newProgress()
		p.begin()
		for start := time.Now(); time.Since(start) < took; time.Sleep(5 * time.Millisecond) {
			p.show(build.Rendering, int(time.Since(start)/(5*time.Millisecond)), 1000)
		}
		p.clear()
		p.clear()
	})
	return screen.String()
}

// A long build says how far it is, and leaves nothing of that on the screen.
func TestLongBuildsShowHowFarTheyAre(t *testing.T) {
	t.Setenv("TERM", "xterm")
	text := seen(t, &command{terminal: true}, 3*time.Second)
	if !strings.HasPrefix(text, eraseLine+"書き出し ") || !strings.Contains(text, " 400/1000 ページ 2.0 秒") && !strings.Contains(text, " 399/1000 ページ 2.0 秒") {
		t.Errorf("the terminal gets %q", text)
	}
	if !strings.HasSuffix(text, "秒"+eraseLine) || strings.Contains(text, "\n") {
		t.Errorf("the line stays on the screen: %q", text)
	}
	if lines := strings.Count(text, "ページ"); lines < 20 || lines > 30 {
		t.Errorf("the line is written %d times in three seconds", lines)
	}
}

// Short builds, pipes, programs and terminals that cannot erase get no line.
func TestProgressIsOnlyForWhoeverWaits(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for name, text := range map[string]string{
		"a short build": seen(t, &command{terminal: true}, quietTime-10*time.Millisecond),
		"a pipe":        seen(t, &command{}, time.Minute),
		"a program":     seen(t, &command{terminal: true, json: true}, time.Minute),
	} {
		if text != "" {
			t.Errorf("%s gets %q", name, text)
		}
	}
	t.Setenv("TERM", "dumb")
	if text := seen(t, &command{terminal: true}, time.Minute); text != "" {
		t.Errorf("a dumb terminal gets %q", text)
	}
}

// A phase that counts nothing still counts the seconds.
func TestPhasesWithoutPagesCountSeconds(t *testing.T) {
	p := &progress{phase: build.Linking, words: new(command).words}
	if got, want := p.line(1500*time.Millisecond), "つなぎ合わせ 1.5 秒"; got != want {
		t.Errorf("the line is %q, want %q", got, want)
	}
}

func TestTimeSpentIsPrinted(t *testing.T) {
	for d, want := range map[time.Duration]string{
		12 * time.Millisecond: "12 ミリ秒", 9999 * time.Millisecond: "9999 ミリ秒", 12340 * time.Millisecond: "12.3 秒",
	} {
		if got := new(command).spent(d); got != want {
			t.Errorf("%v is told as %q, want %q", d, got, want)
		}
	}
}

// The texts of strangers' files cannot steer the terminal of who reads about them.
func TestTerminalsAreNotSteered(t *testing.T) {
	var out strings.Builder
	if n, err := (printable{&out}).Write([]byte("題\x1b[2J\u202e\n")); n != 11 || err != nil {
		t.Errorf("wrote %d (%v)", n, err)
	}
	if got, want := out.String(), "題\\u{1b}[2J\\u{202e}\n"; got != want {
		t.Errorf("the terminal gets %q, want %q", got, want)
	}
}

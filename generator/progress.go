package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"shirube/generator/internal/build"
)

const (
	// quietTime is how long a build may take before the line appears.
	quietTime = 400 * time.Millisecond
	// redrawTime is how often the line is written anew.
	redrawTime = 100 * time.Millisecond
	// eraseLine takes the terminal's current line away.
	eraseLine = "\r\x1b[K"
)

// A progress is a line on a terminal that says how far a long build is. It stands from begin to
// clear, and goes on counting seconds where a phase tells nothing.
type progress struct {
	out  io.Writer // nil where nobody would see the line
	stop func()    // ends the line that begin has begun

	mu          sync.Mutex
	phase       build.Phase
	done, total int
}

// newProgress returns the line of this command, which is never shown where the findings go to a
// pipe, to a program or to a terminal that cannot erase.
func (c *command) newProgress() *progress {
	p := &progress{}
	if c.terminal && !c.json && os.Getenv("TERM") != "dumb" {
		p.out = c.err
	}
	return p
}

// begin shows the line once the build that begins now turns out to take long.
func (p *progress) begin() {
	p.clear()
	if p.out == nil {
		return
	}
	p.show("", 0, 0)
	stopped := make(chan struct{})
	var drawing sync.WaitGroup
	drawing.Go(func() { p.draw(stopped) })
	p.stop = func() {
		close(stopped)
		drawing.Wait()
	}
}

// show notes how far the build is: pages done of total, or no number where total is 0.
func (p *progress) show(phase build.Phase, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phase, p.done, p.total = phase, done, total
}

// clear takes the line away. It may be called without begin.
func (p *progress) clear() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// draw keeps the line up to date until stopped is closed, and then erases it.
func (p *progress) draw(stopped <-chan struct{}) {
	start, shown := time.Now(), false
	for pause := quietTime; ; pause = redrawTime {
		select {
		case <-time.After(pause):
			fmt.Fprint(p.out, eraseLine+p.line(time.Since(start)))
			shown = true
		case <-stopped:
			if shown {
				fmt.Fprint(p.out, eraseLine)
			}
			return
		}
	}
}

// line is the text for a build that has taken so long.
func (p *progress) line(took time.Duration) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total == 0 {
		return fmt.Sprintf("%s %.1f 秒", p.phase, took.Seconds())
	}
	return fmt.Sprintf("%s %d/%d ページ %.1f 秒", p.phase, p.done, p.total, took.Seconds())
}

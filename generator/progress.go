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
	// redrawTime is how often the line is rewritten.
	redrawTime = 100 * time.Millisecond
	// eraseLine erases the terminal's current line.
	eraseLine = "\r\x1b[K"
)

// A progress is a line on a terminal that shows how far a long build is. It is shown
// from begin to clear, and counts seconds where a phase reports nothing.
type progress struct {
	out   io.Writer                  // nil where the line is not shown
	log   io.Writer                  // gets a line for each phase that ends; nil without -verbose
	words func(ja, en string) string // of the command
	stop  func()                     // ends the line that begin has begun

	mu          sync.Mutex
	phase       build.Phase
	since       time.Time // when the phase began
	done, total int
}

// newProgress returns the line of this command, which is shown neither in a pipe, nor to a program, nor on
// a terminal that cannot erase, nor with -quiet.
func (c *command) newProgress() *progress {
	p := &progress{words: c.words}
	if c.verbose {
		p.log = c.err
	}
	if c.terminal && !c.json && !c.quiet && os.Getenv("TERM") != "dumb" {
		p.out = c.err
	}
	return p
}

// begin shows the line once the build that begins now turns out to take long.
func (p *progress) begin() {
	p.clear()
	p.show("", 0, 0)
	if p.out == nil {
		return
	}
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
	if phase != p.phase {
		p.endPhase()
		p.since = time.Now()
	}
	p.phase, p.done, p.total = phase, done, total
}

// endPhase logs the phase that ends.
func (p *progress) endPhase() {
	if p.log != nil && p.phase != "" {
		fmt.Fprintf(p.log, "%s: %d ms\n", p.phaseName(), time.Since(p.since).Milliseconds())
	}
}

// phaseName is the phase in the language of messages.
func (p *progress) phaseName() string {
	english := map[build.Phase]string{build.Reading: "reading", build.Linking: "linking", build.Rendering: "rendering", build.Publishing: "publishing"}
	return p.words(string(p.phase), english[p.phase])
}

// clear erases the line. It may be called without begin.
func (p *progress) clear() {
	p.show("", 0, 0)
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// draw keeps the line up to date until stopped is closed, and then erases it.
func (p *progress) draw(stopped <-chan struct{}) {
	// A quick build draws nothing, so that the terminal does not flicker.
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

// line is the text after a time.
func (p *progress) line(took time.Duration) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total == 0 {
		return fmt.Sprintf(p.words("%s %.1f 秒", "%s %.1f s"), p.phaseName(), took.Seconds())
	}
	return fmt.Sprintf(p.words("%s %d/%d ページ %.1f 秒", "%s %d/%d pages %.1f s"), p.phaseName(), p.done, p.total, took.Seconds())
}

package highlight

import (
	"sync"
	"time"
)

// A stallDetector detects scheduler stalls. Chroma's regular expressions give up by a clock that a goroutine advances
// ten times a second (fastclock.go of regexp2). After a stall that clock jumps, and an expression that has only just
// begun gives up, however quick it is. A stallDetector ticks while texts are highlighted; a late tick shows a stall.
type stallDetector struct {
	mu      sync.Mutex
	beating bool
	asked   time.Time // when begin was last called
	last    time.Time // of the last beat
	late    time.Time // of the last beat that was late
}

// process is the detector of this program: all highlighters share it, since all expressions share one clock.
var process stallDetector

const (
	beat   = 20 * time.Millisecond
	heldUp = 100 * time.Millisecond // between two beats
	rest   = 3 * time.Second        // without a text to highlight, the stallDetector ends
)

// begin starts the detector where it does not run, and returns the time.
func (p *stallDetector) begin() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = time.Now()
	if !p.beating {
		p.beating, p.last = true, p.asked
		go p.run()
	}
	return p.asked
}

func (p *stallDetector) run() {
	for p.next() {
		time.Sleep(beat)
	}
}

// next beats, and reports whether to go on.
func (p *stallDetector) next() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Sub(p.last) > heldUp {
		p.late = now
	}
	p.last = now
	p.beating = now.Sub(p.asked) < rest
	return p.beating
}

// wasHeldUp reports whether the program was held up since a time, or just before it.
func (p *stallDetector) wasHeldUp(since time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Since(p.last) > heldUp || p.late.After(since.Add(-beat))
}

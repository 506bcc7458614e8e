package highlight

import (
	"sync"
	"time"
)

// A stallDetector detects scheduler stalls. Chroma's regular expressions give up by a
// clock that a goroutine moves on ten times a second (fastclock.go of regexp2). After a hold-up that clock
// jumps, and an expression that has only just begun gives up, however quick it is. A stallDetector beats while
// texts are looked at, and a late beat tells.
type stallDetector struct {
	mu      sync.Mutex
	beating bool
	asked   time.Time // when a text was last looked at
	last    time.Time // when it last beat
	late    time.Time // when it last beat late
}

// process is the one stallDetector of this program, since all expressions share one clock:
// all highlighters.
var process stallDetector

const (
	beat   = 20 * time.Millisecond
	heldUp = 100 * time.Millisecond // between two beats
	rest   = 3 * time.Second        // without a text to highlight, the stallDetector ends
)

// begin makes sure that the stallDetector beats, and returns the time.
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

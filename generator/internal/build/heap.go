package build

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// A HeapPolicy steers the garbage collector during a build, which is short and mostly grows: a
// small site is built almost without collections, within a fixed amount of memory; a site that
// outgrows it is collected whenever its memory has grown by 45 %, and a huge one by a third.
type HeapPolicy struct {
	live    []metrics.Sample
	percent int // by which the live heap may grow, as it was set last
}

const (
	// smallSite is how much memory a build may take before it collects often, beside some 35 MB of the program itself;
	// 10,000 pages need about half of it.
	smallSite = 262 << 20
	// largeSite is the live heap from which collecting in so little memory would not pay; hugeSite is that of some
	// 50,000 pages.
	largeSite = 175 << 20
	hugeSite  = 700 << 20
)

// NewHeapPolicy sets the collector of this process for one build; it is for commands that do nothing
// else.
func NewHeapPolicy() *HeapPolicy {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(smallSite)
	return &HeapPolicy{live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
}

// Follow changes the policy once the site turns out to be large. Most of the heap is text without pointers, so that
// collecting twice as often as Go does by default costs little. It is called repeatedly during the build, from one
// goroutine at a time.
func (p *HeapPolicy) Follow() {
	metrics.Read(p.live)
	switch live := p.live[0].Value.Uint64(); {
	case live > hugeSite:
		p.grow(33)
	case live > largeSite && p.percent == 0:
		p.grow(45)
	}
}

// grow sets by how much the heap may grow, once: setting it waits for the end of a collection.
func (p *HeapPolicy) grow(percent int) {
	if p.percent != percent {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(percent)
		p.percent = percent
	}
}

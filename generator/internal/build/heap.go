package build

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// A HeapPolicy steers the garbage collector during a build, which is short and mostly grows: a
// small site is built almost without collections, within a fixed amount of memory; a site that
// outgrows it is collected as Go does by default.
type HeapPolicy struct {
	live []metrics.Sample
}

const (
	// smallSite is how much memory a build may take before it collects often; 10,000 pages need
	// about half of it.
	smallSite = 250 << 20
	// largeSite is the live heap from which collecting in so little memory would not pay.
	largeSite = 130 << 20
)

// NewHeapPolicy sets the collector of this process for one build; it is for commands that do nothing
// else.
func NewHeapPolicy() *HeapPolicy {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(smallSite)
	return &HeapPolicy{live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
}

// Follow restores Go's defaults once the site turns out to be large. It is called now and
// then during the build, from one goroutine at a time.
func (p *HeapPolicy) Follow() {
	metrics.Read(p.live)
	if p.live[0].Value.Uint64() > largeSite {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(100)
	}
}

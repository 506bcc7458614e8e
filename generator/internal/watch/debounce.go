package watch

import (
	"maps"
	"os"
	"slices"
	"time"
)

const (
	// quietTime is how long a few files must be untouched before they are reported.
	quietTime = 5 * time.Millisecond
	// burstTime is that time for many files, as in a change of branch, and for files that look unfinished.
	burstTime = 30 * time.Millisecond
	// patience is how long a change to files that are never quiet is held back at most.
	patience = time.Second
	// burstPaths and burstTouches are more than one save of an editor makes.
	burstPaths, burstTouches = 8, 16
	// knownPaths is how many paths are reported one by one.
	knownPaths = 4096
)

// A Change lists what was touched. A path means the file or folder, which may be gone, and all in it. Paths begin
// with that of a watched folder, as it was given, and are sorted.
type Change struct {
	Paths []string
	All   bool // anything may have been touched; there are no paths then
}

// A pending change waits to be reported.
type pending struct {
	paths   map[string]bool
	all     bool
	touches int
	first   time.Time
	last    time.Time
}

func (p *pending) add(c Change) {
	p.last = time.Now()
	if p.touches == 0 {
		p.first = p.last
	}
	p.touches++
	if p.paths == nil {
		p.paths = make(map[string]bool)
	}
	for _, name := range c.Paths {
		p.paths[name] = true
	}
	if p.all = p.all || c.All || len(p.paths) > knownPaths; p.all {
		clear(p.paths)
	}
}

func (p *pending) change() Change {
	return Change{Paths: slices.Sorted(maps.Keys(p.paths)), All: p.all}
}

func (p *pending) isBurst() bool {
	return p.all || len(p.paths) > burstPaths || p.touches > burstTouches
}

// wait returns how long it is until the change may be reported, if nothing else is touched.
func (p *pending) wait(isUnfinished func(paths []string) bool) time.Duration {
	quiet := quietTime
	if p.isBurst() || time.Since(p.last) >= quietTime && isUnfinished(slices.Collect(maps.Keys(p.paths))) {
		quiet = burstTime
	}
	return min(quiet-time.Since(p.last), patience-time.Since(p.first))
}

// settle debounces: it sends what was touched once touches pause or patience ends. A change that is not received
// yet grows. It returns when touched is closed.
func settle(touched <-chan Change, changes chan<- Change, isUnfinished func(paths []string) bool) {
	timer := time.NewTimer(patience)
	timer.Stop()
	var p pending
	var next Change
	var ready chan<- Change // nil while nothing is to be reported
	for {
		select {
		case c, ok := <-touched:
			if !ok {
				return
			}
			p.add(c)
			ready = nil
			timer.Reset(p.wait(isUnfinished))
		case <-timer.C:
			if wait := p.wait(isUnfinished); wait > 0 {
				timer.Reset(wait)
			} else {
				next, ready = p.change(), changes
			}
		case ready <- next:
			p, ready = pending{}, nil
		}
	}
}

// isUnfinished reports whether one of the files is gone or empty: many editors replace a file in two steps.
func isUnfinished(paths []string) bool {
	return slices.ContainsFunc(paths, func(name string) bool {
		info, err := os.Stat(name)
		return err != nil || info.Mode().IsRegular() && info.Size() == 0
	})
}

package watch

import (
	"maps"
	"os"
	"slices"
	"time"
)

const (
	// quietTime is how long nothing may be touched before a build, after a few files were saved.
	quietTime = 5 * time.Millisecond
	// burstTime is that time where many files are touched, as in a change of branch, and where what
	// was touched looks unfinished.
	burstTime = 30 * time.Millisecond
	// patience is how long a build waits at most for files that are never quiet.
	patience = time.Second
	// burstPaths and burstTouches are more than one save of an editor makes.
	burstPaths, burstTouches = 8, 16
	// knownPaths is how many paths are reported one by one.
	knownPaths = 4096
)

// A Change says what was touched. A path stands for what it names, which may be gone, and for all in
// it. Paths begin with a watched folder's, as that was given, and are sorted.
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

// settle reports many touches in a row once, when they pause or patience ends. A change that nobody
// takes grows. It ends when touched is closed.
func settle(touched <-chan Change, changes chan<- Change, isUnfinished func(paths []string) bool) {
	timer := time.NewTimer(patience)
	timer.Stop()
	var p pending
	var told Change
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
				told, ready = p.change(), changes
			}
		case ready <- told:
			p, ready = pending{}, nil
		}
	}
}

// isUnfinished reports whether one of a few files is gone or empty: many editors put the new text in
// the place of the old in two steps.
func isUnfinished(paths []string) bool {
	return slices.ContainsFunc(paths, func(name string) bool {
		info, err := os.Stat(name)
		return err != nil || info.Mode().IsRegular() && info.Size() == 0
	})
}

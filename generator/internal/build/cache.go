package build

import (
	"hash/maphash"
	"sync"

	"shirube/calculator/diagnostic"
)

// A cache keeps the outcomes of a build's steps for the next build. A step is a pure function, and its key identifies
// all of its input: an equal key means an equal outcome. Only the last outcome of each slot is kept.
// Its methods may be called concurrently, but not for one slot.
type cache struct {
	mu    sync.Mutex
	slots map[slot]*outcome
	build int    // number of the build in progress
	last  uint64 // the last number that next returned
	seed  maphash.Seed
}

// A slot is a step and, where it runs once a file, the path of the file.
type slot struct{ step, path string }

type outcome struct {
	key, value any
	found      diagnostic.List
	read       []string // the content files that the step has read besides what its key identifies
	build      int      // the last build that used it
}

func newCache() *cache { return &cache{slots: make(map[slot]*outcome), seed: maphash.MakeSeed()} }

// next returns a number that it has not returned before, to identify a new value in keys.
func (c *cache) next() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last++
	return c.last
}

func (c *cache) get(s slot) *outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	o := c.slots[s]
	if o != nil {
		o.build = c.build
	}
	return o
}

func (c *cache) put(s slot, key, value any, found diagnostic.List) {
	c.putRead(s, key, value, found, nil)
}

// putRead keeps the outcome of a step that has read content files.
func (c *cache) putRead(s slot, key, value any, found diagnostic.List, read []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots[s] = &outcome{key, value, found, read, c.build}
}

// begin starts a new build.
func (c *cache) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.build++
}

// sweep drops the outcomes that the build in progress has not used.
func (c *cache) sweep() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for s, o := range c.slots {
		if o.build != c.build {
			delete(c.slots, s)
		}
	}
}

// cached returns the outcome of make: the kept one where it was made for this key.
func cached[K comparable, V any](c *cache, s slot, key K, make func() (V, diagnostic.List)) (V, diagnostic.List) {
	if o := c.get(s); o != nil {
		if old, ok := o.key.(K); ok && old == key {
			return o.value.(V), o.found
		}
	}
	value, found := make()
	c.put(s, key, value, found)
	return value, found
}

// latest returns the last outcome of a slot, whatever its key was; the zero value where there is none.
func latest[V any](c *cache, s slot) V {
	var none V
	if o := c.get(s); o != nil {
		return o.value.(V)
	}
	return none
}

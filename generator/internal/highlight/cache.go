package highlight

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"slices"
	"sync"
)

// A cache keeps runs by key in the segments of a folder. What is put is held in memory until it is
// saved; what is in a segment is read from there each time, so that memory holds the records only.
// Nothing is opened before the first get.
type cache struct {
	dir    string // empty for none: then everything stays in memory
	scheme scheme
	limits limits

	opening sync.Once
	saving  sync.Mutex // held while files are written, removed or closed

	mu       sync.RWMutex
	root     *os.Root // nil before opening, after closing, and where the folder cannot be used
	segments []*segment
	fresh    batch
}

// limits bound a cache. Sizes are in bytes.
type limits struct {
	fresh int64 // entries held in memory; what goes beyond is not kept
	disk  int64 // all files together
	small int64 // segments below this size are merged,
	many  int   // as soon as there are more of them than this
}

func usualLimits() limits {
	return limits{fresh: 32 << 20, disk: 64 << 20, small: 4 << 20, many: 8}
}

// A batch holds entries that are in no segment yet.
type batch struct {
	runs  map[key][]byte
	chunk []byte // where the next runs go; those in it are never moved
	size  int64  // of the entries in a segment
}

// chunkSize is the size in bytes of the pieces of memory that runs are gathered in.
const chunkSize = 256 << 10

// entrySize is what an entry takes in a segment.
func entrySize(runs []byte) int64 { return int64(recordSize + len(runs)) }

func (b *batch) add(k key, runs []byte) {
	if b.runs == nil {
		b.runs = make(map[key][]byte)
	}
	if len(runs) > cap(b.chunk)-len(b.chunk) {
		b.chunk = make([]byte, 0, max(chunkSize, len(runs)))
	}
	from := len(b.chunk)
	b.chunk = append(b.chunk, runs...)
	b.runs[k] = b.chunk[from:len(b.chunk):len(b.chunk)]
	b.size += entrySize(runs)
}

// get returns the runs of a key. The caller may keep them.
func (c *cache) get(k key) ([]byte, bool) {
	c.opening.Do(c.open)
	c.mu.RLock()
	defer c.mu.RUnlock()
	if runs, ok := c.fresh.runs[k]; ok {
		return runs, true
	}
	for _, s := range c.segments {
		if runs, ok := s.find(k); ok {
			s.used.Store(true)
			return runs, true
		}
	}
	return nil, false
}

// put keeps the runs of a key that get did not find.
func (c *cache) put(k key, runs []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, twice := c.fresh.runs[k]
	if !twice && (c.root != nil || c.dir == "") && c.fresh.size+entrySize(runs) <= c.limits.fresh {
		c.fresh.add(k, runs)
	}
}

// open opens the folder and its segments. Damaged ones are removed.
func (c *cache) open() {
	if c.dir == "" {
		return
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return
	}
	root, err := os.OpenRoot(c.dir)
	if err != nil {
		return
	}
	var segments []*segment
	for _, f := range listFiles(root) {
		if !isSegment(f.name, c.scheme) || f.size > c.limits.disk {
			continue
		}
		s, err := openSegment(root, f.name, c.scheme)
		if errors.Is(err, errDamaged) {
			_ = root.Remove(f.name)
		}
		if err == nil {
			segments = append(segments, s)
		}
	}
	c.mu.Lock()
	c.root, c.segments = root, segments
	c.mu.Unlock()
}

// save writes what is fresh to a segment and keeps the folder in order.
func (c *cache) save() {
	c.saving.Lock()
	defer c.saving.Unlock()
	c.mu.Lock()
	root, fresh := c.root, c.fresh
	c.fresh = batch{}
	c.mu.Unlock()
	if root == nil {
		return
	}
	c.touch()
	if len(fresh.runs) == 0 {
		return
	}
	if written := c.write(fresh.all); written != nil {
		c.replace(nil, written)
	}
	c.merge()
	c.shrink()
}

// replace adds a segment and closes those that it replaces.
func (c *cache) replace(old []*segment, by *segment) {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := []*segment{by}
	for _, s := range c.segments {
		if slices.Contains(old, s) {
			s.file.Close()
		} else {
			kept = append(kept, s)
		}
	}
	c.segments = kept
}

// all yields the entries in the order of their keys.
func (b batch) all(yield func(key, []byte) bool) {
	keys := slices.SortedFunc(maps.Keys(b.runs), func(a, b key) int { return bytes.Compare(a[:], b[:]) })
	for _, k := range keys {
		if !yield(k, b.runs[k]) {
			return
		}
	}
}

// close closes the files.
func (c *cache) close() {
	c.saving.Lock()
	defer c.saving.Unlock()
	c.opening.Do(func() {}) // too late to open
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.segments {
		s.file.Close()
	}
	if c.root != nil {
		c.root.Close()
	}
	c.root, c.segments, c.fresh = nil, nil, batch{}
}

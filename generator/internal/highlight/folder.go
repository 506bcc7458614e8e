package highlight

import (
	"bytes"
	"crypto/rand"
	"iter"
	"os"
	"slices"
	"strings"
	"time"
)

// Names of the cache's files begin with these; others in its folder are not touched. A temporary
// file becomes a segment when it is whole.
const (
	anySegment = "spans-"
	temporary  = "temporary-"
)

// segmentPrefix begins the names of the segments of a scheme.
func segmentPrefix(of scheme) string { return anySegment + of.String() + "-" }

func isSegment(name string, of scheme) bool { return strings.HasPrefix(name, segmentPrefix(of)) }

// A fileInfo is a file of the cache, of whichever scheme.
type fileInfo struct {
	name string
	size int64
	time time.Time // of its last use
}

// listFiles lists the files of the cache.
func listFiles(root *os.Root) []fileInfo {
	folder, err := root.Open(".")
	if err != nil {
		return nil
	}
	defer folder.Close()
	entries, _ := folder.ReadDir(-1)
	var files []fileInfo
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), anySegment) && !strings.HasPrefix(e.Name(), temporary) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, fileInfo{e.Name(), info.Size(), info.ModTime()})
		}
	}
	slices.SortFunc(files, func(a, b fileInfo) int { return strings.Compare(a.name, b.name) })
	return files
}

// write makes a segment and opens it. It returns nil where that fails.
func (c *cache) write(entries iter.Seq2[key, []byte]) *segment {
	unfinished := temporary + rand.Text()
	file, err := c.root.OpenFile(unfinished, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil
	}
	name, err := writeSegment(file, c.scheme, entries)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = c.root.Rename(unfinished, name)
	}
	if err != nil {
		_ = c.root.Remove(unfinished)
		return nil
	}
	written, err := openSegment(c.root, name, c.scheme)
	if err != nil {
		return nil
	}
	return written
}

// touch marks the segments that were used since the last call, so that shrink keeps them longest.
func (c *cache) touch() {
	now := time.Now()
	for _, s := range c.segments {
		if s.used.Swap(false) {
			_ = c.root.Chtimes(s.name, now, now)
		}
	}
}

// merge makes one segment of the small ones where there are many.
func (c *cache) merge() {
	var small []*segment
	for _, s := range c.segments {
		if s.size < c.limits.small {
			small = append(small, s)
		}
	}
	if len(small) <= c.limits.many {
		return
	}
	merged := c.write(func(yield func(key, []byte) bool) { allOf(small, yield) })
	if merged == nil {
		return
	}
	c.replace(small, merged)
	for _, s := range small {
		if s.name != merged.name {
			_ = c.root.Remove(s.name)
		}
	}
}

// allOf yields the whole entries of several segments, each once, in the order of their keys.
func allOf(segments []*segment, yield func(key, []byte) bool) {
	type origin struct {
		key     key
		segment *segment
		index   int
	}
	var origins []origin
	for _, s := range segments {
		for i := range s.len() {
			origins = append(origins, origin{s.key(i), s, i})
		}
	}
	slices.SortFunc(origins, func(a, b origin) int { return bytes.Compare(a.key[:], b.key[:]) })
	var last key // no key is zero
	for _, o := range origins {
		if last == o.key {
			continue
		}
		runs, ok := o.segment.entry(o.index)
		if ok && !yield(o.key, runs) {
			return
		}
		if ok {
			last = o.key
		}
	}
}

// shrink removes the least recently used files until all fit, also segments of other schemes and temporary files of
// killed programs.
func (c *cache) shrink() {
	files := listFiles(c.root)
	slices.SortStableFunc(files, func(a, b fileInfo) int { return a.time.Compare(b.time) })
	var total int64
	for _, f := range files {
		total += f.size
	}
	for _, f := range files {
		if total <= c.limits.disk {
			return
		}
		if c.root.Remove(f.name) == nil {
			total -= f.size
		}
	}
}

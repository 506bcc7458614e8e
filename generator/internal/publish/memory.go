package publish

import (
	"bytes"
	"maps"
	"slices"
	"sync"
)

// A Memory is a target for previews. It makes the bytes of pages on request and does not keep them. Its methods may be
// called concurrently.
type Memory struct {
	mu    sync.Mutex
	files map[string]Output // what the last committed build made
	next  map[string]Output
}

// Keep implements Target.
func (m *Memory) Keep(o Output) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	old, ok := m.files[o.Path]
	if !ok || !isSame(old, o) {
		return false
	}
	m.put(o)
	return true
}

// Remakes implements Target.
func (m *Memory) Remakes() bool { return true }

// Put implements Target.
func (m *Memory) Put(o Output) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if o.Make != nil {
		o.Bytes = nil
	}
	m.put(o)
	return nil
}

func (m *Memory) put(o Output) {
	if m.next == nil {
		m.next = make(map[string]Output, len(m.files))
	}
	m.next[o.Path] = o
}

// Commit implements Target.
func (m *Memory) Commit() (written, removed int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name, o := range m.next {
		if old, ok := m.files[name]; !ok || !isSame(old, o) {
			written++
		}
	}
	for name := range m.files {
		if _, ok := m.next[name]; !ok {
			removed++
		}
	}
	m.files, m.next = m.next, nil
	return written, removed, nil
}

// isSame reports whether two outputs are known to have the same bytes.
func isSame(a, b Output) bool {
	return a.Key != 0 && a.Key == b.Key || a.Make == nil && b.Make == nil && bytes.Equal(a.Bytes, b.Bytes)
}

// Abort implements Target.
func (m *Memory) Abort() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next = nil
}

// Open returns a file of the last committed build, with its bytes.
func (m *Memory) Open(path string) (o Output, ok bool, err error) {
	o, ok = m.Stat(path)
	if ok {
		o.Bytes, err = o.Load()
	}
	return o, ok, err
}

// Stat returns a file of the last committed build; its bytes may not have been made.
func (m *Memory) Stat(path string) (Output, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.files[path]
	return o, ok
}

// Paths returns the files of the last committed build, sorted.
func (m *Memory) Paths() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.files))
}

// IsEmpty reports whether no build was committed yet.
func (m *Memory) IsEmpty() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.files == nil
}

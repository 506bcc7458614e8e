package build

import (
	"bytes"
	"sync"
)

// A Memory is a target that keeps the site in memory, for preview. Files holds what the last
// committed build made, by path; it must not be changed.
type Memory struct {
	Files map[string]Output

	mu   sync.Mutex
	next map[string]Output
}

// Put implements Target.
func (m *Memory) Put(o Output) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.next == nil {
		m.next = make(map[string]Output, len(m.Files))
	}
	if old, ok := m.Files[o.Path]; ok && bytes.Equal(old.Bytes, o.Bytes) {
		m.next[o.Path] = old
		return nil
	}
	o.Bytes = bytes.Clone(o.Bytes)
	m.next[o.Path] = o
	return nil
}

// Commit implements Target.
func (m *Memory) Commit() (written, removed int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name, o := range m.next {
		if old, ok := m.Files[name]; !ok || !bytes.Equal(old.Bytes, o.Bytes) {
			written++
		}
	}
	for name := range m.Files {
		if _, ok := m.next[name]; !ok {
			removed++
		}
	}
	m.Files, m.next = m.next, nil
	return written, removed, nil
}

// Abort implements Target.
func (m *Memory) Abort() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next = nil
}

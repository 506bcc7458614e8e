package furigana

import (
	"hash/maphash"
	"sync"
)

// cacheBytes is how much text one generation of a shard may hold; a shard keeps two.
const (
	cacheShards = 16
	cacheBytes  = 1 << 20
)

// A cache keeps annotated texts, so that a preview annotates only what has changed. It evicts what was not used while a
// megabyte of other text was added. Its zero value is ready.
type cache struct {
	once   sync.Once
	seed   maphash.Seed
	shards [cacheShards]shard
}

type shard struct {
	mu         sync.Mutex
	young, old map[string]*annotated
	size       int // of the texts in young
}

func (c *cache) shard(text []byte) *shard {
	c.once.Do(func() { c.seed = maphash.MakeSeed() })
	return &c.shards[maphash.Bytes(c.seed, text)%cacheShards]
}

// get returns an annotated text, or nil.
func (c *cache) get(text []byte) *annotated {
	s := c.shard(text)
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.young[string(text)]; known != nil {
		return known
	}
	known := s.old[string(text)]
	if known != nil {
		s.keep(string(text), known)
	}
	return known
}

func (c *cache) put(text string, made *annotated) {
	s := c.shard([]byte(text))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(text, made)
}

func (s *shard) keep(text string, made *annotated) {
	if s.young == nil || s.size > cacheBytes {
		s.old, s.young, s.size = s.young, make(map[string]*annotated), 0
	}
	s.young[text] = made
	s.size += len(text)
}

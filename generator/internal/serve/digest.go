package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"shirube/generator/internal/publish"
)

// keyOf returns a key that changes with the bytes of the file at an address.
func (s *server) keyOf(o publish.Output) string {
	if o.Key != 0 {
		// Keys start over with each run, while browsers stay open.
		return s.name + "-" + strconv.FormatUint(o.Key, 36)
	}
	return digestOf(o.Bytes)
}

// digestOf returns 32 hexadecimal digits.
func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// loads are the digests of the styles, scripts and modules that pages load, by path. It is immutable.
type loads map[string]string

// with returns the digests after a build that has changed files. Their names have no hashes in a preview.
func (l loads) with(memory *publish.Memory, changed []string) loads {
	next := maps.Clone(l)
	if next == nil {
		next = make(loads)
	}
	for _, name := range changed {
		if !strings.HasPrefix(name, publish.AssetFolder+"/") || !slices.Contains([]string{".css", ".js", ".wasm"}, path.Ext(name)) {
			continue
		}
		if o, ok, err := memory.Open(name); ok && err == nil {
			next["/"+name] = digestOf(o.Bytes)
		}
	}
	return next
}

// ofKind returns the digests of the files with an ending such as ".css".
func (l loads) ofKind(ending string) map[string]string {
	kind := make(map[string]string)
	for name, digest := range l {
		if path.Ext(name) == ending {
			kind[name] = digest
		}
	}
	return kind
}

// together returns one digest of all files with an ending; it is empty where there are none.
func (l loads) together(ending string) string {
	kind := l.ofKind(ending)
	if len(kind) == 0 {
		return ""
	}
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(kind)) {
		all.WriteString(name + kind[name])
	}
	return digestOf([]byte(all.String()))
}

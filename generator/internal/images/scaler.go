package images

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"shirube/generator/internal/atomicfile"
)

// scalingVersion changes with the code that makes narrower versions, so that all are made again.
const scalingVersion = "2"

// A Scaler makes narrower versions of pictures, and caches them in a folder that other programs may use at the same
// time. Its methods may be called concurrently.
type Scaler struct {
	dir    string // empty where nothing is cached
	memory *memoryBudget
}

// NewScaler returns a scaler that caches in dir, or not at all where dir is empty.
func NewScaler(dir string) *Scaler { return &Scaler{dir: dir, memory: newMemoryBudget(maxMemory)} }

// Narrow returns narrower versions of a picture with these published bytes, one for each of p.NarrowWidths; nil for
// those that would not be smaller than the picture itself. They are written upright, without an orientation.
func (s *Scaler) Narrow(ctx context.Context, p *Picture, data []byte) ([][]byte, error) {
	widths := p.NarrowWidths()
	versions := make([][]byte, len(widths))
	missing := false
	for i, width := range widths {
		var ok bool
		versions[i], ok = s.load(p, width)
		missing = missing || !ok
	}
	if !missing {
		return versions, nil
	}
	defer s.memory.take(p.memory)()
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("画像として読めません: %w", err)
	}
	for i, width := range slices.Backward(widths) { // each from the next wider one
		height := max(p.Height*width/p.Width, 1)
		if p.turn.isSideways() {
			width, height = height, width
		}
		scaled, err := shrink(ctx, picture, width, height)
		if err != nil {
			return nil, err
		}
		picture = scaled
		if versions[i], err = p.encode(turned(scaled, p.turn)); err != nil {
			return nil, fmt.Errorf("画像を縮められません: %w", err)
		}
		if len(versions[i]) >= len(data) {
			versions[i] = nil
		}
		s.save(p, widths[i], versions[i])
	}
	return versions, nil
}

func (p *Picture) encode(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	var err error
	if p.format == "jpeg" {
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: 82})
	} else {
		err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&out, picture)
	}
	return out.Bytes(), err
}

// keptName returns the file of a cached version, whose name is a hash of all that it depends on.
func (s *Scaler) keptName(p *Picture, width int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %x %d %d", scalingVersion, p.format, p.digest, width, p.turn))
	return filepath.Join(s.dir, hex.EncodeToString(sum[:16]))
}

// load returns a cached version, if there is one that is whole. The file begins with the SHA-256 of the rest.
func (s *Scaler) load(p *Picture, width int) ([]byte, bool) {
	if s.dir == "" {
		return nil, false
	}
	name := s.keptName(p, width)
	kept, err := os.ReadFile(name)
	if err != nil || len(kept) < sha256.Size {
		return nil, false
	}
	sum, version := kept[:sha256.Size], kept[sha256.Size:]
	if want := sha256.Sum256(version); !bytes.Equal(sum, want[:]) {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(name, now, now) // for trim: what was used last is kept
	if len(version) == 0 {
		return nil, true
	}
	return version, true
}

// save caches a version. One that cannot be cached is made again next time.
func (s *Scaler) save(p *Picture, width int, version []byte) {
	if s.dir == "" || os.MkdirAll(s.dir, 0o755) != nil {
		return
	}
	sum := sha256.Sum256(version)
	_ = atomicfile.Write(s.keptName(p, width), slices.Concat(sum[:], version))
}

const (
	// keptBytes is how much the folder may hold after Trim.
	keptBytes = 512 << 20
	// leftoverAge is how old a temporary file is that nobody writes any more.
	leftoverAge = time.Hour
)

// Trim removes the least recently used files, so that the folder stays below 512 MB, and temporary files of killed
// programs.
func (s *Scaler) Trim() { s.trim(keptBytes, time.Now()) }

func (s *Scaler) trim(most int64, now time.Time) {
	entries, err := os.ReadDir(s.dir)
	if s.dir == "" || err != nil {
		return
	}
	var kept []fs.FileInfo
	var size int64
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case !strings.HasPrefix(e.Name(), atomicfile.Prefix):
			kept, size = append(kept, info), size+info.Size()
		case now.Sub(info.ModTime()) > leftoverAge:
			os.Remove(filepath.Join(s.dir, e.Name()))
		}
	}
	slices.SortFunc(kept, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, info := range kept {
		if size <= most {
			return
		}
		if os.Remove(filepath.Join(s.dir, info.Name())) == nil {
			size -= info.Size()
		}
	}
}

// A memoryBudget lets pictures be decoded at once as long as their pixels fit into it.
type memoryBudget struct {
	mu    sync.Mutex
	freed sync.Cond
	left  int // bytes
}

func newMemoryBudget(bytes int) *memoryBudget {
	b := &memoryBudget{left: bytes}
	b.freed.L = &b.mu
	return b
}

// take waits until that much memory is free, at most all of the budget, and returns the function that frees it.
func (b *memoryBudget) take(bytes int) (release func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.left < bytes {
		b.freed.Wait()
	}
	b.left -= bytes
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.left += bytes
		b.freed.Broadcast()
	}
}

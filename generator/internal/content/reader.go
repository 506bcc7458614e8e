package content

import (
	"os"
	"path"
	"path/filepath"
)

// A Reader reads the files of a folder one after the other, for one goroutine. Files of one directory cost one system call
// each to open, however deep it is; Folder.Read opens each directory on the way again.
type Reader struct {
	folder *Folder
	dir    string
	root   *os.Root // of dir; nil before the first file
}

// Reader returns a reader, which the folder closes with itself.
func (f *Folder) Reader() *Reader {
	r := &Reader{folder: f}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers = append(f.readers, r)
	return r
}

// Read returns the file that entry names.
func (r *Reader) Read(entry Entry) (File, error) {
	dir, name := path.Split(entry.Path)
	if dir == "" || entry.Linked { // a link may lead out of its directory
		return r.folder.Read(entry)
	}
	if dir != r.dir {
		r.close()
		root, err := r.folder.root.OpenRoot(filepath.FromSlash(dir))
		if err != nil {
			return r.folder.Read(entry)
		}
		r.dir, r.root = dir, root
	}
	bytes, err := r.root.ReadFile(name)
	if err != nil {
		return r.folder.Read(entry)
	}
	return File{Path: entry.Path, Kind: entry.Kind, Bytes: bytes}, nil
}

func (r *Reader) close() {
	if r.root != nil {
		r.root.Close()
	}
	r.dir, r.root = "", nil
}

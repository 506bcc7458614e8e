// Package atomicfile replaces files in one step: a reader sees the old bytes or the new ones, and a full disk or a
// killed program leaves the old file as it was.
package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Prefix begins the names of temporary files; a killed program may leave one behind.
const Prefix = ".shirube-"

// Write replaces the file name by data, or makes it. A file that is there keeps its permissions; through a symbolic
// link, what it leads to is replaced. Where it fails, nothing has changed.
func Write(name string, data []byte) error {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), Prefix+"*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Chmod(mode)
	}
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		os.Remove(temporary.Name())
	}
	return err
}

package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// manifestName is the file in an output folder that lists what builds have made, one path a line. Only files in it are
// ever removed.
const manifestName = ".shirube-manifest"

// errOvertaken is the error of a build during which another one has published into the folder.
var errOvertaken = errors.New("作っている間に、ほかの build が同じ書き出し先に書き出しました")

// readManifest notes what earlier builds made. Paths that no build writes are ignored: whatever
// somebody put into the manifest, nothing outside the folder is touched, and nothing that is hidden.
func (f *Folder) readManifest() error {
	f.listed, _ = f.root.Lstat(manifestName)
	manifest, err := f.root.ReadFile(manifestName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range strings.Lines(string(manifest)) {
		if name := strings.TrimSuffix(line, "\n"); CheckPath(name) == nil {
			f.before[name] = true
		}
	}
	return nil
}

// writeManifest lists the paths of both sets.
func (f *Folder) writeManifest(a, b map[string]bool) error {
	all := maps.Clone(a)
	maps.Copy(all, b)
	temporary := f.staging + "/manifest"
	text := strings.Join(slices.Sorted(maps.Keys(all)), "\n") + "\n"
	if err := f.root.WriteFile(temporary, []byte(text), 0o644); err != nil {
		return err
	}
	return f.root.Rename(temporary, manifestName)
}

// isOvertaken reports whether another build has written the manifest since the folder was opened: Put may have compared
// with files that are gone.
func (f *Folder) isOvertaken() bool {
	now, err := f.root.Lstat(manifestName)
	if err != nil || f.listed == nil {
		return err == nil || f.listed != nil
	}
	return !os.SameFile(now, f.listed) || !now.ModTime().Equal(f.listed.ModTime()) || now.Size() != f.listed.Size()
}

package publish

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// manifestName is the file in which an output folder keeps the list of what builds have made, one
// path a line. Only files in it are ever removed.
const manifestName = ".shirube-manifest"

// stagingPrefix begins the name of the folder in which a build gathers its files. One that is left
// over belongs to a build that was killed.
const stagingPrefix = ".shirube-staging-"

// A Folder is an output folder on disk, for one build. Files are gathered in a staging folder
// inside it and moved into place by Commit: hashed assets first, then the pages that name them, so
// that a build killed at any moment leaves each file whole, old or new. Nothing outside the folder
// can be written, not even through symbolic links.
type Folder struct {
	root    *os.Root
	staging string
	before  map[string]bool // what earlier builds made
	listed  fs.FileInfo     // the manifest that says so; nil where there is none
	mu      sync.Mutex
	staged  []staged
	kept    []string // unchanged files
}

type staged struct{ path, temporary string }

// OpenFolder opens the output folder dir and makes it where there is none.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{
		root: root, before: make(map[string]bool),
		staging: fmt.Sprintf("%s%d-%s", stagingPrefix, os.Getpid(), rand.Text()[:8]),
	}
	f.removeLeftovers()
	err = f.readManifest()
	if err == nil {
		err = root.Mkdir(f.staging, 0o755)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return f, nil
}

// readManifest notes what earlier builds made. Names that no build writes are passed over: whatever
// somebody put into the manifest, nothing outside the folder is touched, and nothing that is hidden.
func (f *Folder) readManifest() error {
	defer lockFolder(f.root)() // while another build moves files, nothing here holds still
	f.listed, _ = f.root.Lstat(manifestName)
	manifest, err := f.root.ReadFile(manifestName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range strings.Lines(string(manifest)) {
		if name := strings.TrimSuffix(line, "\n"); isPublishable(name) {
			f.before[name] = true
		}
	}
	return nil
}

// isPublishable reports whether a build may have written a path.
func isPublishable(name string) bool {
	return filepath.IsLocal(name) && path.Clean(name) == name && name != "." && !strings.HasPrefix(name, ".") && !strings.Contains(name, "\x00")
}

// removeLeftovers removes the staging folders of builds that no longer run.
func (f *Folder) removeLeftovers() {
	names, err := fs.Glob(f.root.FS(), stagingPrefix+"*")
	if err != nil {
		return
	}
	for _, name := range names {
		var pid int
		if _, err := fmt.Sscanf(name, stagingPrefix+"%d-", &pid); err == nil && !isRunning(pid) {
			_ = f.root.RemoveAll(name)
		}
	}
}

func isRunning(pid int) bool {
	process, err := os.FindProcess(pid)
	return err == nil && !errors.Is(process.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// Keep implements Target: what is on disk is compared byte by byte.
func (f *Folder) Keep(Output) bool { return false }

// Put implements Target.
func (f *Folder) Put(o Output) error {
	var err error
	if o.Bytes, err = o.Load(); err != nil {
		return err
	}
	if f.unchanged(o) {
		f.mu.Lock()
		f.kept = append(f.kept, o.Path)
		f.mu.Unlock()
		return nil
	}
	f.mu.Lock()
	temporary := fmt.Sprintf("%s/%d", f.staging, len(f.staged))
	f.staged = append(f.staged, staged{o.Path, temporary})
	f.mu.Unlock()
	return f.root.WriteFile(temporary, o.Bytes, 0o644)
}

// unchanged reports whether the folder already holds the file with these bytes.
func (f *Folder) unchanged(o Output) bool {
	if !f.before[o.Path] {
		return false
	}
	info, err := f.root.Lstat(o.Path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(o.Bytes)) {
		return false
	}
	old, err := f.root.ReadFile(o.Path)
	return err == nil && bytes.Equal(old, o.Bytes)
}

// Commit implements Target.
func (f *Folder) Commit() (written, removed int, err error) {
	defer f.close()
	defer lockFolder(f.root)()
	if f.isOvertaken() {
		return 0, 0, errOvertaken
	}
	slices.SortFunc(f.staged, func(a, b staged) int {
		if x, y := isAsset(a.path), isAsset(b.path); x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a.path, b.path)
	})
	now := make(map[string]bool, len(f.kept)+len(f.staged))
	for _, name := range f.kept {
		now[name] = true
	}
	for _, s := range f.staged {
		now[s.path] = true
	}
	if len(f.staged) == 0 && len(f.before) == len(now) {
		return 0, 0, nil
	}
	if err := f.prepare(); err != nil {
		return 0, 0, err
	}
	// Whatever happens from here on, the manifest covers every file that a build made.
	if err := f.writeManifest(now, f.before); err != nil {
		return 0, 0, err
	}
	if err := f.moveIntoPlace(); err != nil {
		return 0, 0, err
	}
	removed = f.removeGone(now)
	return len(f.staged), removed, f.writeManifest(now, nil)
}

// errOvertaken says that another build has published into the folder since it was opened.
var errOvertaken = errors.New("作っている間に、ほかの build が同じ書き出し先に書き出しました")

// isOvertaken reports whether another build has written the manifest since the folder was opened: what was
// compared with the files then may not fit what is there now.
func (f *Folder) isOvertaken() bool {
	now, err := f.root.Lstat(manifestName)
	if err != nil || f.listed == nil {
		return err == nil || f.listed != nil
	}
	return !os.SameFile(now, f.listed) || !now.ModTime().Equal(f.listed.ModTime()) || now.Size() != f.listed.Size()
}

func isAsset(name string) bool { return strings.HasPrefix(name, AssetFolder+"/") }

// prepare makes the folders that staged files go to, and looks for what would stop one of them on its way,
// while everything is still as it was. New folders are taken back where something does.
func (f *Folder) prepare() error {
	made := make([][]string, runtime.GOMAXPROCS(0))
	err := inParts(f.staged, func(part int, files []staged) (err error) {
		made[part], err = f.makeRoom(files)
		return err
	})
	if err != nil {
		f.removeEmpty(slices.Concat(made...))
	}
	return err
}

// makeRoom makes the folders that files go to, and returns those that were not there.
func (f *Folder) makeRoom(files []staged) (made []string, err error) {
	known := make(map[string]bool) // whether a folder is new
	for _, s := range files {
		dir := path.Dir(s.path)
		isNew, seen := known[dir]
		if !seen {
			isNew, err = f.makeFolder(dir)
			known[dir] = isNew
			if isNew {
				made = append(made, dir)
			}
		}
		if err == nil && !isNew {
			if target, missing := f.root.Lstat(s.path); missing == nil && target.IsDir() {
				err = syscall.EISDIR
			}
		}
		if err != nil {
			return made, f.explain(s.path, err)
		}
	}
	return made, nil
}

// makeFolder makes a folder where there is none, and reports whether it had to.
func (f *Folder) makeFolder(dir string) (isNew bool, err error) {
	err = f.root.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		err = f.root.MkdirAll(dir, 0o755)
	}
	if err == nil {
		return true, nil
	}
	info, missing := f.root.Stat(dir)
	switch {
	case missing != nil:
		return false, err
	case !info.IsDir():
		return false, syscall.ENOTDIR
	case info.Mode().Perm()&0o222 == 0 && os.Geteuid() != 0: // root writes anywhere
		return false, fs.ErrPermission
	}
	return false, nil
}

// removeEmpty removes folders that are empty, and those that this empties.
func (f *Folder) removeEmpty(dirs []string) {
	for _, dir := range dirs {
		for dir != "." && f.root.Remove(dir) == nil {
			dir = path.Dir(dir)
		}
	}
}

// moveIntoPlace moves the staged files, sorted with the assets first, to where they belong.
func (f *Folder) moveIntoPlace() error {
	pages := slices.IndexFunc(f.staged, func(s staged) bool { return !isAsset(s.path) })
	if pages < 0 {
		pages = len(f.staged)
	}
	if err := f.moveAll(f.staged[:pages]); err != nil {
		return err
	}
	return inParts(f.staged[pages:], func(_ int, files []staged) error { return f.moveAll(files) })
}

// inParts works on as many parts of files as there are processors, at once, and returns the first error in
// the order of the files.
func inParts(files []staged, work func(part int, files []staged) error) error {
	errs := make([]error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range errs {
		part := files[i*len(files)/len(errs) : (i+1)*len(files)/len(errs)]
		wg.Go(func() { errs[i] = work(i, part) })
	}
	wg.Wait()
	return cmp.Or(errs...)
}

func (f *Folder) moveAll(files []staged) error {
	for _, s := range files {
		if err := f.root.Rename(s.temporary, s.path); err != nil {
			return f.explain(s.path, err)
		}
	}
	return nil
}

// explain adds to an error which output it concerns.
func (f *Folder) explain(name string, err error) error {
	return fmt.Errorf("「%s」を書けません: %w", name, err)
}

// removeGone removes the files that only earlier builds made, and folders that this empties.
func (f *Folder) removeGone(now map[string]bool) int {
	removed := 0
	for name := range f.before {
		if now[name] {
			continue
		}
		if f.root.Remove(name) == nil {
			removed++
		}
		f.removeEmpty([]string{path.Dir(name)})
	}
	return removed
}

// writeManifest lists the paths of both sets.
func (f *Folder) writeManifest(a, b map[string]bool) error {
	names := make([]string, 0, len(a)+len(b))
	for name := range a {
		names = append(names, name)
	}
	for name := range b {
		if !a[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	temporary := f.staging + "/manifest"
	if err := f.root.WriteFile(temporary, []byte(strings.Join(names, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	return f.root.Rename(temporary, manifestName)
}

// Abort implements Target.
func (f *Folder) Abort() { f.close() }

// close removes the staging folder.
func (f *Folder) close() {
	_ = f.root.RemoveAll(f.staging)
	f.root.Close()
}

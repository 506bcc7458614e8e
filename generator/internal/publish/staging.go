package publish

import (
	"crypto/rand"
	"io/fs"
	"os"
)

const (
	// stagingPrefix begins the name of the folder in which a build gathers its files.
	stagingPrefix = ".shirube-staging-"
	// heldName is the file in a staging folder that its build holds locked as long as it runs. The system unlocks
	// it for a program that is killed, in whatever container that ran.
	heldName = "held"
)

// makeStaging makes the staging folder of a build, and removes those of builds that no longer run. The output folder is
// locked meanwhile, so that no build takes a folder that is being made for one that is left over.
func (f *Folder) makeStaging() error {
	defer lockFolder(f.root)()
	names, _ := fs.Glob(f.root.FS(), stagingPrefix+"*")
	for _, name := range names {
		if f.isLeftover(name) {
			_ = f.root.RemoveAll(name)
		}
	}
	f.staging = stagingPrefix + rand.Text()[:8]
	if err := f.root.Mkdir(f.staging, 0o755); err != nil {
		return err
	}
	stage, err := f.root.OpenRoot(f.staging)
	if err != nil {
		return err
	}
	f.stage = stage
	held, err := stage.Create(heldName)
	if err != nil {
		return err
	}
	f.held = held
	hold(held)
	return nil
}

// isLeftover reports whether no build holds a staging folder.
func (f *Folder) isLeftover(staging string) bool {
	held, err := f.root.OpenFile(staging+"/"+heldName, os.O_RDWR, 0)
	if err != nil {
		return os.IsNotExist(err)
	}
	defer held.Close()
	return !isHeld(held)
}

// close removes the staging folder.
func (f *Folder) close() {
	if f.held != nil {
		f.held.Close()
	}
	if f.stage != nil {
		f.stage.Close()
	}
	_ = f.root.RemoveAll(f.staging)
	f.root.Close()
}

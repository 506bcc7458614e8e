//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package publish

import "os"

// lockFolder does nothing here: builds that publish at the same moment are not serialized; others are noticed by the
// manifest.
func lockFolder(*os.Root) (unlock func()) { return func() {} }

// hold does nothing here: a file that is open cannot be removed, so it is held as long as it is open.
func hold(*os.File) {}

// isHeld reports every file as held: without locks a leftover cannot be distinguished, so it stays.
func isHeld(*os.File) bool { return true }

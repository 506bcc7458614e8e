//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"os"
	"syscall"
)

// lockFolder waits until no other build moves files into a folder, and keeps others waiting until it is
// unlocked. The system unlocks for a program that is killed. Where a file system knows no locks, nobody
// waits.
func lockFolder(root *os.Root) (unlock func()) {
	dir, err := root.Open(".")
	if err != nil {
		return func() {}
	}
	for errors.Is(syscall.Flock(int(dir.Fd()), syscall.LOCK_EX), syscall.EINTR) {
	}
	return func() { dir.Close() }
}

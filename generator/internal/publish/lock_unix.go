//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"os"
	"syscall"
)

// lockFolder takes an advisory lock on a folder, and waits for it. The system unlocks for a program that is killed. On
// a file system without locks it returns at once.
func lockFolder(root *os.Root) (unlock func()) {
	dir, err := root.Open(".")
	if err != nil {
		return func() {}
	}
	for errors.Is(syscall.Flock(int(dir.Fd()), syscall.LOCK_EX), syscall.EINTR) {
	}
	return func() { dir.Close() }
}

// hold locks a file until it is closed.
func hold(file *os.File) { _ = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// isHeld reports whether another program holds a file. Where a file system knows no locks, every file counts as held.
func isHeld(file *os.File) bool {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil
}

//go:build unix

package build_test

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// restrictions are the roles of builds that take something from themselves first.
func restrictions() map[string]func() error {
	return map[string]func() error{"cramped": cramp, "stranger": becomeStranger}
}

// largestFile is how many bytes a cramped build may write into one file.
const largestFile = 3000

// cramp limits the size of files that this process writes, which fails in the middle of a file as a full
// disk does.
func cramp() error {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: largestFile, Max: largestFile})
}

// becomeStranger gives up the rights of root, who is refused nothing.
func becomeStranger() error {
	if os.Getuid() != 0 {
		return nil
	}
	const nobody = 65534
	return errors.Join(syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody))
}

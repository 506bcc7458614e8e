//go:build unix && !linux

package build_test

import (
	"errors"
	"testing"
)

// mountSmall mounts no disk here.
func mountSmall(string) error { return errors.ErrUnsupported }

func unmount(*testing.T, string) {}

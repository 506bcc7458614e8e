//go:build !unix

package build_test

// restrictions are the roles of builds that take something from themselves first; there are none here.
func restrictions() map[string]func() error { return nil }

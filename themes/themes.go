// Package themes holds the themes that are built into the program, so that it stands alone. It
// embeds files and nothing else; reading a theme is the generator's business.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:michi
var files embed.FS

// Named returns the files of the built-in theme called name, with templates/, styles/, scripts/,
// strings/ and static/ at its root. The error wraps fs.ErrNotExist where there is no such theme.
func Named(name string) (fs.FS, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if _, err := fs.Stat(files, name); err != nil {
		return nil, err
	}
	return fs.Sub(files, name)
}

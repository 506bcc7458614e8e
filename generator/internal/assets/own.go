package assets

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// OwnStyles are the styles that a site adds to those of its theme.
type OwnStyles struct {
	Colours string   // a style sheet
	Sheets  []string // paths of style sheets, from the root of the content folder
	// Read returns the bytes of a content file: a style sheet, or what one names.
	Read func(name string) ([]byte, error)
}

func (o OwnStyles) isEmpty() bool { return o.Colours == "" && len(o.Sheets) == 0 }

// Paths of the site's own styles among the files of its theme.
const (
	ownFolder  = "own/"
	ownEntry   = ownFolder + "main.css"
	ownColours = ownFolder + "colours.css"
	ownContent = ownFolder + "content/"
)

// An ownFS is a theme with a site's own styles.
type ownFS struct {
	fs.FS
	own OwnStyles
}

// ReadFile implements fs.ReadFileFS.
func (f ownFS) ReadFile(name string) ([]byte, error) {
	file, isContent := strings.CutPrefix(name, ownContent)
	switch {
	case name == ownEntry:
		return f.entry(), nil
	case name == ownColours:
		return []byte(f.own.Colours), nil
	case isContent:
		return f.own.Read(file)
	}
	return fs.ReadFile(f.FS, name)
}

// entry returns the style sheet that holds the theme's and the site's. A sheet that cannot be read is left out; linking
// the site reports it.
func (f ownFS) entry() []byte {
	var b strings.Builder
	b.WriteString("@import \"../styles/main.css\";\n@import \"./" + path.Base(ownColours) + "\";\n")
	for _, sheet := range f.own.Sheets {
		if _, err := f.own.Read(sheet); err == nil {
			b.WriteString("@import " + strconv.Quote("./content/"+path.Clean(sheet)) + ";\n")
		}
	}
	return []byte(b.String())
}

// placeOf returns the path of a bundled file in the theme or in the content folder.
func placeOf(file string) string {
	return strings.TrimPrefix(strings.TrimPrefix(file, "theme:"), ownContent)
}

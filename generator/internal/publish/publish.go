// Package publish writes the files of a build: to an output folder on disk, which changes all at once or not at all,
// or to memory, for a preview.
package publish

// An Output is a file to publish. Path is slash-separated, below the output folder.
type Output struct {
	Path   string
	Source string // the content file it was made from; empty for those the build makes
	Key    uint64 // outputs of one path and one key have the same bytes; 0 where that is not known
	Bytes  []byte // nil where they have yet to be made
	// Make returns the bytes, as often as it is called, from any goroutine; nil where Bytes are all
	// there is.
	Make func() ([]byte, error)
}

// AssetFolder is the output folder of files that are named by their content. They are moved into place
// before the pages that load them.
const AssetFolder = "assets"

// Load returns the bytes, which it makes where there are none yet.
func (o *Output) Load() ([]byte, error) {
	if o.Bytes == nil && o.Make != nil {
		return o.Make()
	}
	return o.Bytes, nil
}

// A Target receives the files of a build. Nothing is published before Commit; Abort discards what was put.
type Target interface {
	// Keep reports whether the target has an output of this path and key already, which it then publishes
	// again.
	Keep(Output) bool
	// Remakes reports whether the target may make an output again after Put has returned.
	Remakes() bool
	// Put takes an output. It may be called concurrently. It keeps no reference to Bytes of an output
	// that can be made again; those of others do not change.
	Put(Output) error
	Commit() (written, removed int, err error)
	Abort()
}

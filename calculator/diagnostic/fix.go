package diagnostic

import (
	"bytes"
	"cmp"
	"slices"
)

// A Fix is the one right way to mend a finding: the first Old at or behind From becomes New.
type Fix struct {
	From     Position
	Old, New string
}

// Apply returns source with fixes applied, and their number. A fix is skipped where its text is missing or overlaps
// another.
func Apply(source []byte, fixes []Fix) ([]byte, int) {
	type edit struct {
		at int
		Fix
	}
	var edits []edit
	for _, f := range fixes {
		from := offsetOf(source, f.From)
		if at := bytes.Index(source[from:], []byte(f.Old)); at >= 0 && f.Old != "" {
			edits = append(edits, edit{from + at, f})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
	var out []byte
	done, behind := 0, 0
	for _, e := range edits {
		if e.at < behind {
			continue
		}
		out = append(append(out, source[behind:e.at]...), e.New...)
		behind = e.at + len(e.Old)
		done++
	}
	return append(out, source[behind:]...), done
}

// offsetOf returns the byte offset of a position; the end of source for one behind it.
func offsetOf(source []byte, p Position) int {
	at := 0
	for line := 1; line < p.Line; line++ {
		end := bytes.IndexByte(source[at:], '\n')
		if end < 0 {
			return len(source)
		}
		at += end + 1
	}
	column := 1
	for i := range string(source[at:]) {
		if column >= p.Column {
			return at + i
		}
		column++
	}
	return len(source)
}

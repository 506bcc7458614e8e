package laws

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// Record returns sources.yaml with the revision in force, its day, the digest of its text and the day of reading
// for every article that was compared, and how many sources that changes. All else keeps its bytes.
func Record(text []byte, changes []Change, today content.Date) ([]byte, int) {
	lines := strings.Split(string(text), "\n")
	var edits []edit
	sources := 0
	for _, c := range changes {
		if c.Kind != Same && c.Kind != Amended && c.Kind != Corrected {
			continue
		}
		law := c.Source.Law
		if c.Revision.ID == law.Revision && c.Digest == law.Digest {
			continue
		}
		sources++
		edits = append(edits,
			edit{law.Places.Revision, c.Revision.ID, isReplaced}, edit{law.Places.InForce, c.Revision.InForce.String(), isReplaced},
			edit{c.Source.CheckedAt, today.String(), isReplaced}, digestEdit(law, c.Digest))
	}
	slices.SortFunc(edits, func(a, b edit) int { // from the end, so that positions stay right
		return cmp.Or(cmp.Compare(b.at.Start.Line, a.at.Start.Line), cmp.Compare(b.at.Start.Column, a.at.Start.Column), cmp.Compare(b.how, a.how))
	})
	for _, e := range edits {
		e.apply(lines)
	}
	return []byte(strings.Join(lines, "\n")), sources
}

// An edit changes the value that begins at a position.
type edit struct {
	at   diagnostic.Span
	text string
	how  int
}

const (
	isReplaced = iota
	isBehind   // in the braces of a flow mapping
	isBelow    // on a line of its own
)

// digestEdit returns the edit that notes the digest of the text that was read.
func digestEdit(law *content.Law, digest string) edit {
	switch {
	case law.Digest != "":
		return edit{law.Places.Digest, digest, isReplaced}
	case law.Places.IsFlow:
		return edit{law.Places.Last, ", digest: " + digest, isBehind}
	}
	return edit{law.Places.Last, "digest: " + digest, isBelow}
}

// A value of YAML on one line, quoted or not, up to what ends it in a flow mapping or a block.
var value = regexp.MustCompile(`^("[^"]*"|'[^']*'|[^,}#\s]+)`)

// apply changes lines in place. The file is edited as text, not written anew from YAML, so comments and order stay.
func (e edit) apply(lines []string) {
	i := e.at.Start.Line - 1
	runes := []rune(lines[i])
	before, rest := string(runes[:e.at.Start.Column-1]), string(runes[e.at.Start.Column-1:])
	old := value.FindString(rest)
	behind := rest[len(old):]
	switch e.how {
	case isReplaced:
		lines[i] = before + e.text + behind
	case isBehind:
		lines[i] = before + old + e.text + behind
	case isBelow:
		indent := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
		lines[i] += "\n" + indent + e.text
	}
}

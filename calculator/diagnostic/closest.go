package diagnostic

import (
	"math"
	"math/bits"
)

// longestMeant is the length of names that Closest compares, in characters: the number of bits of a word.
const longestMeant = 64

// Closest returns the candidate that name was most likely meant to be, by edit distance in
// characters, or "" where none is near: more than a third of the longer name would have to change.
// Of equally near candidates the first is taken.
func Closest(name string, candidates []string) string { return NewCandidates(candidates).Closest(name) }

// Candidates are names that many others are compared with. They are safe for concurrent use.
type Candidates struct{ list []candidate }

type candidate struct {
	name    string
	length  int    // in characters
	letters uint64 // see lettersOf
}

// NewCandidates prepares names for comparisons.
func NewCandidates(names []string) Candidates {
	list := make([]candidate, len(names))
	for i, name := range names {
		list[i] = candidate{name: name}
		for _, r := range name {
			list[i].length++
			list[i].letters |= 1 << (r & 63)
		}
	}
	return Candidates{list}
}

// Len returns the number of names.
func (c Candidates) Len() int { return len(c.list) }

// Closest is the function Closest for these candidates.
func (c Candidates) Closest(name string) string {
	from := []rune(name)
	if len(from) > longestMeant {
		return ""
	}
	best, nearest := "", math.MaxInt
	comparison := newComparison(from)
	for i := range c.list {
		to := &c.list[i]
		longer := max(len(from), to.length)
		limit := longer/3 + 1
		if longer <= 2 {
			limit = 1
		}
		if most := min(limit, longer-1, nearest-1); comparison.mayBeWithin(most, to) {
			if d := comparison.distance(to); d <= most {
				best, nearest = to.name, d
			}
		}
	}
	return best
}

// DidYouMean asks in Japanese for the closest candidate; it returns otherwise where none is near.
func DidYouMean(name string, candidates []string, otherwise string) string {
	if near := Closest(name, candidates); near != "" {
		return "「" + near + "」のことですか。"
	}
	return otherwise
}

// A comparison compares one name, of at most longestMeant characters, with many, in memory of its own.
type comparison struct {
	length  int
	letters uint64          // see lettersOf
	ascii   [128]uint64     // for a character, a bit for each place where the name has it
	others  map[rune]uint64 // likewise
}

func newComparison(name []rune) *comparison {
	c := &comparison{length: len(name), letters: lettersOf(name), others: make(map[rune]uint64)}
	for i, r := range name {
		if r < 128 {
			c.ascii[r] |= 1 << i
		} else {
			c.others[r] |= 1 << i
		}
	}
	return c
}

// places returns a bit for each place where the name has a character.
func (c *comparison) places(r rune) uint64 {
	if r < 128 {
		return c.ascii[r]
	}
	return c.others[r]
}

// lettersOf returns a set of the characters of a name, in which several may share a place.
func lettersOf(name []rune) uint64 {
	set := uint64(0)
	for _, r := range name {
		set |= 1 << (r & 63)
	}
	return set
}

// mayBeWithin reports whether the distance of both names may be at most most, by their lengths and characters: each
// character that only one of them has is a change.
func (c *comparison) mayBeWithin(most int, to *candidate) bool {
	if most < 0 || c.length-to.length > most || to.length-c.length > most {
		return false
	}
	return bits.OnesCount64(c.letters&^to.letters) <= most && bits.OnesCount64(to.letters&^c.letters) <= most
}

// distance returns the Damerau–Levenshtein distance with adjacent transpositions. A column of the table of distances is
// a few numbers, of which each bit says how one row differs from the row above or the column before (H. Hyyrö, A
// Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances, 2003).
func (c *comparison) distance(to *candidate) int {
	if c.length == 0 {
		return to.length
	}
	down, up := ^uint64(0), uint64(0) // rows that are one more, or one less, than the row above
	diagonal, before, distance := uint64(0), uint64(0), c.length
	last := uint(c.length - 1)
	for _, r := range to.name {
		places := c.places(r)
		swapped := (^diagonal & places) << 1 & before
		diagonal = ((places&down + down) ^ down) | places | up | swapped
		right, left := up|^(diagonal|down), diagonal&down // more, or less, than the column before
		distance += int(right>>last&1) - int(left>>last&1)
		right, left = right<<1|1, left<<1
		down, up, before = left|^(diagonal|right), right&diagonal, places
	}
	return distance
}

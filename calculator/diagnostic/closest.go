package diagnostic

import (
	"math"
	"math/bits"
)

// longestMeant is how many characters a name has at most for which Closest looks: as many as a number has bits.
const longestMeant = 64

// Closest returns the candidate that name was most likely meant to be, by edit distance in
// characters, or "" where none is near: more than a third of the longer name would have to change.
// Of equally near candidates the first is taken.
func Closest(name string, candidates []string) string {
	best, nearest := "", math.MaxInt
	from := []rune(name)
	if len(from) > longestMeant {
		return ""
	}
	c := newComparison(from)
	for _, candidate := range candidates {
		c.to = c.to[:0]
		for _, r := range candidate {
			c.to = append(c.to, r)
		}
		longer := max(c.length, len(c.to))
		limit := longer/3 + 1
		if longer <= 2 {
			limit = 1
		}
		if most := min(limit, longer-1, nearest-1); c.mayBeWithin(most) {
			if d := c.distance(); d <= most {
				best, nearest = candidate, d
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
	to      []rune          // the other name
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

// mayBeWithin reports whether the lengths and characters of both names leave it open that their distance is at most
// most: each character that only one of them has is a change.
func (c *comparison) mayBeWithin(most int) bool {
	if most < 0 || c.length-len(c.to) > most || len(c.to)-c.length > most {
		return false
	}
	to := lettersOf(c.to)
	return bits.OnesCount64(c.letters&^to) <= most && bits.OnesCount64(to&^c.letters) <= most
}

// distance returns the Damerau–Levenshtein distance with adjacent transpositions. A column of the table of distances is
// a few numbers, of which each bit says how one row differs from the row above or the column before (H. Hyyrö, A
// Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances, 2003).
func (c *comparison) distance() int {
	if c.length == 0 {
		return len(c.to)
	}
	down, up := ^uint64(0), uint64(0) // rows that are one more, or one less, than the row above
	diagonal, before, distance := uint64(0), uint64(0), c.length
	last := uint(c.length - 1)
	for _, r := range c.to {
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

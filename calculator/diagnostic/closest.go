package diagnostic

import (
	"math"
	"math/bits"
)

// longestMeant is how many characters a name has at most for which Closest looks.
const longestMeant = 64

// Closest returns the candidate that name was most likely meant to be, by edit distance in
// characters, or "" where none is near: more than a third of the longer name would have to change.
// Of equally near candidates the first is taken.
func Closest(name string, candidates []string) string {
	best, nearest := "", math.MaxInt
	c := comparison{from: []rune(name)}
	if len(c.from) > longestMeant {
		return ""
	}
	c.letters = lettersOf(c.from)
	for _, candidate := range candidates {
		c.to = c.to[:0]
		for _, r := range candidate {
			c.to = append(c.to, r)
		}
		longer := max(len(c.from), len(c.to))
		limit := longer/3 + 1
		if longer <= 2 {
			limit = 1
		}
		if most := min(limit, longer-1, nearest-1); c.mayBeWithin(most) {
			if d := c.distance(most); d <= most {
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

// A comparison compares one name with many, in memory of its own.
type comparison struct {
	from, to []rune
	letters  uint64   // of from, see lettersOf
	rows     [3][]int // the last rows of the table of distances
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
	if most < 0 || len(c.from)-len(c.to) > most || len(c.to)-len(c.from) > most {
		return false
	}
	to := lettersOf(c.to)
	return bits.OnesCount64(c.letters&^to) <= most && bits.OnesCount64(to&^c.letters) <= most
}

// distance returns the Damerau–Levenshtein distance with adjacent transpositions, or some number above most where it is
// above that.
func (c *comparison) distance(most int) int {
	a, b := withoutCommonEnds(c.from, c.to)
	before, last, row := grown(c.rows[0], len(b)+1), grown(c.rows[1], len(b)+1), grown(c.rows[2], len(b)+1)
	c.rows = [3][]int{before, last, row}
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-most), min(len(b), i+most) // all else is further apart
		row[from-1] = i - from + 1
		if from > 1 {
			row[from-1] = most + 1
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			above := most + 1
			if j < i+most || i == 1 {
				above = last[j]
			}
			d := min(above+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > most {
			return least
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// withoutCommonEnds leaves out what both names begin and end with, which changes nothing about their distance.
func withoutCommonEnds(a, b []rune) (restA, restB []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

func grown(row []int, n int) []int {
	if cap(row) < n {
		return make([]int, n+longestMeant)
	}
	return row[:n]
}

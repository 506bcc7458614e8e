package diagnostic

// Closest returns the candidate that name was most likely meant to be, by edit distance in
// characters, or "" where none is near: more than a third of the longer name would have to change.
// Of equally near candidates the first is taken.
func Closest(name string, candidates []string) string {
	best, bestDistance := "", -1
	from := []rune(name)
	if len(from) > 64 {
		return ""
	}
	for _, candidate := range candidates {
		to := []rune(candidate)
		limit := max(len(from), len(to))/3 + 1
		if max(len(from), len(to)) <= 2 {
			limit = 1
		}
		if d := editDistance(from, to); d <= limit && d < max(len(from), len(to)) && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// editDistance is the Damerau–Levenshtein distance with adjacent transpositions.
func editDistance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}

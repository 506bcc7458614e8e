package diagnostic_test

import (
	"math/rand/v2"
	"testing"

	"shirube/calculator/diagnostic"
)

// The table of all distances, without any shortcut, gives the same suggestions.
func TestClosestIsTheNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	word := func() string {
		letters := []rune("abあ会社ー/x")[:2+random.IntN(7)]
		text := make([]rune, random.IntN(9))
		if random.IntN(50) == 0 {
			text = make([]rune, 58+random.IntN(7)) // as long as Closest looks at
		}
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		return string(text)
	}
	for range 20_000 {
		name, candidates := word(), make([]string, 6)
		for i := range candidates {
			candidates[i] = word()
		}
		if got, want := diagnostic.Closest(name, candidates), plainlyClosest(name, candidates); got != want {
			t.Fatalf("Closest(%q, %q) is %q, want %q", name, candidates, got, want)
		}
	}
}

func plainlyClosest(name string, candidates []string) string {
	best, nearest := "", -1
	for _, candidate := range candidates {
		a, b := []rune(name), []rune(candidate)
		longer := max(len(a), len(b))
		limit := longer/3 + 1
		if longer <= 2 {
			limit = 1
		}
		if d := editDistance(a, b); d <= limit && d < longer && (nearest < 0 || d < nearest) {
			best, nearest = candidate, d
		}
	}
	return best
}

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

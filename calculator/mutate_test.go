package calculator_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"shirube/calculator"
)

// While somebody is typing, files are broken in every way. Each state gives messages with a place and
// a remedy, or a calculator that works; none is silent.
func TestHalfTypedFilesGiveMessagesOrWork(t *testing.T) {
	files := []calculator.Source{
		{Path: "children.calc", Text: []byte(children)}, {Path: "salary.calc", Text: []byte(salary)},
		{Path: "figures.calc", Text: []byte(deduction)}, {Path: "fee.calc", Text: []byte(monthlyFee)},
		{Path: "burden-cap.calc", Text: []byte(burdenCap)}, {Path: "categories.calc", Text: []byte(categories)},
		{Path: "days.calc", Text: []byte(reminding)}, {Path: "decide.calc", Text: []byte(decisionTable)},
		{Path: "towns.calc", Text: []byte(towns(70))},
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		sources := make([]calculator.Source, len(files))
		for i, f := range files {
			sources[i] = calculator.Source{Path: f.Path, Text: []byte(mutate(r, string(f.Text), files))}
		}
		set, found := calculator.Compile(sources, calculator.Options{Today: today})
		for _, d := range found {
			if d.Code == calculator.CodeCompile || d.Message == "" || d.Span.Path == "" {
				t.Errorf("seed %d: %v", seed, d)
			}
		}
		if len(set.Programs) < len(files)-1 && !found.HasErrors() {
			t.Errorf("seed %d: a calculator is missing without a word", seed)
		}
		for _, p := range set.Programs {
			if _, err := p.Evaluate(t.Context(), nil, today); err != nil {
				t.Errorf("seed %d: %s: %v", seed, p.Name, err)
			}
		}
	}
}

// mutate drops a line, a word or a letter of text, or puts a line of another file in its place.
func mutate(r *rand.Rand, text string, files []calculator.Source) string {
	lines := strings.Split(text, "\n")
	k := r.IntN(len(lines))
	words, letters := strings.Fields(lines[k]), []rune(lines[k])
	switch n := r.IntN(4); {
	case n == 0:
		lines = append(lines[:k], lines[k+1:]...)
	case n == 1 && len(words) > 0:
		lines[k] = strings.Replace(lines[k], words[r.IntN(len(words))], "", 1)
	case n == 2 && len(letters) > 0:
		at := r.IntN(len(letters))
		lines[k] = string(append(letters[:at:at], letters[at+1:]...))
	default:
		other := strings.Split(string(files[r.IntN(len(files))].Text), "\n")
		lines[k] = other[r.IntN(len(other))]
	}
	return strings.Join(lines, "\n")
}

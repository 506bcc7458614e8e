package compile_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"shirube/calculator/internal/run"
)

// A module may be fed by others than this program. Whatever words they write, it comes to its end; a
// page would otherwise show nothing, and not say why.
func TestNoWordsMakeAModuleTrap(t *testing.T) {
	inShards(t, uint64(runs(t, 800)), func(t *testing.T, engine *run.Engine, seed uint64) {
		m := load(t, engine, newProgram(seed, false))
		r := rand.New(rand.NewPCG(seed, 5))
		for range 10 {
			for _, at := range m.layout.Inputs {
				if err := m.instance.Write(at.Low, anyWord(r)); err != nil {
					t.Fatal(err)
				}
				if err := m.instance.Write(at.High, anyWord(r)); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := m.instance.Evaluate(t.Context()); err != nil {
				t.Fatalf("program %d: %v", seed, err)
			}
		}
		if err := m.instance.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

// anyWord returns a word, often one that arithmetic is wary of.
func anyWord(r *rand.Rand) int64 {
	wary := []int64{0, 1, -1, math.MinInt64, math.MaxInt64, math.MinInt64 + 1, 1 << 32}
	if i := r.IntN(2 * len(wary)); i < len(wary) {
		return wary[i]
	}
	return r.Int64() >> r.IntN(64)
}

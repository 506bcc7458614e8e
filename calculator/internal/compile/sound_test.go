package compile_test

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"

	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

// runs returns how many inputs a test tries: SHIRUBE_RUNS where it is set, else few. In full:
//
//	SHIRUBE_RUNS=10000000 go test -timeout 2h -run 'Agree|Sound' ./calculator/internal/compile
func runs(t *testing.T, few int) int {
	t.Helper()
	text := os.Getenv("SHIRUBE_RUNS")
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const inputsPerProgram = 100

// Soundness: for every full answer that fits a partial one, the full result lies in the partial result.
func TestModulesAreSound(t *testing.T) {
	programs := uint64(runs(t, 20_000) / inputsPerProgram)
	inShards(t, programs, func(t *testing.T, engine *run.Engine, seed uint64) {
		m := load(t, engine, newProgram(seed, true))
		r := rand.New(rand.NewPCG(seed, 2))
		for range inputsPerProgram {
			checkSound(t, seed, m, r)
		}
		_ = m.instance.Close(t.Context())
	})
}

// inShards tries the programs of seeds below n, on all cores.
func inShards(t *testing.T, n uint64, try func(*testing.T, *run.Engine, uint64)) {
	shards := uint64(runtime.GOMAXPROCS(0))
	for shard := range shards {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			engine := run.NewEngine(t.Context(), run.Interpreter)
			defer func() { _ = engine.Close(t.Context()) }()
			for seed := shard; seed < n; seed += shards {
				try(t, engine, seed)
			}
		})
	}
}

func checkSound(t *testing.T, seed uint64, m machine, r *rand.Rand) {
	t.Helper()
	inputs := m.program.Inputs
	wide, narrow := make([]ir.Extent, len(inputs)), make([]ir.Extent, len(inputs))
	for i := range inputs {
		wide[i] = partial(r, &inputs[i])
		narrow[i] = full(r, inputs[i].Type.Kind, wide[i])
	}
	partly, fully := m.evaluate(t, wide), m.evaluate(t, narrow)
	for i, kind := range fully.kinds {
		if !inside(kind, fully.values[i], partly.values[i]) {
			t.Fatalf("program %d, result %d: %v of the full answer %v is not inside %v of %v",
				seed, i, fully.values[i], narrow, partly.values[i], wide)
		}
	}
}

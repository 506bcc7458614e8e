package compile_test

import (
	"testing"

	"shirube/calculator/internal/compile"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/run"
)

func BenchmarkCompile(b *testing.B) {
	programs := make([]*ir.Program, 100)
	for i := range programs {
		programs[i] = newProgram(uint64(i), true)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := compile.Compile(programs[i%len(programs)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for name, mode := range map[string]run.Mode{"interpreter": run.Interpreter, "compiler": run.Compiler} {
		b.Run(name, func(b *testing.B) {
			engine := run.NewEngine(b.Context(), mode)
			m, err := compile.Compile(newProgram(2, true))
			if err != nil {
				b.Fatal(err)
			}
			instance, err := engine.Load(b.Context(), m.Bytes)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := instance.Evaluate(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			_ = engine.Close(b.Context())
		})
	}
}

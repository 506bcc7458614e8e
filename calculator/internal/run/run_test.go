package run

import (
	"errors"
	"sync"
	"testing"

	"shirube/calculator/internal/wasm"
)

var evaluates = wasm.Signature{Results: []wasm.ValueType{wasm.I32}}

// doubling is a module that writes twice the number at 0 to 8.
func doubling() *wasm.Module {
	return &wasm.Module{
		MemoryPages: 1,
		Functions: []wasm.Function{{Signature: evaluates, Body: []wasm.Instruction{
			wasm.I32Const(0), wasm.I32Const(0), wasm.Memory(wasm.I64LoadOp, 0), wasm.I64Const(2),
			wasm.Plain(wasm.I64Mul), wasm.Memory(wasm.I64StoreOp, 8), wasm.I32Const(3),
		}}},
		Exports: []wasm.Export{
			{Name: "memory", Kind: wasm.ExportMemory}, {Name: "evaluate", Kind: wasm.ExportFunction},
		},
	}
}

func encode(t testing.TB, m *wasm.Module) []byte {
	t.Helper()
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestInstancesOfOneModuleDoNotShareTheirMemory(t *testing.T) {
	for _, mode := range []Mode{Interpreter, Compiler} {
		engine := NewEngine(t.Context(), mode)
		t.Cleanup(func() { _ = engine.Close(t.Context()) })
		var group sync.WaitGroup
		for n := range int64(4) {
			instance, err := engine.Load(t.Context(), encode(t, doubling()))
			if err != nil {
				t.Fatal(err)
			}
			group.Go(func() { evaluateMany(t, instance, n*1_000_000) })
		}
		group.Wait()
	}
}

func evaluateMany(t *testing.T, instance *Instance, from int64) {
	for v := from; v < from+500; v++ {
		result := []int64{0}
		err := errors.Join(instance.Write(0, v))
		status, failed := instance.Evaluate(t.Context())
		err = errors.Join(err, failed, instance.Read(8, result))
		if err != nil || status != 3 || result[0] != 2*v {
			t.Errorf("%d doubled is %d, status %d, %v", v, result[0], status, err)
			return
		}
	}
}

func TestModulesThatCouldSendOrHideSomethingAreRefused(t *testing.T) {
	engine := NewEngine(t.Context(), Interpreter)
	t.Cleanup(func() { _ = engine.Close(t.Context()) })
	more := doubling()
	more.Exports = append(more.Exports, wasm.Export{Name: "other", Kind: wasm.ExportFunction})
	other := doubling()
	other.Functions[0].Signature.Results = nil
	other.Functions[0].Body = nil
	importing := []byte("\x00asm\x01\x00\x00\x00\x01\x04\x01\x60\x00\x00\x02\x07\x01\x01a\x01b\x00\x00")
	for name, module := range map[string][]byte{
		"an import": importing, "a third export": encode(t, more), "another type": encode(t, other),
		"no module": []byte("<!doctype html>"), "no bytes": nil,
	} {
		if _, err := engine.Load(t.Context(), module); !errors.Is(err, ErrModule) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestOffsetsOutsideTheMemoryAreErrors(t *testing.T) {
	engine := NewEngine(t.Context(), Interpreter)
	t.Cleanup(func() { _ = engine.Close(t.Context()) })
	instance, err := engine.Load(t.Context(), encode(t, doubling()))
	if err != nil {
		t.Fatal(err)
	}
	if err := instance.Write(65536-8, 1, 2); err == nil {
		t.Error("wrote beyond the memory")
	}
	if err := instance.Read(65536, make([]int64, 1)); err == nil {
		t.Error("read beyond the memory")
	}
}

func BenchmarkLoad(b *testing.B) {
	for name, mode := range map[string]Mode{"interpreter": Interpreter, "compiler": Compiler} {
		b.Run(name, func(b *testing.B) {
			module := encode(b, doubling())
			for b.Loop() {
				engine := NewEngine(b.Context(), mode)
				if _, err := engine.Load(b.Context(), module); err != nil {
					b.Fatal(err)
				}
				_ = engine.Close(b.Context())
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for name, mode := range map[string]Mode{"interpreter": Interpreter, "compiler": Compiler} {
		b.Run(name, func(b *testing.B) {
			engine := NewEngine(b.Context(), mode)
			instance, err := engine.Load(b.Context(), encode(b, doubling()))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				_, _ = instance.Evaluate(b.Context())
			}
			_ = engine.Close(b.Context())
		})
	}
}

package wasm

import (
	"bytes"
	"math"
	"testing"

	"github.com/tetratelabs/wazero"
)

func TestUnsignedLEB128AtTheBoundaries(t *testing.T) {
	for _, c := range []struct {
		value uint64
		want  []byte
	}{
		{0, []byte{0}}, {127, []byte{0x7f}}, {128, []byte{0x80, 1}}, {16383, []byte{0xff, 0x7f}},
		{16384, []byte{0x80, 0x80, 1}}, {math.MaxUint32, []byte{0xff, 0xff, 0xff, 0xff, 0x0f}},
		{math.MaxUint64, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}},
	} {
		if got := appendUnsigned(nil, c.value); !bytes.Equal(got, c.want) {
			t.Errorf("%d: got % x, want % x", c.value, got, c.want)
		}
	}
}

func TestSignedLEB128AtTheBoundaries(t *testing.T) {
	for _, c := range []struct {
		value int64
		want  []byte
	}{
		{0, []byte{0}}, {63, []byte{0x3f}}, {64, []byte{0xc0, 0}}, {-64, []byte{0x40}}, {-65, []byte{0xbf, 0x7f}},
		{-1, []byte{0x7f}}, {8191, []byte{0xff, 0x3f}}, {8192, []byte{0x80, 0xc0, 0}}, {-8192, []byte{0x80, 0x40}},
		{math.MaxInt64, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0}},
		{math.MinInt64, []byte{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f}},
	} {
		if got := appendSigned(nil, c.value); !bytes.Equal(got, c.want) {
			t.Errorf("%d: got % x, want % x", c.value, got, c.want)
		}
	}
}

// constants is a module whose function i returns values[i].
func constants(values []int64) *Module {
	m := &Module{}
	for i, v := range values {
		m.Functions = append(m.Functions, Function{
			Signature: Signature{Results: []ValueType{I64}},
			Body:      []Instruction{I64Const(v)},
		})
		m.Exports = append(m.Exports, Export{Name: string(rune('a' + i)), Kind: ExportFunction, Index: uint32(i)})
	}
	return m
}

func TestAnEngineReadsBackEveryConstant(t *testing.T) {
	values := []int64{0, -1, 63, 64, -64, -65, 1 << 31, -1 << 31, 1<<53 + 1, math.MaxInt64, math.MinInt64}
	module := load(t, constants(values))
	for i, want := range values {
		results, err := module.call(string(rune('a' + i)))
		if err != nil || int64(results[0]) != want {
			t.Errorf("constant %d came back as %v (%v)", want, results, err)
		}
	}
}

func TestCallsLocalsAndMemoryRun(t *testing.T) {
	binary := Signature{Params: []ValueType{I64, I64}, Results: []ValueType{I64}}
	m := &Module{
		MemoryPages: 1,
		Functions: []Function{
			{Signature: binary, Body: []Instruction{LocalGet(0), LocalGet(1), Plain(I64Sub)}},
			{Signature: Signature{Results: []ValueType{I64}}, Locals: []ValueType{I64, I32, I64, I64}, Body: []Instruction{
				I32Const(8), I64Const(-2), Memory(I64StoreOp, 192),
				I64Const(7), I32Const(0), Memory(I64LoadOp, 200), Call(0), LocalTee(3), LocalSet(0),
				LocalGet(0), LocalGet(3), I32Const(0), Plain(Select),
			}},
		},
		Exports: []Export{{Name: "run", Kind: ExportFunction, Index: 1}, {Name: "memory", Kind: ExportMemory}},
	}
	results, err := load(t, m).call("run")
	if err != nil || int64(results[0]) != 9 {
		t.Errorf("got %v (%v), want 7 - -2", results, err)
	}
}

func TestAnIndexOutsideTheFormatIsRefused(t *testing.T) {
	m := &Module{Functions: []Function{{Body: []Instruction{LocalGet(-1)}}}}
	if _, err := m.Encode(); err == nil {
		t.Error("a negative index was encoded")
	}
}

type loaded struct {
	call func(name string) ([]uint64, error)
}

// load encodes m, which an engine must accept.
func load(t *testing.T, m *Module) loaded {
	t.Helper()
	encoded, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter())
	t.Cleanup(func() { _ = runtime.Close(t.Context()) })
	module, err := runtime.Instantiate(t.Context(), encoded)
	if err != nil {
		t.Fatalf("the module does not validate: %v", err)
	}
	return loaded{func(name string) ([]uint64, error) {
		return module.ExportedFunction(name).Call(t.Context())
	}}
}

// Package run runs calculator modules under wazero: load once, evaluate many times. It knows the
// module contract (exports `memory` and `evaluate() → i32`, imports nothing) and nothing of what the
// numbers in the memory mean.
package run

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// ErrModule is wrapped by every error about a module that breaks the contract.
var ErrModule = errors.New("not a calculator module")

// Mode chooses how wazero executes.
type Mode int

const (
	// Interpreter loads a module quickly, for a build or one calculation, which evaluates a module a
	// few dozen times.
	Interpreter Mode = iota
	// Compiler translates to machine code first, which pays off after some thousand evaluations.
	Compiler
)

// An Engine loads modules. It may be used by several goroutines at once.
type Engine struct {
	runtime wazero.Runtime
}

// NewEngine returns an engine, which the caller closes.
func NewEngine(ctx context.Context, mode Mode) *Engine {
	config := wazero.NewRuntimeConfigInterpreter()
	if mode == Compiler {
		config = wazero.NewRuntimeConfig()
	}
	const mostPages = 16 // 1 MiB; a calculator needs one page of 64 KiB
	return &Engine{wazero.NewRuntimeWithConfig(ctx, config.WithMemoryLimitPages(mostPages))}
}

// Close releases the engine and every instance it loaded.
func (e *Engine) Close(ctx context.Context) error { return e.runtime.Close(ctx) }

// An Instance is a loaded module with a memory of its own. One goroutine uses it at a time; load
// another for a second one.
type Instance struct {
	module   api.Module
	compiled wazero.CompiledModule
	memory   api.Memory
	evaluate api.Function
	status   [1]uint64
}

// Load validates and instantiates module. It returns an error that wraps ErrModule for bytes that do
// not validate, a module that imports anything or has a start function, and one that exports anything but
// `memory` and `evaluate() → i32`.
func (e *Engine) Load(ctx context.Context, module []byte) (*Instance, error) {
	compiled, err := e.runtime.CompileModule(ctx, module)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModule, err)
	}
	if err := contract(compiled); err != nil {
		return nil, errors.Join(err, compiled.Close(ctx))
	}
	const anonymous = ""
	config := wazero.NewModuleConfig().WithName(anonymous).WithStartFunctions()
	instance, err := e.runtime.InstantiateModule(ctx, compiled, config)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrModule, err), compiled.Close(ctx))
	}
	return &Instance{
		module: instance, compiled: compiled, memory: instance.Memory(),
		evaluate: instance.ExportedFunction("evaluate"),
	}, nil
}

// contract checks the imports and exports of a module.
func contract(m wazero.CompiledModule) error {
	if len(m.ImportedFunctions())+len(m.ImportedMemories()) > 0 {
		return fmt.Errorf("%w: it imports something", ErrModule)
	}
	functions, memories := m.ExportedFunctions(), m.ExportedMemories()
	if len(functions) != 1 || len(memories) != 1 || memories["memory"] == nil || functions["evaluate"] == nil {
		return fmt.Errorf("%w: its exports are not memory and evaluate", ErrModule)
	}
	f := functions["evaluate"]
	if len(f.ParamTypes()) != 0 || len(f.ResultTypes()) != 1 || f.ResultTypes()[0] != api.ValueTypeI32 {
		return fmt.Errorf("%w: evaluate is not of type () → i32", ErrModule)
	}
	return nil
}

// Close releases the instance.
func (i *Instance) Close(ctx context.Context) error {
	return errors.Join(i.module.Close(ctx), i.compiled.Close(ctx))
}

// Evaluate runs the module on the written inputs and returns its status. An error means that the
// module trapped.
func (i *Instance) Evaluate(ctx context.Context) (int32, error) {
	if err := i.evaluate.CallWithStack(ctx, i.status[:]); err != nil {
		return 0, fmt.Errorf("evaluating: %w", err)
	}
	return int32(i.status[0]), nil
}

// Write puts values, eight bytes each, into the memory from offset on.
func (i *Instance) Write(offset uint32, values ...int64) error {
	b, ok := i.memory.Read(offset, uint32(8*len(values)))
	if !ok {
		return outside(offset)
	}
	for n, v := range values {
		binary.LittleEndian.PutUint64(b[8*n:], uint64(v))
	}
	return nil
}

// Read fills values, eight bytes each, from the memory at offset on.
func (i *Instance) Read(offset uint32, values []int64) error {
	b, ok := i.memory.Read(offset, uint32(8*len(values)))
	if !ok {
		return outside(offset)
	}
	for n := range values {
		values[n] = int64(binary.LittleEndian.Uint64(b[8*n:]))
	}
	return nil
}

func outside(offset uint32) error {
	return fmt.Errorf("%w: offset %d lies outside its memory", ErrModule, offset)
}

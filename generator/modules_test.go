package main

import (
	"path"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"shirube/generator/internal/publish"
)

// A module that imports nothing can send nothing, store nothing and see nothing but the answers that are
// written into its memory. All modules that the site publishes are looked at by a parser that is not ours.
func TestPublishedModulesImportNothing(t *testing.T) {
	memory := new(publish.Memory)
	if _, found := ownBuilder(t).Build(t.Context(), memory); found.HasErrors() {
		t.Fatal(found)
	}
	runtime := wazero.NewRuntime(t.Context())
	defer runtime.Close(t.Context())
	modules := 0
	for _, name := range memory.Paths() {
		if path.Ext(name) != ".wasm" {
			continue
		}
		o, _, err := memory.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := runtime.CompileModule(t.Context(), o.Bytes)
		if err != nil {
			t.Fatalf("%s: %v", o.Path, err)
		}
		modules++
		if n := len(m.ImportedFunctions()) + len(m.ImportedMemories()); n > 0 || importSection(o.Bytes) {
			t.Errorf("%s imports something", o.Path)
		}
		if len(m.CustomSections()) > 0 {
			t.Errorf("%s carries more than code", o.Path)
		}
		checkExports(t, o.Path, m)
	}
	if modules < 10 {
		t.Errorf("only %d modules", modules)
	}
}

func checkExports(t *testing.T, name string, m wazero.CompiledModule) {
	t.Helper()
	functions, memories := m.ExportedFunctions(), m.ExportedMemories()
	evaluate, memory := functions["evaluate"], memories["memory"]
	if len(functions) != 1 || len(memories) != 1 || evaluate == nil || memory == nil {
		t.Fatalf("%s exports %v and %v", name, functions, memories)
	}
	if results := evaluate.ResultTypes(); len(evaluate.ParamTypes()) > 0 || len(results) != 1 || results[0] != api.ValueTypeI32 {
		t.Errorf("%s: evaluate is not of type () → i32", name)
	}
}

// importSection reports whether a module has a section of imports at all (Core Specification 5.5.5),
// whatever it would import: tables and globals as well.
func importSection(module []byte) bool {
	const head, imports = 8, 2
	for rest := module[head:]; len(rest) > 1; {
		id, size, at := rest[0], 0, 1
		for shift := 0; at < len(rest); shift += 7 {
			b := rest[at]
			at++
			size |= int(b&0x7f) << shift
			if b < 0x80 {
				break
			}
		}
		if id == imports {
			return true
		}
		rest = rest[min(at+size, len(rest)):]
	}
	return false
}

package main

import (
	"bytes"
	"os/exec"
	"testing"
)

// mostModule bounds the compressed module of a calculator of the site, and listModule that of one with lists.
const mostModule, listModule = 1024, 3 * 1024

// capModule bounds the one module of the site that is larger: it asks about both spouses, in two ways.
const capModule = 1152

// Who opens a calculator on a slow phone waits for its rules for a packet or two: a module is not larger.
func TestModulesStaySmallForSlowLines(t *testing.T) {
	brotli, err := exec.LookPath("brotli")
	if err != nil && testing.Short() {
		t.Skip("-short: brotli is not installed")
	} else if err != nil {
		t.Fatal("brotli がありません。make tools で入ります / run make tools")
	}
	for _, root := range []string{"testdata/sites/rules", "../content"} {
		for _, program := range compileSite(t, root).Programs {
			limit := mostModule
			switch {
			case root != "../content":
				limit = listModule
			case program.Name == "burden-cap":
				limit = capModule
			}
			command := exec.Command(brotli, "--quality=11", "--stdout", "-")
			command.Stdin = bytes.NewReader(program.Module)
			out, err := command.Output()
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d bytes, %d compressed", program.Name, len(program.Module), len(out))
			if len(out) > limit {
				t.Errorf("the module of %s takes %d bytes, limit %d", program.Name, len(out), limit)
			}
		}
	}
}

package main

import (
	"fmt"
	"os/exec"
	"runtime"
)

// openURL opens an address in the browser of the user. Where that fails, the address is on the screen.
func (c *command) openURL(url string) {
	program := map[string][]string{
		"windows": {"rundll32", "url.dll,FileProtocolHandler"}, "darwin": {"open"},
	}[runtime.GOOS]
	if program == nil {
		program = []string{"xdg-open"}
	}
	start := exec.Command(program[0], append(program[1:], url)...)
	if err := start.Start(); err != nil {
		fmt.Fprintf(c.err, c.words("ブラウザーを開けません（%v）。\n", "the browser cannot be opened (%v)\n"), err)
		return
	}
	go func() { _ = start.Wait() }()
}

package main

import (
	"os"
	"path/filepath"

	"shirube/calculator"
	"shirube/calculator/browser"
	"shirube/calculator/export"
	"shirube/generator/internal/assets"
)

// exportProgram writes a calculator for use without the site.
func (c *command) exportProgram(program *calculator.Program, folder string) error {
	runtime, found := assets.BundleGlobal(browser.Scripts, "standalone.ts", "shirube")
	if found.HasErrors() {
		c.printText(found)
		return errFound
	}
	files, err := export.Files(program, runtime)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Bytes, 0o644); err != nil {
			return err
		}
	}
	c.say(c.words("%d個のファイルを %s に書きました。%s.html で試せます。", "wrote %d files to %s; try %s.html"), len(files), folder, program.Name)
	return nil
}

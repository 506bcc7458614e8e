package calculator

import "shirube/calculator/internal/check"

// A Reference is one place of a .calc file that names a figure, a table, a function, a source, a calculator, an input
// or a step of the working.
type Reference = check.Reference

// A Text is a text for readers of a .calc file, with the figures that it quotes written out.
type Text = check.Text

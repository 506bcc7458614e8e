package calculator

// The codes of what is found when calculators are compiled and their examples run. The codes of the
// scanner, parser and checker stand in SPEC.md 9 as well.
const (
	// CodeCompile: a checked calculator could not be made into a module; it should not occur.
	CodeCompile = "compile"
	// CodeExample: an example does not give what it says.
	CodeExample = "example-fails"
	// CodeNotReached: no example reaches a row, a rule or a message (a warning).
	CodeNotReached = "not-reached"
	// CodeUnknownQuote: {{NAME}} in a text names no figure.
	CodeUnknownQuote = "unknown-quote"
	// CodeNoExample: a calculator has no example (a warning).
	CodeNoExample = "no-example"
)

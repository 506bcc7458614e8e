// Package check turns parsed files into typed programs: it resolves names, units and decimal scales
// and proves what section 8 of the specification asks (calculator/SPEC.md). It reports every error
// of a set of files in one run; a program of package ir is returned only where there is none.
package check

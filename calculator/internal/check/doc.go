// Package check turns parsed files into typed programs: it resolves names, units and decimal scales
// and proves section 8 of the specification (calculator/SPEC.md). It reports every error of a set of
// files in one run, and returns a program of package ir for each calculator without errors.
package check

// Package syntax reads calculation files: it scans Japanese as it is typed, and parses it into a
// tree with positions. It knows the shape of a file but not what names mean (see package check). It
// never panics, reports every error it finds in one run, and recovers at the next line or
// declaration. The grammar is section 2 of the specification (calculator/SPEC.md).
package syntax

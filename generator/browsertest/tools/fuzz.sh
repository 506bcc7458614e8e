#!/usr/bin/env bash
# Runs every fuzz target of the module for a short while. Usage: fuzz.sh [TIME], default 3s.
set -eu
cd "$(dirname "$0")/../../.."
time=${1:-3s}
for package in $(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./...); do
  dir=$(go list -f '{{.Dir}}' "$package")
  grep -qs '^func Fuzz' "$dir"/*_test.go || continue
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz'); do
    go test -run '^$' -fuzz "^$target\$" -fuzzminimizetime 10x -fuzztime "$time" "$package"
  done
done

#!/usr/bin/env bash
# Runs every fuzz target of the module for a short while. Usage: fuzz.sh [TIME], default 3s.
set -eu
cd "$(dirname "$0")/../../.."
time=${1:-3s}

# Go at times calls it a failure that the time is over (golang.org/issue/75804); an input that fails is
# always written down or named.
fuzz() {
  if ! said=$(go test -run '^$' -fuzz "^$1\$" -fuzzminimizetime 10x -fuzztime "$time" "$2" 2>&1); then
    echo "$said"
    grep -q '^ *context deadline exceeded$' <<<"$said" && ! grep -q 'Failing input\|failure while testing' <<<"$said"
  else
    echo "$said"
  fi
}

for package in $(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./...); do
  dir=$(go list -f '{{.Dir}}' "$package")
  grep -qs '^func Fuzz' "$dir"/*_test.go || continue
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz'); do
    fuzz "$target" "$package"
  done
done

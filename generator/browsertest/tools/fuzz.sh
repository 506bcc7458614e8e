#!/usr/bin/env bash
# Runs every fuzz target of the module for a while. Usage: fuzz.sh [TIME [PACKAGE…]], default 3s ./...
# Each package is compiled once for all of its targets.
set -eu
cd "$(dirname "$0")/../../.."
time=${1:-3s}
shift || true
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Go at times calls it a failure that the time is over (golang.org/issue/75804); an input that fails is
# always written down or named.
fuzz() { # fuzz TARGET, in the package's folder
  if ! said=$("$scratch/test" -test.run '^$' -test.fuzz "^$1\$" -test.fuzzminimizetime 10x -test.fuzztime "$time" -test.fuzzcachedir "$scratch/cache" 2>&1) &&
    { ! grep -q '^ *context deadline exceeded$' <<<"$said" || grep -q 'Failing input\|failure while testing' <<<"$said"; }; then
    echo "$said"
    return 1
  fi
  echo "$1 $(grep '^fuzz:' <<<"$said" | tail -n 1)"
}

go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}} {{.Dir}}{{end}}' "${@:-./...}" | while read -r package dir; do
  targets=$(cat "$dir"/*_test.go | sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p')
  [ -n "$targets" ] || continue
  go test -c -fuzz=. -o "$scratch/test" "$package"
  (cd "$dir" && for target in $targets; do fuzz "$target"; done)
done

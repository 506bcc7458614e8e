#!/usr/bin/env bash
# Builds the real site twice, on one processor and on all, and fails where a byte differs.
set -eu
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/shirube" ./generator
today=$(date +%F)
GOMAXPROCS=1 "$work/shirube" build -date "$today" -out "$work/one"
"$work/shirube" build -date "$today" -out "$work/all"
diff -r "$work/one" "$work/all"

#!/usr/bin/env bash
# Builds the real site twice, on one processor and on all, without and with what builds keep for
# later ones, and fails where a byte differs.
set -eu
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/shirube" ./generator
today=$(date +%F)
export XDG_CACHE_HOME="$work/cache" HOME="$work"
GOMAXPROCS=1 "$work/shirube" build -no-cache -date "$today" -out "$work/one"
"$work/shirube" build -date "$today" -out "$work/all"
diff -r "$work/one" "$work/all"

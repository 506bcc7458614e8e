#!/usr/bin/env bash
# Gives the module another import path. Usage: rename.sh example.org/shirube
set -eu
cd "$(dirname "$0")/../.."
to=$1
from=$(go list -m)
[ "$from" != "$to" ] || exit 0

git ls-files '*.go' | while read -r file; do
  sed -E -i.before -e "s#^(import |[[:space:]]+)([a-z_]+ )?\"$from/([a-z0-9/]+)\"\$#\1\2\"$to/\3\"#" \
    -e "s#^const module = \"$from\"\$#const module = \"$to\"#" "$file"
  rm "$file.before"
done
go mod edit -module "$to"
gofmt -w calculator generator themes
go build ./...
echo "$from → $to"

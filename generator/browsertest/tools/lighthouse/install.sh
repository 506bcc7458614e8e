#!/usr/bin/env bash
# Installs Lighthouse, which make lighthouse measures pages with; it needs what ../install.sh installs.
# It is apart from the other checkers since it is large and make test does without it.
set -eu
cd "$(dirname "$0")"
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
fi

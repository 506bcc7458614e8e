#!/usr/bin/env bash
# Checks the scripts, styles and templates without a browser: types (strict), lint rules, line length.
# Needs what install.sh installs with npm.
set -eu
tools="$(cd "$(dirname "$0")" && pwd)"
cd "$tools/../../.."
export LC_ALL=C.UTF-8

for project in tsconfig.json tsconfig.worker.json; do
  "$tools/node_modules/.bin/tsc" -p "$tools/$project"
done
"$tools/node_modules/.bin/oxlint" -c "$tools/.oxlintrc.json" themes/*/scripts calculator/browser generator/internal/serve/preview

# A picture inside a style sheet is one line.
long="$(grep -rnE '^.{161,}' --include=*.ts --include=*.css --include=*.html themes calculator/browser generator/internal/serve/preview | grep -v 'url("data:' || true)"
if [ -n "$long" ]; then
  echo "160字を超える行があります / lines over 160 letters:"
  cut -c1-120 <<<"$long"
  exit 1
fi

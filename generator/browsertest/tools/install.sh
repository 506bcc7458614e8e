#!/usr/bin/env bash
# Installs what the tests need beside Go: a Chromium with Japanese fonts, npm for the checkers in
# package.json, Java for one of them, poppler to read PDFs, brotli to weigh, and a C compiler for the race detector.
# What is there already stays as it is. On Debian-based systems the rest comes from apt-get; elsewhere
# this says what is missing and fails. It runs only as part of make test, make tools and make lighthouse.
set -eu
cd "$(dirname "$0")"

has() { command -v "$1" >/dev/null 2>&1; }

missing=()
need() { # need PACKAGE PROGRAM…: the package, unless one of the programs is there
  local package=$1 program
  shift
  for program; do
    if has "$program"; then return; fi
  done
  missing+=("$package")
}

need chromium chromium chromium-browser google-chrome google-chrome-stable
need nodejs node
need npm npm
need default-jre-headless java
need poppler-utils pdftotext
need brotli brotli
need gcc gcc clang
need libc6-dev gcc clang
need fontconfig fc-list
if [ -z "$(fc-list :lang=ja 2>/dev/null)" ]; then missing+=(fonts-noto-cjk); fi

explain() {
  {
    echo "テストに必要なものがありません: ${missing[*]}"
    echo "  Debian 系では root で: apt-get install ${missing[*]}"
    echo "  それ以外では: Chromium（または Google Chrome）、日本語フォント、Node.js と npm、Java 17 以上、poppler、brotli、C コンパイラーを入れてください。"
    echo "The tests need what is missing here: ${missing[*]}"
    echo "  On Debian-based systems, as root: apt-get install ${missing[*]}"
    echo "  Elsewhere: install Chromium (or Google Chrome), Japanese fonts, Node.js with npm, Java 17 or later, poppler, brotli and a C compiler."
  } >&2
  exit 1
}

if [ ${#missing[@]} -gt 0 ]; then
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || explain
    root=(sudo)
  fi
  has apt-get || explain
  echo "テストに必要なものを apt-get で入れます / installing with apt-get what the tests need: ${missing[*]}"
  "${root[@]}" apt-get update -q >/dev/null || explain
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null || explain
fi

# The same browser without windows takes half the work; tests use it where there is one.
if ! has chromium-headless-shell && [ "$(id -u)" -eq 0 ] && has apt-cache && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
  echo "テストを速くするために apt-get で入れます / installing with apt-get what makes the tests quicker: chromium-headless-shell"
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium-headless-shell >/dev/null || true
fi

# Install scripts are not run: vnu-jar's would fetch a Java of its own. The lock file as it was
# installed is kept beside the packages, so that a second run has nothing to do.
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  echo "テストに必要なものを npm で入れます / installing with npm what the tests need, in $PWD/node_modules:" \
    "$(sed -n '/devDependencies/,/}/s/ *"\(.*\)": "\(.*\)".*/\1@\2/p' package.json | tr '\n' ' ')"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
fi

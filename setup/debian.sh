#!/bin/sh
# What the tests need beside the packages: installed when we are root on Debian or Ubuntu, named in one sentence otherwise.
set -eu
cd "$(dirname "$0")/.."

missing=""
browser=chromium-headless-shell
command -v $browser >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing $browser"
command -v pdftotext >/dev/null 2>&1 && command -v pdfsig >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -d /usr/share/fonts/opentype/noto ] && ls /usr/share/fonts/opentype/noto/*CJK* >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing for the tests:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086  # a list of words
  apt-get update -qq >/dev/null 2>&1 || true
  # the build without windows does for tests and takes less; not every release has it
  apt-cache show $browser >/dev/null 2>&1 || missing=$(echo "$missing" | sed "s/$browser/chromium/")
  if apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Tests that need these programs are left out until they are installed:$missing" >&2
[ -z "${CI:-}" ] || exit 1

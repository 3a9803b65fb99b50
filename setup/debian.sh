#!/bin/sh
# What the tests need beside the packages: installed when we are root on Debian or Ubuntu, named in one sentence otherwise.
set -eu
cd "$(dirname "$0")/.."

missing=""
browser=chromium-headless-shell
command -v $browser >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing $browser"
command -v pdftotext >/dev/null 2>&1 && command -v pdfsig >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -d /usr/share/fonts/opentype/noto ] && ls /usr/share/fonts/opentype/noto/*CJK* >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
# a real IMAP server, both ends of a fax line, and the reader of faxes with its languages
command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ] || missing="$missing dovecot-imapd"
ls /usr/lib/*/libspandsp.so.2 >/dev/null 2>&1 || missing="$missing libspandsp2"
spoken=$(tesseract --list-langs 2>/dev/null || true)
for language in eng deu fra spa rus ara chi_sim; do
  case $spoken in *$language*) ;; *) missing="$missing tesseract-ocr-$(echo $language | tr _ -)" ;; esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing for the tests:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # no server that comes with them is to start: tests start their own
  held=""
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    held=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >$held && chmod +x $held
    trap 'rm -f "$held"' EXIT
  fi
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

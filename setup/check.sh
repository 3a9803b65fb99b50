#!/bin/sh
# Lint, format, types, layers, look and translations; says everything that is wrong, not only the first.
cd "$(dirname "$0")/.." || exit 1
failed=""
step() {
  name=$1
  shift
  if said=$("$@" 2>&1); then
    echo "ok      $name"
  else
    echo "FAILED  $name"
    echo "$said"
    failed="$failed $name"
  fi
}

step "lint" .venv/bin/ruff check --quiet .
step "format" .venv/bin/ruff format --check --quiet .
step "templates" sh -c 'git ls-files -z "*.html" | xargs -0 -r .venv/bin/djangofmt check'
step "types" .venv/bin/mypy
step "layers" .venv/bin/lint-imports --no-cache
step "migrations" bin/ordolux manage makemigrations --check --dry-run
for check in setup/check_*.py; do
  [ -f "$check" ] && step "$(basename "$check" .py | tr _ ' ')" .venv/bin/python "$check"
done
if [ -n "$failed" ]; then
  echo "not in order:$failed"
  exit 1
fi
echo "all in order"

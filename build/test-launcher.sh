#!/bin/sh
# Tests ./netc as a person would start it: from elsewhere, through a link, by a path with a space, before and after a change.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0

fail() {
    echo "test-launcher: $1" >&2
    echo "  standard output: $(cat "$work/out")" >&2
    echo "  standard error:  $(cat "$work/err")" >&2
    exit 1
}

start() {
    status=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
}

# expect WHAT STATUS OUTPUT ERROR: of the last start; the last two are patterns, or empty where nothing may be said.
expect() {
    [ "$status" -eq "$2" ] || fail "$1: exit status $status, not $2"
    says "$3" "$work/out" || fail "$1: standard output is not '$3'"
    says "$4" "$work/err" || fail "$1: standard error is not '$4'"
    passed=$((passed + 1))
}

says() {
    if [ -z "$1" ]; then
        [ ! -s "$2" ]
    else
        grep -Eq "$1" "$2"
    fi
}

touch "$root/cli/src/main/java/dev/netc/cli/package-info.java"
start "$root/netc" --version
expect "a changed source is built" 0 '^netc [0-9]' '^netc: building'

start "$root/netc" --version
expect "the next start is silent" 0 '^netc [0-9]' ''

mkdir "$work/a folder"
ln -s "$root" "$work/a folder/the project"
ln -s "../a folder/the project/netc" "$work/a folder/link"
cd "$work/a folder"
start ./link --version
expect "a link from elsewhere" 0 '^netc [0-9]' ''
start "$work/a folder/the project/netc" --version
expect "a path with spaces" 0 '^netc [0-9]' ''

start "$root/netc" no-such-command
expect "wrong usage" 2 '' '.'

mkdir "$work/no drivers"
start env OCL_ICD_VENDORS="$work/no drivers" NETC_NO_INSTALL=1 "$root/netc" train some.net
expect "a device is needed and there is no driver" 3 '' 'no OpenCL driver on this machine'
start env OCL_ICD_VENDORS="$work/no drivers" NETC_NO_INSTALL=1 "$root/netc" train --help
expect "help needs no driver" 0 'Usage' ''

echo "launcher: $passed passed, 0 failed"

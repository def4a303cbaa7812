#!/bin/sh
# Tests ./netc as a person would start it: from elsewhere, through a link, by a path with a space, before and after a change.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=build/expect.sh
. "$root/build/expect.sh"

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

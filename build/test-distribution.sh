#!/bin/sh
# Tests the archive that `mvn package` has made as a person would who unpacks it: from elsewhere, by a path with a space, through a
# link, where nothing can be written, and by what it says and carries.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
# shellcheck source=build/expect.sh
. "$root/build/expect.sh"

archive=$(echo "$root"/distribution/target/netc-*.tar.gz)
[ -f "$archive" ] || { echo "test-distribution: no $archive: mvn package makes it" >&2; exit 1; }
mkdir "$work/a folder"
tar -xzf "$archive" -C "$work/a folder"
home=$(echo "$work/a folder"/netc-*)
cd "$work"

start "$home/bin/netc" --version
expect "the first start" 0 '^netc [0-9]' '^netc: a first start takes a few seconds longer'
start "$home/bin/netc" --version
expect "the next start" 0 '^netc [0-9]' ''

ln -s "$home/bin/netc" "$work/link"
start ./link check "$home/models/alexnet.net"
expect "a link from elsewhere" 0 'conv1' ''

start "$home/bin/netc" train "$home/models/digits.net" --data digits --run "$work/run" --epochs 1
expect "an epoch of digits" 0 'test error' 'epoch 1/1'
[ -s "$work/run/best.safetensors" ] || fail "an epoch of digits left no weights"

start "$home/bin/netc" compile "$home/models/digits.net" --package digits -o "$work/compiled"
expect "a class" 0 'Digits.java' ''

mkdir "$work/no drivers"
start env OCL_ICD_VENDORS="$work/no drivers" NETC_NO_INSTALL=1 "$home/bin/netc" devices
expect "a device is needed and there is no driver" 3 '' 'no OpenCL driver on this machine'

# Unpacked by another user: nothing there can be written, not even by root, who may write anything.
rm -rf "$home/.netc"
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    chmod -R go+rX,a-w "$work"
    start setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent "$home/bin/netc" check "$home/models/alexnet.net"
    chmod -R u+w "$work"
else
    chmod -R a-w "$home"
    start "$home/bin/netc" check "$home/models/alexnet.net"
    chmod -R u+w "$home"
fi
expect "where nothing can be written" 0 'conv1' ''
[ ! -e "$home/.netc" ] || fail "something was written where nothing can be"

# Every jar of others has its licence told.
for jar in "$home"/lib/*.jar; do
    name=$(basename "$jar" .jar | sed 's/-[0-9].*//')
    case $name in
        netc-*) ;;
        *) grep -q ":$name:" "$home/licenses/THIRD-PARTY.txt" || fail "THIRD-PARTY.txt does not tell the licence of $name" ;;
    esac
done
passed=$((passed + 1))

echo "distribution: $passed passed, 0 failed; $(du -m "$archive" | cut -f1) MB packed, $(du -sm "$home" | cut -f1) MB unpacked"

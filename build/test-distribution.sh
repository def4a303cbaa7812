#!/bin/sh
# Tests the archive that `mvn package` has made as a person would who unpacks it: from elsewhere, by a path with a space, through a
# link, where nothing can be written, where there is no Java, and by what it says and carries.
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

# A BMP of 8 by 8 grey pixels.
{
    printf 'BM\366\0\0\0\0\0\0\0\066\0\0\0\050\0\0\0\010\0\0\0\010\0\0\0\001\0\030\0\0\0\0\0\300\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
    head -c 192 /dev/zero | tr '\0' '\200'
} >"$work/grey.bmp"
start "$home/bin/netc" predict "$home/models/digits.net" --weights run/best.safetensors grey.bmp
expect "what a grey image is taken for" 0 '[0-9]%.* [0-9]$' ''

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

# A machine with no Java, or with one that is too old: this one, its own hidden from the launcher where that can be done.
without_java() {
    unshare --mount sh -c 'for jdks in /usr/lib/jvm /opt; do [ ! -d $jdks ] || mount -t tmpfs none $jdks; done; exec "$@"' sh \
        env PATH=/usr/bin:/bin HOME="$work/nobody" "$@"
}
if without_java true 2>"$work/err"; then
    start without_java env -u JAVA_HOME "$home/bin/netc" --version
    expect "without Java" 1 '' 'needs Java 21 or later, and found none: install one, or set JAVA_HOME to its folder'
    mkdir -p "$work/old/bin"
    printf '#!/bin/sh\n' >"$work/old/bin/java"
    chmod +x "$work/old/bin/java"
    echo 'JAVA_VERSION="17.0.15"' >"$work/old/release"
    start without_java env JAVA_HOME="$work/old" "$home/bin/netc" --version
    expect "with an old Java" 1 '' "needs Java 21 or later, and found only Java 17 in $work/old: install one"
fi

# Every jar of others is in the list of licences; the text of its licence lies in it, or in licenses/ by its group or what that begins
# with, or is Apache's, in LICENSE.
check_licence() {
    line=$(grep -F ":$2:" "$home/licenses/THIRD-PARTY.txt") || fail "THIRD-PARTY.txt does not tell the licence of $2"
    case $line in
        *'(Apache-2.0)'*) return ;;
    esac
    grep -aEqi 'META-INF/[a-z]*licen[cs]e|about\.html' "$1" && return # an archive's names stand in it as they are
    group=$(echo "$line" | sed "s/.*(\([^(]*\):$2:.*/\1/")
    [ -s "$home/licenses/$group.txt" ] || [ -s "$home/licenses/${group%.*}.txt" ] || fail "licenses/ has no text of the licence of $2, $group"
}
for jar in "$home"/lib/*.jar; do
    name=$(basename "$jar" .jar | sed 's/-[0-9].*//')
    case $name in
        netc-*) ;;
        *) check_licence "$jar" "$name" ;;
    esac
done
passed=$((passed + 1))

echo "distribution: $passed passed, 0 failed; $(du -m "$archive" | cut -f1) MB packed, $(du -sm "$home" | cut -f1) MB unpacked"

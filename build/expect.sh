# What the tests of launchers have in common: starting something, and expecting what comes of it. To be read by them, once they have
# a folder to work in, $work.
# shellcheck shell=sh

passed=0

fail() {
    echo "${0##*/}: $1" >&2
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

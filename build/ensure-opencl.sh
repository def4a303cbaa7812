#!/bin/sh
# Makes sure that this machine has an OpenCL driver. Silent where there is one. Where there is none, root on Debian or Ubuntu
# gets PoCL, which runs OpenCL on the processor, from the distribution's packages; anyone else gets the one line to type.
#
# Exit status: 0, a driver is there; 1, there is none.
# NETC_NO_INSTALL set to anything: never install, only say what is missing.
set -u

packages="pocl-opencl-icd ocl-icd-libopencl1"

say() { echo "netc: $*" >&2; }

# Is the shared library $1, a path or a name, there to be loaded?
loadable() {
    case $1 in
        /*) [ -e "$1" ]; return ;;
    esac
    # shellcheck disable=SC2046
    for folder in /lib/*-linux-gnu /usr/lib/*-linux-gnu /lib64 /usr/lib64 /lib /usr/lib /usr/local/lib /usr/local/lib64 \
        $(echo "${LD_LIBRARY_PATH:-}" | tr ':' ' '); do
        [ -e "$folder/$1" ] && return
    done
    # The other folders that the loader knows, by what lies in them.
    for folder in $(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | sed -n 's|.*=> \(/.*\)/[^/]*$|\1|p' | sort -u); do
        [ -e "$folder/$1" ] && return
    done
    return 1
}

# A driver registers itself by a file that names its library. The file may outlive the driver, so the library counts too.
driver_registered() {
    vendors=${OCL_ICD_VENDORS:-/etc/OpenCL/vendors}
    if [ -f "$vendors" ]; then # one driver alone, by its file
        set -- "$vendors"
    elif [ -d "$vendors" ]; then
        set -- "$vendors"/*.icd
    else # one driver alone, by its library
        loadable "$vendors"
        return
    fi
    for icd in "$@"; do
        [ -f "$icd" ] || continue
        read -r library <"$icd" || [ -n "$library" ] || continue
        loadable "$library" && return
    done
    return 1
}

driver_there() {
    [ "$(uname -s)" = Darwin ] && return # macOS carries OpenCL itself
    loadable libOpenCL.so.1 && driver_registered
}

# What a person would type to install a driver here.
line_to_type() {
    if command -v apt-get >/dev/null; then
        echo "sudo apt-get install $packages"
    elif command -v dnf >/dev/null; then
        echo "sudo dnf install pocl ocl-icd"
    elif command -v pacman >/dev/null; then
        echo "sudo pacman -S pocl ocl-icd"
    elif command -v zypper >/dev/null; then
        echo "sudo zypper install pocl libOpenCL1"
    fi
}

debian_or_ubuntu() {
    command -v apt-get >/dev/null && grep -Eqi '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release 2>/dev/null
}

# Runs apt-get; another package manager at work is waited for, five minutes at most.
apt_get() {
    tries=0
    while ! DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=60 "$@" >"$log" 2>&1 </dev/null; do
        tries=$((tries + 1))
        if [ $tries -ge 30 ] || ! grep -q 'Could not get lock\|Unable to acquire\|is another process using it' "$log"; then
            cat "$log" >&2
            return 1
        fi
        [ $tries -eq 1 ] && say "waiting for another package manager to finish"
        sleep 10
    done
}

driver_there && exit

if [ "$(id -u)" -ne 0 ] || ! debian_or_ubuntu || [ -n "${NETC_NO_INSTALL:-}" ]; then
    line=$(line_to_type)
    if [ -n "$line" ]; then
        say "no OpenCL driver on this machine. PoCL runs OpenCL on any processor:"
        echo "    $line" >&2
    else
        say "no OpenCL driver on this machine: install your graphics card's, or PoCL, which runs on any processor (portablecl.org)"
    fi
    exit 1
fi

say "no OpenCL driver on this machine: installing $packages by apt-get (NETC_NO_INSTALL=1 prevents this)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt_get update || say "apt-get update failed; trying with the package lists as they are"
# shellcheck disable=SC2086
if ! apt_get install --yes --no-install-recommends $packages; then
    say "installing the OpenCL driver failed"
    exit 1
fi
if ! driver_there; then
    say "$packages are installed, but no driver is registered in ${OCL_ICD_VENDORS:-/etc/OpenCL/vendors}"
    exit 1
fi
say "OpenCL driver installed"

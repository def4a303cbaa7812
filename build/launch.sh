# What ./netc and the bin/netc of an unpacked archive have in common: finding a JDK, remembering it, and starting the command. To be
# read by them, once they know the folder that all lies in, $root. They say where the jars are, $lib. What is remembered lies in .netc.
# shellcheck shell=sh

state=$root/.netc
launch=$state/launch
classes=$state/netc.jsa
learned=$state/netc.aot
native=--enable-native-access=ALL-UNNAMED

say() { echo "netc: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# --- A JDK -------------------------------------------------------------------------------------------------------------------

# The homes of the JDKs that may be here, the likeliest first.
jdk_candidates() {
    echo "${JAVA_HOME:-}"
    java -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p' || true
    for home in /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /opt/java/* /opt/jdk*; do
        echo "$home"
    done
    for home in /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        echo "$home"
    done
    /usr/libexec/java_home 2>/dev/null || true
}

# The version of the Java in the folder $1, a number, or nothing. Every Java says it in a file.
jdk_version() {
    [ ! -x "$1/bin/java" ] || [ ! -f "$1/release" ] || sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Does the folder $1 hold a JDK that is new enough, with the tool $2?
jdk_fits() {
    version=$(jdk_version "$1")
    [ "${version:-0}" -ge 21 ] && [ -x "$1/bin/$2" ]
}

# Finds the first that has the tool $1; nothing where there is none.
look_for_jdk() {
    jdk=$(jdk_candidates | while read -r home; do
        if jdk_fits "$home" "$1"; then
            echo "$home"
            break
        fi
    done)
    [ -n "$jdk" ]
}

# What there is instead, the newest: "only Java 17 in /usr/lib/jvm/java-17", or "none".
newest_jdk() {
    jdk_candidates | while read -r home; do
        version=$(jdk_version "$home")
        [ -z "$version" ] || echo "$version $home"
    done | sort -s -n -r -k 1,1 | sed -n '1s/\([0-9]*\) \(.*\)/only Java \1 in \2/p' | grep . || echo none
}

# --- What is remembered ------------------------------------------------------------------------------------------------------

# One at a time makes anything here: a second netc waits for the first one.
lock() {
    lock=$state/building
    mkdir -p "$state"
    waiting=
    until mkdir "$lock" 2>/dev/null; do
        holder=$(cat "$lock/pid" 2>/dev/null || true)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$lock"
            continue
        fi
        [ -n "$waiting" ] || say "waiting for another netc to be ready"
        waiting=yes
        sleep 1
    done
    echo $$ >"$lock/pid"
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' INT TERM
}

unlock() {
    rm -rf "$lock"
    trap - EXIT INT TERM
}

# Keeps what a short training loads, so that the JVM starts sooner: its classes, in the form that is mapped into memory; from Java 25
# on also what the JVM learns of them as they run (JEP 515).
archive_classes() {
    class_path
    rm -rf "$classes" "$learned" "$state/archived"
    if [ "$(jdk_version "$jdk")" -ge 25 ]; then
        record AOTCacheOutput "$learned"
    else
        record ArchiveClassesAtExit "$classes"
    fi
    rm -rf "$state/archived"
}

# Trains with the JVM's option $1, which leaves the file $2. Without a driver the training ends where it asks for a device; what it
# loads until then is worth keeping, too.
record() {
    (
        environment
        "$jdk/bin/java" -XX:"$1=$2.new" $native -cp "$class_path" dev.netc.cli.Main train "$root/models/digits.net" --data digits \
            --epochs 1 --run "$state/archived" >/dev/null 2>&1 </dev/null
    ) || true
    [ ! -f "$2.new" ] || mv "$2.new" "$2"
}

# Writes down what the next start needs to know; dated as the file $1, where there is one.
remember() {
    {
        echo "${JAVA_HOME:-}"
        echo "$jdk"
        echo "$jars"
    } >"$launch.new"
    [ $# -eq 0 ] || touch -r "$1" "$launch.new"
    mv "$launch.new" "$launch"
}

recall() {
    {
        read -r java_home
        read -r jdk
        read -r jars
    } <"$launch"
}

# Is what was recalled of another JAVA_HOME, or of a JDK that is gone?
another_jdk() {
    [ "$java_home" != "${JAVA_HOME:-}" ] || [ ! -x "$jdk/bin/java" ]
}

class_path() {
    class_path=
    for jar in $jars; do
        class_path=$class_path${class_path:+:}$lib/$jar
    done
}

# --- Starting ----------------------------------------------------------------------------------------------------------------

# What the arguments ask for, as far as it matters here.
read_arguments() {
    command=
    help=
    json=
    for argument; do
        case $argument in
            --help | -h) help=yes ;;
            --json) json=yes ;;
            -*) ;;
            *) [ -n "$command" ] || command=$argument ;;
        esac
    done
}

needs_device() {
    [ -z "$help" ] || return 1
    case $command in
        train | eval | predict | run | devices | bench | tune | similar) ;;
        *) return 1 ;;
    esac
}

# What the JVM and the driver have to find around them.
environment() {
    # PoCL 3.1 may put the threads of both halves of a processor on one core, unless it is told to give each a core of its own.
    export POCL_AFFINITY="${POCL_AFFINITY-1}"
    # PoCL's LLVM takes over signals by which the JVM stops its threads, and two threads that meet one at a time end the process. The
    # JDK's own library leaves them to the JVM.
    case $jdk in
        *[\ :]*) ;; # what the loader would take for two paths
        *) [ ! -f "$jdk/lib/libjsig.so" ] || export LD_PRELOAD="$jdk/lib/libjsig.so${LD_PRELOAD:+ $LD_PRELOAD}" ;;
    esac
}

# Becomes the command, with these arguments.
start() {
    class_path
    read_arguments "$@"
    if needs_device; then
        # The script has said what is missing; with --json the command itself says so, as JSON.
        "$root/build/ensure-opencl.sh" || [ -n "$json" ] || exit 3
    fi
    environment
    # Progress is written over in place where a person looks on. Before Java 22 a program cannot tell.
    [ ! -t 2 ] || export NETC_TERMINAL=yes
    case $command in
        train | eval | predict | run | bench | tune | similar | data | lsp) set -- dev.netc.cli.Main "$@" ;;
        # A short command ends before the JVM's better compiler and collector would pay.
        *) set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC dev.netc.cli.Main "$@" ;;
    esac
    if [ -f "$learned" ]; then
        set -- -XX:AOTCache="$learned" '-Xlog:aot*=off:stderr' "$@"
    else
        set -- -XX:SharedArchiveFile="$classes" -Xlog:cds=off:stderr -Xlog:cds+dynamic=off:stderr "$@"
    fi
    # What the JVM itself has to say goes to standard error; that it cannot use what was kept is no news to anyone.
    exec "$jdk/bin/java" $native -Xlog:disable -Xlog:all=warning:stderr -cp "$class_path" "$@"
}

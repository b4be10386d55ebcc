# Shared by the scripts of this folder: `source` it. Steps are named, so that a failure says which
# step failed and why.

set -Eeuo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
step="starting"
step_log=""

say() { printf '%s\n' "$*" >&2; }

on_failure() {
    local code=$?
    say ""
    say "FAILED while ${step} (exit code ${code})."
    if [ -n "$step_log" ] && [ -s "$step_log" ]; then
        say "The last lines of ${step_log}:"
        tail -n 40 "$step_log" >&2
    fi
    exit "$code"
}
trap on_failure ERR

begin() {
    step="$1"
    step_log="${2:-}"
    say "== ${step}"
}

# Names of the packages in the lists given that are not installed.
missing_packages() {
    local name
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@" | while read -r name; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
            printf '%s\n' "$name"
        fi
    done
}

# Installs what the package lists name and the system lacks; touches nothing otherwise.
ensure_packages() {
    begin "checking Debian packages"
    local missing
    missing="$(missing_packages "$@" | tr '\n' ' ')"
    if [ -z "${missing// /}" ]; then
        return 0
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "These packages are missing, and this is neither root nor is there sudo:"
            say "    apt-get install ${missing}"
            return 1
        fi
        as_root=(sudo)
    fi
    mkdir -p "$root/build"
    begin "installing Debian packages: ${missing}" "$root/build/packages.log"
    "${as_root[@]}" apt-get update >"$step_log" 2>&1
    # shellcheck disable=SC2086 — a list of words
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing >>"$step_log" 2>&1
}

# build_preset PRESET [TARGET…]: configures once, then builds.
build_preset() {
    local preset="$1"
    shift
    local folder="$root/build/$preset"
    mkdir -p "$folder"
    if [ ! -f "$folder/build.ninja" ]; then
        begin "configuring (${preset})" "$folder/configure.log"
        (cd "$root" && cmake --preset "$preset") >"$step_log" 2>&1
    fi
    begin "building (${preset})" "$folder/build.log"
    (cd "$root" && cmake --build --preset "$preset" ${1:+--target "$@"}) >"$step_log" 2>&1
}

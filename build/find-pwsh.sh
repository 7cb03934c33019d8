# Sourced by build.sh. Sets $pwsh to a PowerShell 7.4 or later, or to nothing after one line that says so.

# Is "$1" a PowerShell 7.4 or later that starts?
is_recent_pwsh() {
    version=$("$1" --version 2>/dev/null) || return 1
    version=${version#PowerShell }
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    case $major$minor in '' | *[!0-9]*) return 1 ;; esac
    [ "$major" -gt 7 ] || { [ "$major" -eq 7 ] && [ "$minor" -ge 4 ]; }
}

# Runs a command for at most $1 seconds; macOS has no 'timeout'.
bounded() {
    seconds=$1
    shift
    "$@" &
    while kill -0 $! 2>/dev/null && [ "$seconds" -gt 0 ]; do
        sleep 1
        seconds=$((seconds - 1))
    done
    kill $! 2>/dev/null
    wait $!
}

find_pwsh() {
    pwsh=$(command -v pwsh) && is_recent_pwsh "$pwsh" && return
    pwsh=$PWD/out/tools/pwsh
    is_recent_pwsh "$pwsh" && return
    bounded 120 dotnet tool install --tool-path out/tools PowerShell >/dev/null 2>&1 </dev/null
    is_recent_pwsh "$pwsh" && return
    pwsh=
    echo 'No PowerShell 7.4 or later here, and none could be installed as a .NET tool: going on without.'
}

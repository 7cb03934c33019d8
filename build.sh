#!/bin/sh
# Builds, shows, tests and packs PiecesOs with nothing but the .NET SDK. From PowerShell, build.ps1 does the same.
#
#   ./build.sh demo      set-up and the walk-through: a snippet goes in, a link comes out, the link is revoked
#   ./build.sh test      set-up and all tests
#   ./build.sh build     the module, importable at out/PiecesOs
#   ./build.sh package   out/package/PiecesOs for the PowerShell Gallery, and a zip of it
#   ./build.sh bench     the benchmarks; what follows are their options, such as --quick
#   ./build.sh clean     removes all that was built

set -u
CDPATH='' cd "$(dirname "$0")" || exit
. build/find-pwsh.sh

# No telemetry or banners, and no compiler or MSBuild process that outlives this script.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

need_sdk() {
    sdk=$(dotnet --version 2>/dev/null)
    case ${sdk%%.*} in
    '' | *[!0-9]* | [1-9])
        echo 'The .NET SDK 10.0 or later is needed, and dotnet was not found on PATH or is older.' >&2
        echo 'Get it from https://dotnet.microsoft.com/download and try again.' >&2
        exit 1
        ;;
    esac
}

# msbuild PROJECT TARGET [OPTION...]
msbuild() {
    project=$1 target=$2
    shift 2
    dotnet msbuild "build/$project.proj" "-t:$target" -p:Configuration=Release -m:2 -nologo -v:minimal -tl:off "$@"
}

demo() {
    find_pwsh
    msbuild Stage Stage || return
    if [ -n "$pwsh" ]; then
        "$pwsh" -NoProfile -File samples/quickstart.ps1 -Module ./out/PiecesOs/PiecesOs.psd1
    else
        dotnet run --project tests/QuickstartOnDouble -c Release -- out/PiecesOs
    fi
}

run_tests() {
    find_pwsh
    rm -f out/test-results/summary.txt
    msbuild Test Test "-p:Pwsh=$pwsh" </dev/null
    result=$?
    [ ! -f out/test-results/summary.txt ] || cat out/test-results/summary.txt
    return $result
}

# bench [OPTION...]
bench() {
    find_pwsh
    if [ -z "$pwsh" ]; then
        echo 'The benchmarks measure inside PowerShell, and there is none.' >&2
        return 1
    fi
    msbuild Stage Stage || return
    dotnet run --project benchmarks/PiecesOs.Benchmarks -c Release -- --pwsh "$pwsh" "$@"
}

need_sdk
[ $# -gt 0 ] || set -- build
while [ $# -gt 0 ]; do
    task=$1
    shift
    case $task in
    build) msbuild Stage Stage ;;
    demo) demo ;;
    test) run_tests ;;
    package) msbuild Stage Package ;;
    bench)
        bench "$@"
        exit
        ;;
    clean) msbuild Stage Clean ;;
    *)
        echo "There is no task '$task'. The tasks are build, demo, test, package, bench and clean." >&2
        exit 2
        ;;
    esac || exit
done

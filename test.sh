#!/usr/bin/env bash
# Every check of the project, in one command. The last line is always "N passed, N failed".
#   ./test.sh            every test; random and race tests at a tenth of their counts
#   ./test.sh --full     the full counts
#   ./test.sh --screens  also writes every page as a picture to artifacts/screens
#   ./test.sh --filter X passes a filter on to `dotnet test` (and leaves out nothing else)
set -euo pipefail
cd "$(dirname "$0")"
root=$PWD
configuration=Release
results=$root/artifacts/tests
export DOTNET_TieredPGO=0   # what is measured to make hot code faster costs a run of tests more than it gains
passed=0 failed=1 scratch='' pg_bin='' user_filter=''

while [ $# -gt 0 ]; do
    case $1 in
        --full) export OPSCONSOLE_FULL=1 ;;
        --screens) export OPSCONSOLE_SCREENS="$root/artifacts/screens" ;;
        --filter) user_filter=${2:?--filter needs a value}; shift ;;
        *) echo "unknown option: $1" >&2; exit 2 ;;
    esac
    shift
done

finish() {
    local code=$?
    trap - EXIT
    stop_postgres
    [ -z "$scratch" ] || rm -rf "$scratch"
    [ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed passed, $failed failed"
    exit "$code"
}

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

newest_postgres() {
    local bin
    for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r); do
        [ -x "$bin/initdb" ] && { echo "$bin"; return; }
    done
    command -v initdb >/dev/null && dirname "$(command -v initdb)" || true
}

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

install_tools() {
    local missing=()
    [ -n "$(browser)" ] || missing+=(chromium)
    [ -n "$(newest_postgres)" ] || missing+=(postgresql)
    command -v qpdf >/dev/null || missing+=(qpdf)
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Please install: ${missing[*]} (Debian's package names), then run ./test.sh again." >&2
        return 1
    fi
    echo "installing ${missing[*]}"
    as_root apt-get update -qq
    # The distribution's own PostgreSQL cluster is not wanted: the tests start one of their own.
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/opsconsole-tests.conf >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# initdb refuses to run as root: root acts as the user that the package made, anyone else as himself.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

free_port() {
    node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })"
}

start_postgres() {
    local port password
    pg_bin=$(newest_postgres)
    port=$(free_port)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s' "$password" >"$scratch/pg-password"
    [ "$(id -u)" -ne 0 ] || chown -R postgres "$scratch"
    (cd "$scratch" && as_postgres "$pg_bin/initdb" --pgdata="$scratch/pg" --username=ops --pwfile="$scratch/pg-password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
    # fsync off: nothing here must outlive the run. The kill test (F1) switches it on for its own time.
    (cd "$scratch" && as_postgres "$pg_bin/pg_ctl" --pgdata="$scratch/pg" --log="$scratch/pg.log" --wait start >/dev/null \
        --options="-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories=$scratch -c max_connections=400 -c shared_buffers=256MB -c fsync=off -c full_page_writes=off")
    export OPSCONSOLE_TEST_PG="Host=127.0.0.1;Port=$port;Username=ops;Password=$password;Database=postgres"
}

stop_postgres() {
    [ -n "$pg_bin" ] && [ -d "$scratch/pg" ] || return 0
    (cd "$scratch" && as_postgres "$pg_bin/pg_ctl" --pgdata="$scratch/pg" --mode=immediate --wait stop >/dev/null 2>&1) || true
}

pending_migrations() {
    local context
    for context in SqliteOps PgOps; do
        dotnet ef migrations has-pending-model-changes --no-build --configuration "$configuration" \
            --project OpsConsole.Web --context "$context"
    done
}

test_filter() {
    local data="${OPSCONSOLE_REAL_DATA:-$root/../shared/data}" filter=$user_filter
    if [ -d "$data" ]; then
        export OPSCONSOLE_REAL_DATA=$data
    else
        echo "Real-data tests are left out: there is no folder $data." >&2
        filter="${filter:+($filter)&}Category!=RealData"
    fi
    echo "$filter"
}

# Into a file, not through a pipe: a program that a killed test left behind would keep a pipe open for ever.
# A test that stands still for six minutes is named and ends the run, as does the run's own limit.
run_tests() {
    local runner code=0 name=${2:-tests}
    timeout --kill-after=30 45m dotnet test OpsConsole.Tests --no-build -c "$configuration" --results-directory "$results" \
        --blame-hang --blame-hang-timeout 6m --blame-hang-dump-type none \
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=normal' ${1:+--filter "$1"} \
        >"$results/$name.log" 2>&1 </dev/null &
    runner=$!
    tail -n +1 --follow --pid="$runner" "$results/$name.log" 2>/dev/null |
        sed -un '/\[FAIL\]\|Long Running\|^load,\|inactivity time\|running when\|aborted/p' &
    wait "$runner" || code=$?
    [ "$code" -ne 124 ] || echo 'The tests were stopped after 45 minutes.' >&2
    return "$code"
}

# Last thing on the screen, since logs are cut from the top: what failed, and how.
tell_failures() {
    [ -s "$results/$1.trx" ] || return 0
    /usr/bin/python3 - "$results/$1.trx" <<'PYTHON'
import sys, xml.etree.ElementTree as xml
space = {'t': 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'}
for result in xml.parse(sys.argv[1]).iterfind('.//t:UnitTestResult', space):
    if result.get('outcome') != 'Passed':
        said = [result.findtext(f'.//t:{part}', '', space) for part in ('Message', 'StackTrace')]
        print(f"\nFAILED {result.get('testName')} after {result.get('duration')}", *(text[:2500] for text in said), sep='\n')
PYTHON
}

# The totals come from the result file, not from the runner's prose; a skipped test is a failed run.
read_totals() {
    local counters skipped total
    if [ ! -s "$results/tests.trx" ]; then
        tail -n 40 "$results/tests.log"
        return 1
    fi
    counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" | head -1)
    number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
    total=$(number total) passed=$(number passed) failed=$(($(number failed) + $(number error) + $(number timeout) + $(number aborted)))
    skipped=$((total - passed - failed))
    if [ "$skipped" -ne 0 ]; then
        echo "$skipped tests were not run: no test of this project may be skipped." >&2
        failed=$((failed + skipped))
    fi
    [ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
}

# A journey in a real browser on a machine that does much else may miss its moment: up to three of them are given a second,
# quiet try, and are named so that they can be mended. Nothing else is: what is random or races is a defect the first time.
try_journeys_again() {
    local names
    names=$(/usr/bin/python3 - "$results/tests.trx" <<'PYTHON'
import sys, xml.etree.ElementTree as xml
space = {'t': 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'}
failed = [r.get('testName') for r in xml.parse(sys.argv[1]).iterfind('.//t:UnitTestResult', space) if r.get('outcome') != 'Passed']
if 0 < len(failed) <= 3 and all('.Browser.' in name for name in failed):
    print('|'.join(sorted({'FullyQualifiedName=' + name.split('(')[0] for name in failed})))
PYTHON
    )
    [ -n "$names" ] || return 1
    step 'journeys, a second try'
    run_tests "$names" again || { tell_failures again; return 1; }
    echo "At the second try only: ${names//FullyQualifiedName=/}"
    passed=$((passed + failed)) failed=0
}

trap finish EXIT
trap 'exit 130' INT TERM
scratch=$(mktemp -d "${TMPDIR:-/tmp}/opsconsole-tests.XXXXXX")
chmod 711 "$scratch"
rm -rf "$results"
mkdir -p "$results"

step 'tools'
install_tools
CHROMIUM=${CHROMIUM:-$(browser)}
export CHROMIUM
command -v dotnet >/dev/null || { echo 'Please install the .NET 10 SDK, then run ./test.sh again.' >&2; exit 1; }

step 'packages'
(cd OpsConsole.Tests && npm ci --silent --no-audit --no-fund)
dotnet tool restore -v q
dotnet restore OpsConsole.sln --locked-mode -v q

step 'build, warnings as errors'
dotnet build OpsConsole.sln --no-restore -c "$configuration" -v q -nologo -clp:ErrorsOnly -p:EnforceCodeStyleInBuild=true

step 'format'
dotnet format whitespace OpsConsole.sln --no-restore --verify-no-changes

step 'migrations'
pending_migrations

step 'tests'
start_postgres
filter=$(test_filter)
code=0
run_tests "$filter" || code=$?
read_totals || { code=1; tell_failures tests; try_journeys_again && code=0; }
echo
echo "$SECONDS seconds in all; results and the log in artifacts/tests"
exit "$code"

#!/usr/bin/env bash
# The load test at full size: 200 circuits on 200,000 cases, 1,000 changes in 5 s, held against the aims themselves.
# Run it on a quiet machine; it prints its figures as one line of JSON.
set -euo pipefail
cd "$(dirname "$0")/../.."
OPSCONSOLE_LOAD=full exec ./test.sh --filter 'FullyQualifiedName~Load.LoadTests'

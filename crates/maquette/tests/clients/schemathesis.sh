#!/bin/sh
# Holds a running server to what /api/openapi.json says of it: no 5xx, answers as their schemas, refusals as documented.
#
#   schemathesis.sh BASE_URL TOKEN [more arguments of `schemathesis run`]
#
# TOKEN is a session's token or a key in the studio's spelling (`mq_…`), of a user made for this: what it owns is changed
# at random. Needs `schemathesis` (PyPI) on the path, or its path in SCHEMATHESIS.
set -eu
base=${1:?usage: schemathesis.sh BASE_URL TOKEN}
token=${2:?usage: schemathesis.sh BASE_URL TOKEN}
shift 2

me=$(curl -fsS -H "Authorization: Bearer $token" "$base/api/me")
account=$(printf '%s' "$me" | sed -n 's/.*"account":"\([0-9a-f-]*\)".*/\1/p')

ask() { curl -fsS -H "Authorization: Bearer $token" "$@"; }
id() { sed -n 's/^{"id":"\([0-9a-f-]*\)".*/\1/p'; }
json='Content-Type: application/json'
MAQUETTE_COLLECTION=$(ask -H "$json" -d '{"name":"for schemathesis"}' "$base/api/collections" | id)
MAQUETTE_UPLOAD=$(ask -H "$json" -d '{"name":"for schemathesis.psd"}' "$base/api/uploads" | id)
if [ -n "${PSD:-}" ]; then
    mockup=$(ask -F "file=@$PSD" "$base/api/mockups")
    MAQUETTE_MOCKUP=$(printf '%s' "$mockup" | id)
    MAQUETTE_SLOT=$(printf '%s' "$mockup" | sed -n 's/.*"slots":\[{"id":"\([0-9a-f-]*\)".*/\1/p')
    export MAQUETTE_MOCKUP MAQUETTE_SLOT
fi
export MAQUETTE_COLLECTION MAQUETTE_UPLOAD
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" SCHEMATHESIS_HOOKS=schemathesis_hooks

# Not held against it: values that the schema can't rule out (positive_data_acceptance: a file that is no Photoshop
# file, a slot of another mockup, tiles without a size).
exec "${SCHEMATHESIS:-schemathesis}" run "$base/api/openapi.json" \
    --header "Authorization: Bearer $token" --header "X-Account: $account" \
    --checks all --exclude-checks positive_data_acceptance \
    --max-examples "${MAX_EXAMPLES:-30}" --generation-deterministic --continue-on-failure --no-color "$@"

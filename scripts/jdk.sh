# shellcheck shell=bash
# Sourced by ./build and ./avatar-origin: finds a JDK 25 or newer and exports JAVA_HOME, or says what to install.
jdk_version() { # JAVA_HOME -> feature version, empty when there is no compiler
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

use_jdk25() {
  local on_path candidate version
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
    version=$(jdk_version "$candidate") || continue
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  echo "avatar-origin needs a JDK 25 or newer: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
  exit 2
}

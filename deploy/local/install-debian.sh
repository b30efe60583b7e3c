#!/bin/sh
# Installs the Debian packages that Issuestream's build and tests need beside JDK 25; does nothing where they are there.
set -eu

die() { printf '%s\n' "install-debian.sh: $*" >&2; exit 1; }

# A program, and the package it comes in.
missing=
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }

need mvn maven        # fetches the Maven release that ./mvnw runs, from the repository this machine is set up for
need kcat kcat        # the foreign Kafka client that the tests read topics with
need setsid util-linux
need curl curl
need promtool prometheus   # reads the alert rules as Prometheus does (the package also brings its server, which nothing here uses)

if [ -z "$missing" ]; then
  echo "All Debian packages that Issuestream needs are installed."
  exit 0
fi

command -v apt-get >/dev/null 2>&1 || die "this is no Debian; install these by your system's means:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || die "run it as root, or install sudo; missing:$missing"
  as_root=sudo
fi

echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# The package lists may be of another day, or missing altogether on a new machine.
$as_root apt-get update -q >/dev/null || die "the package lists could not be fetched."
# shellcheck disable=SC2086 # one word per package
$as_root apt-get install -q -y --no-install-recommends $missing || die "could not install:$missing"

#!/bin/sh
# Makes Issuestream's topics and permissions on a broker; see kafka-access.md beside this file.
# Written by the build from contracts: change AccessList, Principal or Topic there, not this file.
set -eu
: "${KAFKA:?is to name a broker, host:port}" "${ADMIN:?is to name a file with the settings of an administrator's client}"
PREFIX=${PREFIX-}
REPLICATION=${REPLICATION-3}

# Name, partitions, settings.
topic() {
  name=$1 partitions=$2
  shift 2
  kafka-topics.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --create --if-not-exists \
    --topic "$PREFIX$name" --partitions "$partitions" --replication-factor "$REPLICATION" "$@"
}

# Principal, operation, literal or prefixed, resources.
may() {
  principal=$1 operation=$2 pattern=$3
  shift 3
  kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --force \
    --allow-principal "User:$principal" --operation "$operation" --resource-pattern-type "$pattern" "$@"
}

topic jira.connections 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic jira.credentials 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000 --config max.compaction.lag.ms=3600000 --config segment.ms=3600000
topic jira.projects 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic jira.sync-requests 3 --config cleanup.policy=delete --config retention.ms=604800000
topic jira.sync-progress 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic jira.token-requests 3 --config cleanup.policy=delete --config retention.ms=604800000
topic jira.issues 6 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic jira.sprints 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic jira.users 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000 --config max.compaction.lag.ms=3600000 --config segment.ms=3600000
topic team.members 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000 --config max.compaction.lag.ms=3600000 --config segment.ms=3600000
topic team.erasures 1 --config cleanup.policy=compact --config delete.retention.ms=2592000000 --config max.compaction.lag.ms=3600000 --config segment.ms=3600000
topic team.erasure-reports 1 --config cleanup.policy=compact --config delete.retention.ms=2592000000 --config max.compaction.lag.ms=3600000 --config segment.ms=3600000
topic user.matches 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic code.pull-requests 6 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic metrics.sprints 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic metrics.flow 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic metrics.pr-linkage 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000
topic insights.findings 3 --config cleanup.policy=compact --config delete.retention.ms=2592000000

may integration-service write literal --topic "${PREFIX}jira.connections" --topic "${PREFIX}jira.credentials" --topic "${PREFIX}jira.projects" --topic "${PREFIX}jira.sync-requests" --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}code.pull-requests" --topic "${PREFIX}jira.sync-progress.integration-service.dlt" --topic "${PREFIX}jira.token-requests.integration-service.dlt" --topic "${PREFIX}team.erasures.integration-service.dlt"
may integration-service read literal --topic "${PREFIX}jira.sync-progress" --topic "${PREFIX}jira.token-requests" --topic "${PREFIX}team.erasures" --topic "${PREFIX}jira.sync-progress.integration-service.dlt" --topic "${PREFIX}jira.token-requests.integration-service.dlt" --topic "${PREFIX}team.erasures.integration-service.dlt" --group "${PREFIX}integration-service"
may integration-service create literal --topic "${PREFIX}jira.sync-progress.integration-service.dlt" --topic "${PREFIX}jira.token-requests.integration-service.dlt" --topic "${PREFIX}team.erasures.integration-service.dlt"
may integration-service write prefixed --transactional-id "${PREFIX}integration-service-"
may sync-worker write literal --topic "${PREFIX}jira.sync-progress" --topic "${PREFIX}jira.token-requests" --topic "${PREFIX}jira.issues" --topic "${PREFIX}jira.sprints" --topic "${PREFIX}jira.users" --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}jira.connections.sync-worker.dlt" --topic "${PREFIX}jira.credentials.sync-worker.dlt" --topic "${PREFIX}jira.projects.sync-worker.dlt" --topic "${PREFIX}jira.sync-requests.sync-worker.dlt" --topic "${PREFIX}team.members.sync-worker.dlt" --topic "${PREFIX}team.erasures.sync-worker.dlt"
may sync-worker read literal --topic "${PREFIX}jira.connections" --topic "${PREFIX}jira.credentials" --topic "${PREFIX}jira.projects" --topic "${PREFIX}jira.sync-requests" --topic "${PREFIX}team.members" --topic "${PREFIX}team.erasures" --topic "${PREFIX}jira.connections.sync-worker.dlt" --topic "${PREFIX}jira.credentials.sync-worker.dlt" --topic "${PREFIX}jira.projects.sync-worker.dlt" --topic "${PREFIX}jira.sync-requests.sync-worker.dlt" --topic "${PREFIX}team.members.sync-worker.dlt" --topic "${PREFIX}team.erasures.sync-worker.dlt" --group "${PREFIX}sync-worker"
may sync-worker create literal --topic "${PREFIX}jira.connections.sync-worker.dlt" --topic "${PREFIX}jira.credentials.sync-worker.dlt" --topic "${PREFIX}jira.projects.sync-worker.dlt" --topic "${PREFIX}jira.sync-requests.sync-worker.dlt" --topic "${PREFIX}team.members.sync-worker.dlt" --topic "${PREFIX}team.erasures.sync-worker.dlt"
may sync-worker write prefixed --transactional-id "${PREFIX}sync-worker-"
may user-matcher write literal --topic "${PREFIX}team.members" --topic "${PREFIX}team.erasures" --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}user.matches" --topic "${PREFIX}jira.users.user-matcher.dlt" --topic "${PREFIX}team.erasures.user-matcher.dlt" --topic "${PREFIX}team.erasure-reports.user-matcher.dlt"
may user-matcher read literal --topic "${PREFIX}jira.users" --topic "${PREFIX}team.erasures" --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}jira.users.user-matcher.dlt" --topic "${PREFIX}team.erasures.user-matcher.dlt" --topic "${PREFIX}team.erasure-reports.user-matcher.dlt" --group "${PREFIX}user-matcher"
may user-matcher create literal --topic "${PREFIX}jira.users.user-matcher.dlt" --topic "${PREFIX}team.erasures.user-matcher.dlt" --topic "${PREFIX}team.erasure-reports.user-matcher.dlt"
may user-matcher write prefixed --transactional-id "${PREFIX}user-matcher-"
may metrics-service write literal --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}metrics.sprints" --topic "${PREFIX}metrics.flow" --topic "${PREFIX}jira.issues.metrics-service.dlt" --topic "${PREFIX}jira.sprints.metrics-service.dlt" --topic "${PREFIX}team.erasures.metrics-service.dlt" --topic "${PREFIX}user.matches.metrics-service.dlt"
may metrics-service read literal --topic "${PREFIX}jira.issues" --topic "${PREFIX}jira.sprints" --topic "${PREFIX}team.erasures" --topic "${PREFIX}user.matches" --topic "${PREFIX}jira.issues.metrics-service.dlt" --topic "${PREFIX}jira.sprints.metrics-service.dlt" --topic "${PREFIX}team.erasures.metrics-service.dlt" --topic "${PREFIX}user.matches.metrics-service.dlt" --group "${PREFIX}metrics-service"
may metrics-service create literal --topic "${PREFIX}jira.issues.metrics-service.dlt" --topic "${PREFIX}jira.sprints.metrics-service.dlt" --topic "${PREFIX}team.erasures.metrics-service.dlt" --topic "${PREFIX}user.matches.metrics-service.dlt"
may metrics-service write prefixed --transactional-id "${PREFIX}metrics-service-"
may insights-service write literal --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}metrics.pr-linkage" --topic "${PREFIX}insights.findings" --topic "${PREFIX}jira.issues.insights-service.dlt" --topic "${PREFIX}team.erasures.insights-service.dlt" --topic "${PREFIX}user.matches.insights-service.dlt" --topic "${PREFIX}code.pull-requests.insights-service.dlt" --topic "${PREFIX}metrics.sprints.insights-service.dlt" --topic "${PREFIX}metrics.flow.insights-service.dlt"
may insights-service read literal --topic "${PREFIX}jira.issues" --topic "${PREFIX}team.erasures" --topic "${PREFIX}user.matches" --topic "${PREFIX}code.pull-requests" --topic "${PREFIX}metrics.sprints" --topic "${PREFIX}metrics.flow" --topic "${PREFIX}jira.issues.insights-service.dlt" --topic "${PREFIX}team.erasures.insights-service.dlt" --topic "${PREFIX}user.matches.insights-service.dlt" --topic "${PREFIX}code.pull-requests.insights-service.dlt" --topic "${PREFIX}metrics.sprints.insights-service.dlt" --topic "${PREFIX}metrics.flow.insights-service.dlt" --group "${PREFIX}insights-service"
may insights-service create literal --topic "${PREFIX}jira.issues.insights-service.dlt" --topic "${PREFIX}team.erasures.insights-service.dlt" --topic "${PREFIX}user.matches.insights-service.dlt" --topic "${PREFIX}code.pull-requests.insights-service.dlt" --topic "${PREFIX}metrics.sprints.insights-service.dlt" --topic "${PREFIX}metrics.flow.insights-service.dlt"
may insights-service write prefixed --transactional-id "${PREFIX}insights-service-"
may cron write literal --topic "${PREFIX}jira.sync-requests"
may sre write literal --topic "${PREFIX}jira.sync-requests"
may sre read literal --topic "${PREFIX}jira.connections" --topic "${PREFIX}jira.projects" --topic "${PREFIX}jira.sync-requests" --topic "${PREFIX}jira.sync-progress" --topic "${PREFIX}jira.token-requests" --topic "${PREFIX}jira.issues" --topic "${PREFIX}jira.sprints" --topic "${PREFIX}jira.users" --topic "${PREFIX}team.members" --topic "${PREFIX}team.erasures" --topic "${PREFIX}team.erasure-reports" --topic "${PREFIX}user.matches" --topic "${PREFIX}code.pull-requests" --topic "${PREFIX}metrics.sprints" --topic "${PREFIX}metrics.flow" --topic "${PREFIX}metrics.pr-linkage" --topic "${PREFIX}insights.findings" --topic "${PREFIX}jira.sync-progress.integration-service.dlt" --topic "${PREFIX}jira.token-requests.integration-service.dlt" --topic "${PREFIX}team.erasures.integration-service.dlt" --topic "${PREFIX}jira.connections.sync-worker.dlt" --topic "${PREFIX}jira.projects.sync-worker.dlt" --topic "${PREFIX}jira.sync-requests.sync-worker.dlt" --topic "${PREFIX}team.members.sync-worker.dlt" --topic "${PREFIX}team.erasures.sync-worker.dlt" --topic "${PREFIX}jira.users.user-matcher.dlt" --topic "${PREFIX}team.erasures.user-matcher.dlt" --topic "${PREFIX}team.erasure-reports.user-matcher.dlt" --topic "${PREFIX}jira.issues.metrics-service.dlt" --topic "${PREFIX}jira.sprints.metrics-service.dlt" --topic "${PREFIX}team.erasures.metrics-service.dlt" --topic "${PREFIX}user.matches.metrics-service.dlt" --topic "${PREFIX}jira.issues.insights-service.dlt" --topic "${PREFIX}team.erasures.insights-service.dlt" --topic "${PREFIX}user.matches.insights-service.dlt" --topic "${PREFIX}code.pull-requests.insights-service.dlt" --topic "${PREFIX}metrics.sprints.insights-service.dlt" --topic "${PREFIX}metrics.flow.insights-service.dlt"
may sre read prefixed --group "${PREFIX}sre"
may sre describe literal --group "${PREFIX}integration-service" --group "${PREFIX}sync-worker" --group "${PREFIX}user-matcher" --group "${PREFIX}metrics-service" --group "${PREFIX}insights-service"
may reader read literal --topic "${PREFIX}jira.connections" --topic "${PREFIX}jira.projects" --topic "${PREFIX}jira.sync-requests" --topic "${PREFIX}jira.sync-progress" --topic "${PREFIX}jira.token-requests" --topic "${PREFIX}jira.issues" --topic "${PREFIX}jira.sprints" --topic "${PREFIX}user.matches" --topic "${PREFIX}code.pull-requests" --topic "${PREFIX}metrics.sprints" --topic "${PREFIX}metrics.flow" --topic "${PREFIX}metrics.pr-linkage" --topic "${PREFIX}insights.findings"
may reader read prefixed --group "${PREFIX}reader"

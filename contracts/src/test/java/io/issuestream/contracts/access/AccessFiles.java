package io.issuestream.contracts.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.Permission.Resource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What {@code docs/operations} says of the access list. */
final class AccessFiles {

  private static final String TABLE =
      """
      # Who may do what on Kafka

      Written by the build from `contracts` (`AccessList`), which also gives the local stack and the tests their permissions. [kafka-access.sh](kafka-access.sh) makes topics and permissions on a broker of yours; running it again does no harm:

      ```sh
      KAFKA=broker:9093 ADMIN=admin.properties PREFIX= REPLICATION=3 docs/operations/kafka-access.sh
      ```

      It needs Kafka's command-line tools in the path, a broker with an authorizer, and in `ADMIN` the client settings of somebody who may alter both. `PREFIX` is the services' `issuestream.kafka.topic-prefix`. Principals are named `User:<name>`; where the broker takes names from certificates, map them with `ssl.principal.mapping.rules`.

      A service is given its account and told that the topics are there:

      ```properties
      issuestream.kafka.declare-topics=false
      issuestream.kafka.properties.security.protocol=SASL_SSL
      issuestream.kafka.properties.sasl.mechanism=SCRAM-SHA-512
      issuestream.kafka.properties.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="sync-worker" password="...";
      ```

      ## Topics

      | Topic | Written by | Read by |
      |---|---|---|
      ${topics}

      What a service cannot process it puts on `<topic>.<service>.dlt`, for each topic it reads: it alone makes and writes them, and reads them to [try them again](dead-letters.md); `sre` reads them too (not those of credentials).

      ## Everything else

      | Principal | May also |
      |---|---|
      ${principals}

      Nobody else may do anything, and none of these make, alter or delete other topics, or see permissions, settings or accounts.
      """;

  private static final String SCRIPT =
      """
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
        kafka-topics.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --create --if-not-exists \\
          --topic "$PREFIX$name" --partitions "$partitions" --replication-factor "$REPLICATION" "$@"
      }

      # Principal, operation, literal or prefixed, resources.
      may() {
        principal=$1 operation=$2 pattern=$3
        shift 3
        kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --force \\
          --allow-principal "User:$principal" --operation "$operation" --resource-pattern-type "$pattern" "$@"
      }

      ${topics}

      ${permissions}\
      """;

  private AccessFiles() {}

  static String table() {
    return TABLE
        .replace("${topics}\n", lines(Stream.of(Topic.values()), AccessFiles::row))
        .replace("${principals}\n", lines(Stream.of(Principal.values()), AccessFiles::row));
  }

  static String script() {
    Map<String, List<Permission>> commands =
        AccessList.of("").stream()
            .collect(groupingBy(AccessFiles::command, LinkedHashMap::new, toList()));
    return SCRIPT
        .replace("${topics}\n", lines(Stream.of(Topic.values()), AccessFiles::command))
        .replace(
            "${permissions}",
            lines(
                commands.entrySet().stream(),
                command ->
                    command.getKey()
                        + command.getValue().stream()
                            .map(AccessFiles::resource)
                            .collect(joining())));
  }

  private static <T> String lines(Stream<T> things, Function<T, String> line) {
    return things.map(line).map(text -> text + "\n").collect(joining());
  }

  private static String row(Topic topic) {
    return "| `%s` | %s | %s |"
        .formatted(
            topic.topicName(),
            names(principal -> principal.writes().contains(topic)),
            names(principal -> principal.reads().contains(topic)));
  }

  private static String names(Predicate<Principal> which) {
    return Arrays.stream(Principal.values())
        .filter(which)
        .map(Principal::principalName)
        .collect(joining(", "));
  }

  private static String row(Principal principal) {
    String more =
        AccessList.of("").stream()
            .filter(one -> one.principal() == principal && one.resource() != Resource.TOPIC)
            .map(one ->
                "%s %s `%s%s`"
                    .formatted(
                        lower(one.operation()),
                        lower(one.resource()).replace('_', ' '),
                        one.name(),
                        one.prefix() ? "*" : ""))
            .collect(joining(", "));
    return "| %s | %s |".formatted(principal.principalName(), more.isEmpty() ? "nothing" : more);
  }

  private static String command(Topic topic) {
    return "topic %s %d%s"
        .formatted(
            topic.topicName(),
            topic.partitions(),
            new TreeMap<>(topic.retention().settings())
                .entrySet().stream()
                    .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                    .collect(joining()));
  }

  private static String command(Permission permission) {
    return "may %s %s %s"
        .formatted(
            permission.principal().principalName(),
            lower(permission.operation()),
            permission.prefix() ? "prefixed" : "literal");
  }

  private static String resource(Permission permission) {
    return " --%s \"${PREFIX}%s\""
        .formatted(lower(permission.resource()).replace('_', '-'), permission.name());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

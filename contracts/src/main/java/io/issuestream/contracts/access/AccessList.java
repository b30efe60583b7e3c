package io.issuestream.contracts.access;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.Permission.Operation;
import io.issuestream.contracts.access.Permission.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything anyone may do on the broker; what is not listed is refused.
 *
 * <p>Nobody may make, alter or delete a topic, but a service its own dead letters': whoever
 * administers the broker makes topics and permissions.
 */
public final class AccessList {

  private AccessList() {}

  /**
   * The permissions of an installation.
   *
   * @param topicPrefix what its topics, groups and transactional ids begin with; may be empty
   */
  public static List<Permission> of(String topicPrefix) {
    return Arrays.stream(Principal.values())
        .flatMap(principal -> new Granting(principal, topicPrefix).all())
        .toList();
  }

  private record Granting(Principal principal, String topicPrefix) {

    Stream<Permission> all() {
      List<Permission> all = new ArrayList<>();
      principal.writes().forEach(topic -> all.add(topic(Operation.WRITE, topic.topicName())));
      principal.reads().forEach(topic -> all.add(topic(Operation.READ, topic.topicName())));
      if (principal.isService()) {
        for (Topic topic : principal.reads()) {
          all.add(topic(Operation.CREATE, principal.deadLetters(topic)));
          all.add(topic(Operation.WRITE, principal.deadLetters(topic)));
          all.add(topic(Operation.READ, principal.deadLetters(topic)));
        }
        all.add(of(Operation.READ, Resource.GROUP, name(), false));
        // A publisher for each shard, however many there are.
        all.add(of(Operation.WRITE, Resource.TRANSACTIONAL_ID, name() + "-", true));
      } else if (!principal.reads().isEmpty()) {
        all.add(of(Operation.READ, Resource.GROUP, name(), true));
      }
      if (principal == Principal.SRE) {
        Principal.services().forEach(service -> oversee(service, all));
      }
      return all.stream();
    }

    /** How far a service has read, and what it could not process, credentials apart. */
    private void oversee(Principal service, List<Permission> all) {
      service.reads().stream()
          .filter(principal.reads()::contains)
          .forEach(topic -> all.add(topic(Operation.READ, service.deadLetters(topic))));
      all.add(of(Operation.DESCRIBE, Resource.GROUP, service.principalName(), false));
    }

    private String name() {
      return principal.principalName();
    }

    private Permission topic(Operation operation, String topic) {
      return of(operation, Resource.TOPIC, topic, false);
    }

    private Permission of(Operation operation, Resource resource, String name, boolean prefix) {
      return new Permission(principal, operation, resource, topicPrefix + name, prefix);
    }
  }
}

package io.issuestream.embedded;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.AccessList;
import io.issuestream.contracts.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The topics and permissions of an installation on a broker, as {@code contracts} lists them.
 *
 * @param admin of somebody who may make both
 * @param topicPrefix of the installation; may be empty
 */
public record KafkaWalls(Admin admin, String topicPrefix) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Makes what is missing, and takes away the permissions that are not on the list; returns once
   * the broker goes by it. Topics that are there stay as they are.
   */
  public void raise() {
    Set<AclBinding> wanted =
        AccessList.of(topicPrefix).stream().map(KafkaWalls::binding).collect(Collectors.toSet());
    Set<AclBinding> standing = standing();
    await(admin.deleteAcls(without(standing, wanted).map(AclBinding::toFilter).toList()).all());
    await(admin.createAcls(without(wanted, standing).toList()).all());
    makeTopics();
    Instant limit = Instant.now().plus(LIMIT);
    // The broker learns from its controller a moment after the answer.
    while (!standing().equals(wanted) || !names().containsAll(wantedTopics())) {
      if (Instant.now().isAfter(limit)) {
        throw new ServerDidNotStart("Kafka does not take over its topics and permissions.");
      }
    }
  }

  private static Stream<AclBinding> without(Set<AclBinding> some, Set<AclBinding> others) {
    return some.stream().filter(one -> !others.contains(one));
  }

  private void makeTopics() {
    Set<String> there = names();
    List<NewTopic> missing =
        Arrays.stream(Topic.values())
            .filter(topic -> !there.contains(topicPrefix + topic.topicName()))
            .map(this::topic)
            .toList();
    await(admin.createTopics(missing).all());
  }

  private NewTopic topic(Topic topic) {
    return new NewTopic(
            topicPrefix + topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.retention().settings());
  }

  private Set<String> names() {
    return await(admin.listTopics().names());
  }

  private List<String> wantedTopics() {
    return Arrays.stream(Topic.values()).map(topic -> topicPrefix + topic.topicName()).toList();
  }

  /** The installation's permissions as the broker has them. */
  private Set<AclBinding> standing() {
    Collection<AclBinding> all = await(admin.describeAcls(AclBindingFilter.ANY).values());
    return all.stream()
        .filter(binding -> binding.pattern().name().startsWith(topicPrefix))
        .collect(Collectors.toSet());
  }

  private static AclBinding binding(Permission permission) {
    return new AclBinding(
        new ResourcePattern(
            ResourceType.valueOf(permission.resource().name()),
            permission.name(),
            permission.prefix() ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + permission.principal().principalName(),
            "*",
            AclOperation.valueOf(permission.operation().name()),
            AclPermissionType.ALLOW));
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerDidNotStart("Kafka's topics and permissions could not be made: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerDidNotStart("Interrupted while making Kafka's topics.", e);
    }
  }
}

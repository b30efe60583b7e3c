package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import java.util.Collection;
import java.util.List;
import org.springframework.context.Lifecycle;
import reactor.core.publisher.Mono;

/**
 * What a service makes of state topics, as far as a replay has to know. Statements name tables
 * without a schema: they are run on the live tables and on the shadow's alike.
 */
public interface Projection {

  /** Every table of the service, each with what it is in a replay; none may be left out. */
  List<TableRule> tables();

  /**
   * Takes away what is held of aggregates whose record is no longer on the topic, and marks what
   * has to be worked out again.
   */
  Mono<Void> remove(Topic topic, Collection<Aggregate> gone);

  /** Takes away, and erases from its topics, what was worked out of something that is not there. */
  Mono<Void> removeBaseless(String team);

  /**
   * Has figures published once more, under a higher revision than any before, although they are the
   * same: what was published of them is not.
   */
  Mono<Void> publishAgain(Topic topic, Collection<Aggregate> figures);

  /**
   * Marks all figures to be worked out again.
   *
   * @param team whose; empty for all teams
   */
  Mono<Void> markAll(String team);

  /** A place among the marks: those there are now are up to it, those to come are behind. */
  Mono<String> lastMark();

  /**
   * How many marks are left.
   *
   * @param team whose; empty for all teams
   * @param upTo marks up to this place; empty for all marks
   */
  Mono<Long> pending(String team, String upTo);

  /** Whether all state records can be applied again within the live projection. */
  default boolean takesStatesAgain() {
    return true;
  }

  /** What works marks off; one bean of the service, which a replay starts by itself. */
  Lifecycle recomputation();

  /** Topics that the service publishes figures on. */
  List<Topic> published();
}

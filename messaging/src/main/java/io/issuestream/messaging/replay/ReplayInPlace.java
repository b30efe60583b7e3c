package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.ReplayConfiguration.Surrounding;
import io.issuestream.messaging.replay.TableRule.Kind;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Has the live projection take all state records again while the service goes on.
 *
 * <p>It reads in a consumer group of its own, whose offsets move after each batch is committed, so
 * that one stopped half-way goes on under the same id.
 */
final class ReplayInPlace {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Parts parts;
  private final PrintStream out;
  private final Waiting waiting;
  private final Tables tables;

  ReplayInPlace(Parts parts, PrintStream out) {
    this.parts = parts;
    this.out = out;
    this.waiting = parts.waiting();
    this.tables = parts.tables(Parts.LIVE);
  }

  /** Whether all figures were worked out again in the end. */
  boolean run() {
    if (!parts.projection().takesStatesAgain()) {
      throw new ReplayStopped(
          parts.service() + " is rebuilt beside the live one only: --shadow or --swap");
    }
    String id = Objects.requireNonNullElseGet(parts.options().id(), () -> ID.format(Instant.now()));
    out.println("Replay in place " + id + "; should it be stopped, --id=" + id + " goes on.");
    putOnRecord(id);
    applyAgain(group(id));
    removeOrphans();
    String team = parts.options().team();
    Projection projection = parts.projection();
    var _ =
        waiting.on(
            projection
                .removeBaseless(team)
                .then(projection.markAll(team))
                .as(parts.transaction()::transactional));
    String marked = waiting.value(projection.lastMark());
    boolean settled =
        waiting.until(
            () -> waiting.value(projection.pending(team, marked)) == 0, parts.options().patience());
    out.println(
        settled
            ? "All figures were worked out again."
            : "The live service has not worked out all figures yet; is it running?");
    return settled;
  }

  /** Before anything is changed: it may be killed half-way. */
  private void putOnRecord(String id) {
    String held =
        tables.of(Kind.STATES).stream()
            .map(table -> "select team_id from " + table.rule().table())
            .collect(Collectors.joining(" union "));
    var _ =
        waiting.on(
            parts
                .database()
                .sql("select team_id from (%s) t where $1 = '' or team_id = $1".formatted(held))
                .bind(0, parts.options().team())
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMap(
                    teams -> new ReplayAudit(parts.database()).add(teams, "replay", "id=" + id)));
  }

  /** Operators' groups begin with their account's name. */
  private String group(String id) {
    return parts.topicPrefix() + "sre-replay-" + parts.service() + "-" + id;
  }

  private void applyAgain(String group) {
    var reapplication = new Reapplication(parts.database(), parts.transaction(), tables);
    parts.context().getBean(Surrounding.class).set(reapplication);
    // Tombstones are not news here: what they took away, orphans will tell.
    var handing = new Handing(parts.again(), waiting, (topic, gone) -> Mono.empty());
    long begin = System.nanoTime();
    try (Feeds feeds = parts.feeds(parts.again().topics(), group)) {
      try (var _ = new Ticker(out, "records read", feeds::read)) {
        feeds.readToEnds(handing::of);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      out.printf(
          "%d records read in %.1f s, %d a second; %d states applied again.%n",
          feeds.read(),
          took.toMillis() / 1000.0,
          Feeds.rate(feeds.read(), took),
          reapplication.count());
      parts.tellPassedOver(out);
    }
  }

  private void removeOrphans() {
    var orphans = new Orphans(parts.database(), waiting, parts.options().team());
    for (Topic topic : new TreeSet<>(parts.again().topics())) {
      try (StateFeed feed = parts.feed(topic, null)) {
        List<Aggregate> found = orphans.of(Reapplication.states(tables, topic), feed);
        if (!found.isEmpty()) {
          tell(topic, found);
          var _ = waiting.on(Orphans.remove(parts.projection(), topic, found));
        }
      }
    }
  }

  private void tell(Topic topic, List<Aggregate> found) {
    out.printf(
        "%d rows have no record on %s any more and are removed:%n",
        found.size(), topic.topicName());
    found.stream()
        .limit(parts.options().most())
        .forEach(one -> out.println("  " + Keys.of(one.teamId(), one.id())));
  }
}

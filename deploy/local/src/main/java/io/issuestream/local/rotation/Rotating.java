package io.issuestream.local.rotation;

import io.issuestream.keys.Rotation.Stage;
import io.issuestream.local.cli.Durations;
import io.issuestream.local.keys.KeySet;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One rotation of all key sets, or the rest of one. No key seals before whoever opens has it, and
 * none goes while something that is read needs it.
 */
final class Rotating {

  private final List<KeySet> sets;
  private final Services services;
  private final PrintWriter out;
  private final Instant begun = Instant.now();

  Rotating(List<KeySet> sets, Services services, PrintWriter out) {
    this.sets = sets;
    this.services = services;
    this.out = out;
  }

  void run(boolean keepOld) {
    List<KeySet> rotating = added();
    rotating.forEach(this::awaitOpening);
    rotating.forEach(this::promote);
    rotating.forEach(this::awaitSealing);
    SealedCounts counts = services.awaitSealedAnew(rotating);
    say("Nothing that is read is sealed under an old key any more:");
    counts.table().lines().forEach(line -> out.println("        " + line));
    long overwritten = counts.overwrittenUnderOlderKeys(rotating);
    if (overwritten > 0) {
      say(
          "%d overwritten records of jira.credentials are; nobody reads them, Kafka compacts them away."
              .formatted(overwritten));
    }
    if (keepOld) {
      say("The old keys are kept, as asked. Without --keep-old they are retired.");
      return;
    }
    rotating.forEach(this::retire);
  }

  /**
   * Where a rotation was broken off while old keys were being retired, a set with one key is done;
   * anywhere else it has yet to begin.
   */
  private List<KeySet> added() {
    List<Stage> stages = sets.stream().map(KeySet::stage).toList();
    boolean ending = stages.contains(Stage.PROMOTED) && !stages.contains(Stage.ADDED);
    List<KeySet> rotating =
        sets.stream().filter(set -> !ending || set.stage() != Stage.AT_REST).toList();
    rotating.forEach(this::add);
    return rotating;
  }

  private void add(KeySet set) {
    boolean begun = set.stage() != Stage.AT_REST;
    set.add();
    say(
        begun
            ? "%s: key %d has been added before.".formatted(set.name(), set.newest())
            : "%s: key %d added; it opens and does not seal yet."
                .formatted(set.name(), set.newest()));
  }

  private void awaitOpening(KeySet set) {
    services.awaitOpening(set);
    say("%s: %s has read it.".formatted(set.name(), Services.openerOf(set)));
  }

  private void promote(KeySet set) {
    boolean before = set.stage() == Stage.PROMOTED;
    set.promote();
    say(
        "%s: key %d %s"
            .formatted(
                set.name(), set.newest(), before ? "seals already." : "promoted; it seals."));
  }

  private void awaitSealing(KeySet set) {
    services.awaitSealing(set);
    say("%s: integration-service seals with it.".formatted(set.name()));
  }

  private void retire(KeySet set) {
    List<Long> old = set.keys().all().stream().filter(key -> key != set.newest()).toList();
    set.retire();
    services.awaitRetired(set);
    say("%s: retired %s; nothing opens with it any more.".formatted(set.name(), old));
  }

  private void say(String what) {
    Duration time = Duration.between(begun, Instant.now());
    out.printf("%6s  %s%n", Durations.words(time), what);
    out.flush();
  }
}

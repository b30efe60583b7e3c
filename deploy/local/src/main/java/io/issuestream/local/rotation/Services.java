package io.issuestream.local.rotation;

import io.issuestream.local.home.Home;
import io.issuestream.local.keys.KeySet;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.rotation.KeyReport.Loaded;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StateFile;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The two services that have keys: what they say, and waiting for what they are to do. */
final class Services {

  /** They look every second, and a first start takes longer than anything else. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * Between sealing something and its commit there are a few statements. What was sealed just
   * before a key was promoted has come to light after this.
   */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Home home;

  Services(Home home) {
    this.home = home;
  }

  List<KeyReport> reports() {
    return List.of(report(ServiceSpec.INTEGRATION), report(ServiceSpec.SYNC_WORKER));
  }

  /** Of the replica that counted longest ago; each counts everything. */
  private KeyReport report(ServiceSpec service) {
    return Collections.min(replicas(service), Comparator.comparingLong(KeyReport::counted));
  }

  private List<KeyReport> replicas(ServiceSpec service) {
    List<Integer> ports =
        StateFile.in(home.run()).read().stream()
            .flatMap(state -> state.parts().stream())
            .filter(part -> Replicas.serviceOf(part.name()).equals(Optional.of(service)))
            .map(PartStatus::port)
            .toList();
    return (ports.isEmpty() ? List.of(home.ports().service(service.place())) : ports)
        .stream().map(KeyReport::of).toList();
  }

  /** What each of those who open has read of a set. */
  private List<Loaded> openers(KeySet set) {
    return set.publicFile().isEmpty()
        ? loaded(ServiceSpec.INTEGRATION, set.name())
        : loaded(ServiceSpec.SYNC_WORKER, set.name() + "-private");
  }

  /** What each of those who seal has read of a set. */
  private List<Loaded> sealers(KeySet set) {
    return loaded(
        ServiceSpec.INTEGRATION, set.publicFile().isEmpty() ? set.name() : set.name() + "-public");
  }

  private List<Loaded> loaded(ServiceSpec service, String keyset) {
    return replicas(service).stream().map(report -> report.keys(keyset)).toList();
  }

  static String openerOf(KeySet set) {
    return set.publicFile().isEmpty()
        ? ServiceSpec.INTEGRATION.name()
        : ServiceSpec.SYNC_WORKER.name();
  }

  void awaitOpening(KeySet set) {
    awaitKeys(openerOf(set), () -> openers(set), keys -> keys.all().contains(set.newest()));
  }

  void awaitSealing(KeySet set) {
    awaitKeys(
        ServiceSpec.INTEGRATION.name(), () -> sealers(set), keys -> keys.primary() == set.newest());
  }

  void awaitRetired(KeySet set) {
    Predicate<Loaded> alone = keys -> keys.all().equals(List.of(set.newest()));
    awaitKeys(ServiceSpec.INTEGRATION.name(), () -> sealers(set), alone);
    awaitKeys(openerOf(set), () -> openers(set), alone);
  }

  private interface Reading {
    List<Loaded> now();
  }

  private static void awaitKeys(String service, Reading reading, Predicate<Loaded> as) {
    await(
        () -> reading.now().stream().allMatch(as),
        service + " has not read its keys again; ./issuestream logs " + service + " may say why.");
  }

  /**
   * Waits until nothing that is read is sealed under an older key, and stays so; the counts then.
   */
  SealedCounts awaitSealedAnew(List<KeySet> sets) {
    awaitNothingOlder(sets, Instant.now());
    Instant settled = Instant.now().plus(SETTLED);
    return awaitNothingOlder(sets, settled);
  }

  private SealedCounts awaitNothingOlder(List<KeySet> sets, Instant countedAfter) {
    SealedCounts[] counts = {new SealedCounts(java.util.Map.of())};
    await(
        () -> {
          List<KeyReport> reports = reports();
          counts[0] = SealedCounts.of(reports);
          return reports.stream().allMatch(r -> r.counted() > countedAfter.getEpochSecond())
              && counts[0].underOlderKeys(sets) == 0;
        },
        "Not everything has been sealed anew; ./issuestream keys status shows what is left.");
    return counts[0];
  }

  private static void await(BooleanSupplier done, String otherwise) {
    Instant end = Instant.now().plus(LIMIT);
    while (!answers(done)) {
      if (Instant.now().isAfter(end)) {
        throw new RotationStopped(
            otherwise + "\nNothing is lost: every key is still there. Run it again to go on.");
      }
      pause();
    }
  }

  /** A service that is being started again is waited for. */
  private static boolean answers(BooleanSupplier done) {
    try {
      return done.getAsBoolean();
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RotationStopped("Interrupted. Nothing is lost; run it again to go on.");
    }
  }
}

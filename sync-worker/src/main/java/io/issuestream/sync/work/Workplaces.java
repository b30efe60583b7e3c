package io.issuestream.sync.work;

import io.issuestream.sync.lease.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * The connections this process holds and the runs it works on. Not safe for several threads.
 *
 * <p>A connection is kept for a while after its last run, so that projects selected one after the
 * other share what was learned; a run asked for meanwhile starts here at once.
 */
final class Workplaces {

  private static final Logger log = LoggerFactory.getLogger(Workplaces.class);
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final class Place {
    private final HeldConnection connection;
    private final Map<UUID, Disposable> runs = new HashMap<>();
    private long idleSince = System.nanoTime();

    Place(HeldConnection connection) {
      this.connection = connection;
    }
  }

  private final Map<String, Place> places = new HashMap<>();

  int count() {
    return places.size();
  }

  boolean holds(String key) {
    return places.containsKey(key);
  }

  void open(String key, HeldConnection connection) {
    places.put(key, new Place(connection));
    log.info("Took connection {} under epoch {}", key, connection.lease().epoch());
  }

  /** Starts a run where the connection has room for one more and does not have it already. */
  void start(String key, UUID runId, int room, Function<HeldConnection, Disposable> work) {
    Place place = places.get(key);
    if (place != null && place.runs.size() < room && !place.runs.containsKey(runId)) {
      place.runs.put(runId, work.apply(place.connection));
    }
  }

  /** A run has ended; not the one of the same name that began after the connection was lost. */
  void done(String key, Lease lease, UUID runId) {
    Place place = places.get(key);
    if (place != null && place.connection.lease().equals(lease)) {
      place.runs.remove(runId);
      place.idleSince = System.nanoTime();
    }
  }

  Set<UUID> runIds() {
    var ids = new HashSet<UUID>();
    places.values().forEach(place -> ids.addAll(place.runs.keySet()));
    return ids;
  }

  List<Lease> leases() {
    return places.values().stream().map(place -> place.connection.lease()).toList();
  }

  /** Leaves the connections that have had no run for a while; answers their leases. */
  List<Lease> closeIdle() {
    var idle = new ArrayList<Lease>();
    places
        .values()
        .removeIf(place -> {
          boolean leave =
              place.runs.isEmpty() && System.nanoTime() - place.idleSince > LINGER.toNanos();
          if (leave) {
            idle.add(place.connection.lease());
          }
          return leave;
        });
    return idle;
  }

  /**
   * Drops the work of connections that were lost.
   *
   * @param asked the leases that were to be renewed; those taken meanwhile are not among them
   * @param held the ones that were
   */
  void keepOnly(Collection<Lease> asked, Collection<Lease> held) {
    places
        .entrySet()
        .removeIf(entry -> {
          Lease lease = entry.getValue().connection.lease();
          boolean lost = asked.contains(lease) && !held.contains(lease);
          if (lost) {
            abandon(entry.getKey(), entry.getValue());
          }
          return lost;
        });
  }

  /** Drops the work of a connection that turned out to be another's by now. */
  void lose(String key, Lease lease) {
    Place place = places.get(key);
    if (place != null && place.connection.lease().equals(lease)) {
      places.remove(key);
      abandon(key, place);
    }
  }

  /** Stops everything; answers the leases. */
  List<Lease> closeAll() {
    List<Lease> all = leases();
    places.values().forEach(Workplaces::stopRuns);
    places.clear();
    return all;
  }

  private static void abandon(String key, Place place) {
    log.warn("Lost connection {} to another worker", key);
    stopRuns(place);
  }

  private static void stopRuns(Place place) {
    List.copyOf(place.runs.values()).forEach(Disposable::dispose);
  }
}

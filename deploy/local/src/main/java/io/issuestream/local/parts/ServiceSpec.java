package io.issuestream.local.parts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the five services, as the local stack runs it.
 *
 * @param name also the module's
 * @param place its port's place behind the front door
 * @param database its own
 * @param heapMegabytes largest Java heap. Together with Kafka, PostgreSQL and the sandbox the stack
 *     stays below 8 GB
 * @param paths what the front door passes on to it, beside its own among the operations
 */
public record ServiceSpec(
    String name, int place, String database, int heapMegabytes, List<String> paths) {

  private static final String OPERATIONS = "/api/v1/operations/";

  public static final ServiceSpec INTEGRATION =
      new ServiceSpec(
          "integration-service",
          0,
          "integration",
          384,
          List.of("/api/v1/integration", "/api/v1/webhooks"));
  public static final ServiceSpec SYNC_WORKER =
      new ServiceSpec(
          "sync-worker", 1, "sync", 768, List.of("/api/v1/issues", "/api/v1/sync-runs"));
  public static final ServiceSpec USER_MATCHER =
      new ServiceSpec(
          "user-matcher",
          2,
          "matching",
          384,
          List.of("/api/v1/team-members", "/api/v1/user-matches"));
  public static final ServiceSpec METRICS =
      new ServiceSpec("metrics-service", 3, "metrics", 768, List.of("/api/v1/metrics"));
  public static final ServiceSpec INSIGHTS =
      new ServiceSpec(
          "insights-service",
          4,
          "insights",
          384,
          List.of("/api/v1/pull-requests", "/api/v1/pr-linkage", "/api/v1/insights"));

  /** Also passes on what operates this service alone. */
  public ServiceSpec {
    paths = Stream.concat(paths.stream(), Stream.of(OPERATIONS + name)).toList();
  }

  public static final List<ServiceSpec> ALL =
      List.of(INTEGRATION, SYNC_WORKER, USER_MATCHER, METRICS, INSIGHTS);

  public static Optional<ServiceSpec> named(String name) {
    return ALL.stream().filter(service -> service.name.equals(name)).findFirst();
  }
}

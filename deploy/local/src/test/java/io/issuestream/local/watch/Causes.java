package io.issuestream.local.watch;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.KafkaWalls;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.ServiceSpec;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;

/** For each alert something that goes wrong in a running stack, in the order they are tried in. */
record Causes(WatchedStack stack) {
  /** The project of {@link #PROJECT_ISSUES} issues that there is from the start on. */
  static final String PROJECT = "PAY";

  static final int PROJECT_ISSUES = 600;

  /** Of which a slow consumer takes the first few batches only while the alert's time passes. */
  private static final int MANY_ISSUES = 6_000;

  /** What the sandbox numbers the board of the first project. */
  private static final int FIRST_BOARD = 1;

  private static final String SYNC = "/api/v1/integration/jira/sync";
  private static final String MEMBERS = "/api/v1/team-members";
  private static final Map<String, Object> NO_FAULTS =
      Map.of("latencyMs", 0, "jitterMs", 0, "troubles", List.of());

  List<Cause> all() {
    return List.of(
        new Cause("IssuestreamServiceDown", this::killedAsOftenAsItComesBack),
        new Cause("IssuestreamConsumerStopped", this::aConsumerIsStopped),
        new Cause("IssuestreamApiErrors", this::aTableIsMissing),
        new Cause(
            "IssuestreamDatabasePoolFull",
            this::aLockIsHeld,
            // Leases are not renewed either where no connection is left.
            Set.of("IssuestreamOutboxUnowned")),
        new Cause("IssuestreamOutboxOld", this::theBrokerRefuses),
        new Cause("IssuestreamOutboxUnowned", this::aLeaseIsHeldByNobodyThere),
        new Cause("IssuestreamDeadLetters", this::aRecordIsPoison),
        new Cause("IssuestreamPointsNearlySpent", this::othersHaveTakenThePoints),
        new Cause("IssuestreamSyncFailing", this::jiraRefusesSearches),
        new Cause("IssuestreamBreakerOpen", this::jiraIsBroken),
        new Cause("IssuestreamFiguresStale", this::changesAreOld),
        new Cause("IssuestreamRecomputationBehind", this::figuresCannotBeStored),
        new Cause("IssuestreamConsumerLagGrowing", this::theDatabaseIsSlow));
  }

  private Cause.Ending killedAsOftenAsItComesBack() {
    Repeating killing =
        Repeating.each(
            100,
            1,
            () ->
                stack
                    .process(ServiceSpec.INSIGHTS.name())
                    .ifPresent(ProcessHandle::destroyForcibly));
    return () -> {
      killing.end();
      stack.awaitReady();
    };
  }

  private Cause.Ending aConsumerIsStopped() throws Exception {
    ProcessHandle service = stack.process(ServiceSpec.INSIGHTS.name()).orElseThrow();
    Bindings.of(service).change("userMatches-in-0", "STOPPED");
    return () -> Bindings.of(service).change("userMatches-in-0", "STARTED");
  }

  private Cause.Ending aTableIsMissing() throws Exception {
    Api admin = stack.direct(ServiceSpec.METRICS, "errors");
    stack.execute(ServiceSpec.METRICS, "alter table flow_metrics rename to flow_metrics_away");
    Repeating asking =
        Repeating.each(200, 1, () -> admin.get("/api/v1/metrics/flow?project=" + PROJECT));
    return () -> {
      asking.end();
      stack.execute(ServiceSpec.METRICS, "alter table flow_metrics_away rename to flow_metrics");
    };
  }

  private Cause.Ending aLockIsHeld() throws Exception {
    Cause.Ending release =
        locked(ServiceSpec.USER_MATCHER, "lock table team_member in access exclusive mode");
    Api admin = stack.direct(ServiceSpec.USER_MATCHER, "crowd");
    Repeating asking = Repeating.each(100, 40, () -> admin.get(MEMBERS));
    return () -> {
      release.end();
      asking.end();
    };
  }

  /** It holds the lock until it is ended. */
  private Cause.Ending locked(ServiceSpec service, String lock) throws Exception {
    Connection connection = stack.database(service);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(lock);
    }
    return connection::close;
  }

  private Cause.Ending theBrokerRefuses() throws Exception {
    try (Admin admin = Admin.create(stack.kafka())) {
      var permission =
          new AclBindingFilter(
              new ResourcePatternFilter(
                  ResourceType.TOPIC, Topic.TEAM_MEMBERS.topicName(), PatternType.LITERAL),
              new AccessControlEntryFilter(
                  "User:" + ServiceSpec.USER_MATCHER.name(),
                  null,
                  AclOperation.WRITE,
                  AclPermissionType.ALLOW));
      var taken = admin.deleteAcls(List.of(permission)).all().get();
      if (taken.isEmpty()) {
        throw new IllegalStateException("There was no permission to take away.");
      }
    }
    importMember("refused");
    return () -> {
      try (Admin admin = Admin.create(stack.kafka())) {
        new KafkaWalls(admin, "").raise();
      }
    };
  }

  private void importMember(String team) {
    stack
        .admin(team)
        .send(
            "PUT",
            MEMBERS,
            Map.of("Content-Type", "text/csv"),
            "email,displayName,githubLogin\nada@example.com,Ada,ada\n");
  }

  private Cause.Ending aLeaseIsHeldByNobodyThere() throws Exception {
    stack.execute(
        ServiceSpec.USER_MATCHER,
        """
        update outbox_lease set holder = gen_random_uuid(), epoch = epoch + 1,
          expires_at = clock_timestamp() + interval '1 hour'
        where shard = 1
        """);
    return () ->
        stack.execute(
            ServiceSpec.USER_MATCHER,
            "update outbox_lease set expires_at = '-infinity' where shard = 1");
  }

  private Cause.Ending aRecordIsPoison() throws Exception {
    Map<String, Object> settings =
        new HashMap<>(
            KafkaAccounts.in(stack.stack().home()).of(Principal.SYNC_WORKER).clientSettings());
    settings.put("bootstrap.servers", stack.kafka().get("bootstrap.servers"));
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(Topic.JIRA_ISSUES.topicName(), "poison/1", "{\"torn\":"))
          .get();
    }
    return () -> {
      Api sre = stack.stack().api("platform", TokenRole.SRE);
      for (ServiceSpec service : List.of(ServiceSpec.METRICS, ServiceSpec.INSIGHTS)) {
        var _ =
            sre.send(
                "POST",
                "/api/v1/operations/" + service.name() + "/dead-letters/discard",
                Map.of("X-Issuestream-Team", "platform", "Content-Type", "application/json"),
                "{\"topic\":\"jira.issues\",\"limit\":10}");
      }
    };
  }

  private Cause.Ending othersHaveTakenThePoints() throws Exception {
    stack.execute(
        ServiceSpec.SYNC_WORKER,
        """
        insert into team_points (team_id, window_start, reserved, asked_at)
        select 'others', date_trunc('hour', clock_timestamp()), %d, clock_timestamp()
        """
            .formatted(AlertsProofIT.POINTS_PER_HOUR * 9 / 10 * 95 / 100));
    Api admin = consented("poor");
    return () -> {
      // As in the next hour.
      stack.execute(ServiceSpec.SYNC_WORKER, "delete from team_points");
      stack.awaitSynced(consented("rich"));
      var _ = admin.delete("/api/v1/integration/jira/connection");
    };
  }

  private Api consented(String team) throws Exception {
    new OAuthConsent(stack.stack()).by(team);
    Api admin = stack.admin(team);
    var _ = new Selection(admin).choose(List.of(PROJECT));
    return admin;
  }

  private Cause.Ending jiraRefusesSearches() {
    Api admin = stack.onboarded("failing", PROJECT);
    stack.awaitSynced(admin);
    trouble(
        Map.of(
            "kind",
            "FAILURE",
            "count",
            1_000_000,
            "every",
            1,
            "status",
            400,
            "pathContains",
            "search"));
    Repeating asking = Repeating.each(500, 1, () -> admin.post(SYNC, Map.of()));
    return () -> {
      stack.sandbox().put("/sandbox/faults", NO_FAULTS);
      stack.awaitSynced(admin);
      asking.end();
    };
  }

  private Cause.Ending jiraIsBroken() {
    Api admin = stack.onboarded("broken", PROJECT);
    stack.awaitSynced(admin);
    trouble(Map.of("kind", "FAILURE", "count", 1_000_000, "every", 1, "status", 503));
    admin.post(SYNC, Map.of());
    return () -> {
      stack.sandbox().put("/sandbox/faults", NO_FAULTS);
      // A breaker closes with a call that succeeds, and the next would be made in a quarter of an
      // hour.
      admin.post(SYNC, Map.of());
      stack.awaitSynced(admin);
    };
  }

  private void trouble(Map<String, Object> trouble) {
    stack
        .sandbox()
        .put(
            "/sandbox/faults", Map.of("latencyMs", 0, "jitterMs", 0, "troubles", List.of(trouble)));
  }

  /** Jira's clock says when they were made: so late does the worker learn of them. */
  private Cause.Ending changesAreOld() {
    Api admin = stack.onboarded("stale", PROJECT);
    stack.awaitSynced(admin);
    Instant then = Instant.now().minus(Duration.ofMinutes(45));
    stack.sandbox().put("/sandbox/clock", Map.of("set", then.toString()));
    AtomicInteger number = new AtomicInteger();
    Repeating changing =
        Repeating.each(
            1000,
            1,
            () -> {
              int at = number.incrementAndGet();
              stack.sandbox().put("/sandbox/clock", Map.of("advanceMs", 1000));
              edit(at, Map.of("summary", "Changed " + at));
              admin.post(SYNC, Map.of());
            });
    return () -> {
      changing.end();
      stack.awaitSynced(admin);
      stack.sandbox().put("/sandbox/clock", Map.of());
    };
  }

  private void edit(int number, Map<String, Object> fields) {
    var _ =
        stack
            .sandbox()
            .post(
                "/sandbox/issues/%s-%d/edit".formatted(PROJECT, number), Map.of("fields", fields));
  }

  /** Every issue is in a sprint of its own, and no sprint's figures can be written. */
  private Cause.Ending figuresCannotBeStored() throws Exception {
    Cause.Ending release =
        locked(ServiceSpec.METRICS, "lock table sprint_metrics in share row exclusive mode");
    for (int number = 1; number <= PROJECT_ISSUES; number++) {
      long sprint =
          stack
              .sandbox()
              .post("/sandbox/sprints", Map.of("boardId", FIRST_BOARD, "name", "Sprint " + number))
              .path("id")
              .asLong();
      edit(number, Map.of("sprint", sprint));
    }
    Api admin = stack.onboarded("planned", PROJECT);
    return () -> {
      release.end();
      stack.awaitSynced(admin);
    };
  }

  /** Each row takes so long that less is taken in than comes. */
  private Cause.Ending theDatabaseIsSlow() throws Exception {
    stack.execute(
        ServiceSpec.METRICS,
        """
        create function slow() returns trigger language plpgsql as
          'begin perform pg_sleep(0.1); return new; end';
        create trigger slow before insert or update on issue_fact
          for each row execute function slow()
        """);
    stack
        .sandbox()
        .post(
            "/sandbox/generate",
            Map.of("issues", MANY_ISSUES, "seed", 5, "projects", List.of("BIG")));
    stack
        .sandbox()
        .put("/sandbox/faults", Map.of("latencyMs", 1000, "jitterMs", 0, "troubles", List.of()));
    Api admin = stack.onboarded("big", "BIG");
    return () -> {
      stack.execute(ServiceSpec.METRICS, "drop trigger slow on issue_fact; drop function slow()");
      stack.sandbox().put("/sandbox/faults", NO_FAULTS);
      stack.awaitSynced(admin);
    };
  }
}

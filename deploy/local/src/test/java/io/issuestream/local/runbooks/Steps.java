package io.issuestream.local.runbooks;

import java.util.ArrayList;
import java.util.List;

/** Every command of the runbooks, in an order in which they make sense on one stack. */
final class Steps {
  private static final String LETTERS = "dead-letters.md";
  private static final String ERASURE = "erasure.md";
  private static final String KEYS = "key-rotation.md";
  private static final String NIGHTLY = "nightly-trigger.md";
  private static final String REPLAY = "replay.md";
  private static final String RESYNC = "resync.md";
  private static final String SCALING = "scaling.md";
  private static final String UPGRADE = "upgrade.md";
  private static final String VERIFY = "verify.md";
  private static final String SHM = "/dev/shm/keys";
  private static final String NIGHT = "2026-11-2";

  private final Scene scene;
  private final List<Step> steps = new ArrayList<>();

  private Steps(Scene scene) {
    this.scene = scene;
    upAndSynced();
    resynced();
    replayed();
    // From here on what stands last under a key of jira.issues may be no event.
    lettersDealtWith();
    keysRotated();
    keysRotatedByHand();
    erased();
    harmedAndRestarted();
    notRun();
  }

  /** For looking at only. */
  static List<Step> known() {
    return new Steps(new Scene()).steps;
  }

  static List<Step> on(Scene scene) {
    return new Steps(scene).steps;
  }

  private Step then(String page, String command) {
    return Step.of(page, command);
  }

  private void add(Step... more) {
    steps.addAll(List.of(more));
  }

  private void upAndSynced() {
    add(
        then(SCALING, "./issuestream up --replicas 2").saying("Issuestream is up"),
        then(SCALING, "./issuestream status").saying("sync-worker-2 .*ready"),
        then(VERIFY, "./issuestream verify")
            .after(scene::teams)
            .saying("Team alpha(?s:.*)Team demo"),
        then(VERIFY, "./issuestream verify --team demo").saying("jira.issues +PAY"),
        then(VERIFY, "./issuestream verify --team demo --project PAY --within 5m"),
        then(VERIFY, "./issuestream verify --team demo --census"),
        then(VERIFY, "./issuestream verify --team demo --json verify.json")
            .with("verify.json", scene.file("verify.json")),
        then(
                VERIFY,
                "curl -H \"Authorization: Bearer $TOKEN\" -H 'X-Issuestream-Team: demo'"
                    + " https://issuestream.example/api/v1/operations/metrics-service/checksums")
            .after(() -> scene.token(VERIFY))
            .with("https://issuestream.example", scene::frontDoor)
            .saying("\"held\""),
        then(NIGHTLY, "./issuestream trigger nightly").saying("nightly-"),
        then(NIGHTLY, "./issuestream trigger nightly --night 2026-11-28").saying(NIGHT + "8"),
        then(
                NIGHTLY,
                "java -jar integration-service-VERSION-app.jar publish-nightly-trigger"
                    + " [--night=2026-11-27] [--zone=Europe/Berlin] [--timeout=30s]")
            .after(() -> scene.kafkaAccount(NIGHTLY))
            .with("java ", scene.java() + " ")
            .with("integration-service-VERSION-app.jar", scene.jar("integration-service"))
            .with("[--night=2026-11-27] [--zone", "--night=2026-11-27 --zone")
            .with("Berlin] [--timeout=30s]", "Berlin --timeout=30s")
            .saying(NIGHT + "7"));
  }

  private void resynced() {
    String asked =
        "curl -X POST -H \"Authorization: Bearer $TOKEN\" -H 'X-Issuestream-Team: demo' -H"
            + " 'Content-Type: application/json' -d"
            + " '{\"resourceType\":\"project\",\"resourceId\":\"PAY\",\"full\":true}'"
            + " https://issuestream.example/api/v1/integration/jira/sync";
    add(
        then(RESYNC, "./issuestream sync --team demo").saying("PAY"),
        then(RESYNC, "./issuestream sync --team demo --project PAY --since 3d"),
        then(RESYNC, "./issuestream sync --team demo --project PAY --since 2026-11-20T08:30:00Z"),
        then(RESYNC, "./issuestream sync --team demo --project PAY --full").saying("UNCHANGED"),
        then(RESYNC, "./issuestream sync --team demo --full --no-wait"),
        then(RESYNC, asked)
            .after(() -> scene.token(RESYNC))
            .with("https://issuestream.example", scene::frontDoor)
            .saying("\"syncRequestId\""),
        then(
                RESYNC,
                "curl -H \"Authorization: Bearer $TOKEN\" -H 'X-Issuestream-Team: demo'"
                    + " https://issuestream.example/api/v1/integration/jira/sync")
            .with("https://issuestream.example", scene::frontDoor)
            .saying("\"projects\""),
        then(
                RESYNC,
                "insert into outbox_mark (shard, topic, message_key, revision) select shard, topic,"
                    + " message_key, revision from outbox_state where topic = 'jira.issues' and"
                    + " team_id = 'demo' on conflict do nothing")
            .after(scene::loseARecord),
        then(RESYNC, "./issuestream verify --team demo --census"));
  }

  private void lettersDealtWith() {
    String one = "jira.issues:3:1042";
    String other = "jira.issues:3:1043";
    add(
        then(LETTERS, "./issuestream dead-letters list")
            .after(scene::plantLetters)
            .saying("wrong-schema"),
        then(
                LETTERS,
                "./issuestream dead-letters list --service metrics-service --topic jira.issues"
                    + " --code wrong-schema --team demo")
            .saying("wrong-schema"),
        then(
                LETTERS,
                "./issuestream dead-letters show jira.issues:3:1042 --service metrics-service")
            .with(one, () -> scene.letter(0))
            .saying("ce_type"),
        then(
                LETTERS,
                "./issuestream dead-letters retry jira.issues:3:1042 jira.issues:3:1043 --service"
                    + " metrics-service")
            .with(one, () -> scene.letter(0))
            .with(other, () -> scene.letter(1))
            .endingWith(1)
            .saying("2 failed again"),
        then(
                LETTERS,
                "./issuestream dead-letters retry --service metrics-service --code kept-failing")
            .saying("no such dead letters"),
        then(LETTERS, "./issuestream dead-letters retry --service metrics-service --all")
            .endingWith(1)
            .saying("3 failed again"),
        then(
                LETTERS,
                "./issuestream dead-letters retry jira.issues:3:1042 --service metrics-service"
                    + " --data data.json --header ce_type=io.issuestream.jira.issue.upserted.v1")
            .with(one, () -> scene.letter(0))
            .with("data.json", scene.file("data.json"))
            .saying("1 retried with success"),
        then(
                LETTERS,
                "./issuestream dead-letters discard jira.issues:3:1042 --service metrics-service"
                    + " --yes")
            .with(one, () -> scene.letter(1))
            .saying("1 discarded"),
        then(
                LETTERS,
                "./issuestream dead-letters discard --service metrics-service --code foreign-team"
                    + " --yes")
            .saying("1 discarded"));
  }

  private void replayed() {
    add(
        then(REPLAY, "./issuestream replay --service metrics --shadow").saying("Rebuilt from"),
        then(REPLAY, "./issuestream replay --service insights --shadow --team kestrel")
            .saying("Rebuilt from"),
        then(REPLAY, "./issuestream replay --service metrics --shadow --json /tmp/d.json")
            .with("/tmp/d.json", scene.file("d.json")),
        then(REPLAY, "./issuestream replay --service metrics --swap"),
        then(REPLAY, "./issuestream replay --service worker --shadow").saying("Rebuilt from"),
        then(REPLAY, "./issuestream replay --service metrics"),
        then(REPLAY, "./issuestream replay --service metrics --id 20261126-191500"));
  }

  private void keysRotated() {
    add(
        then(KEYS, "./issuestream keys status").saying("none under way"),
        then(KEYS, "./issuestream keys rotate").saying("retired"),
        then(KEYS, "./issuestream keys rotate --keep-old").saying("kept, as asked"));
  }

  private void keysRotatedByHand() {
    add(
        then(KEYS, "umask 077; mkdir /dev/shm/keys; cd /dev/shm/keys")
            .after(() -> scene.finishRotation(KEYS))
            .with(SHM, scene.file("shm")),
        then(KEYS, "get() { kubectl get secret \"$1\" -o \"jsonpath={.data.$2}\" | base64 -d; }"),
        then(
            KEYS,
            "put() { kubectl create secret generic \"$1\" \"${@:2}\" --dry-run=client -o yaml |"
                + " kubectl replace -f -; }"),
        then(KEYS, "get integration-keys 'at-rest\\.json' > at-rest.json"),
        then(KEYS, "get integration-keys 'credentials-public\\.json' > credentials-public.json"),
        then(KEYS, "get sync-worker-keys 'credentials-private\\.json' > credentials-private.json"),
        then(
            KEYS,
            "integration() { put integration-keys --from-file=at-rest.json"
                + " --from-file=credentials-public.json; }"),
        then(KEYS, "worker() { put sync-worker-keys --from-file=credentials-private.json; }"),
        then(KEYS, "issuestream keys step add --keyset at-rest.json").saying("sealing with"),
        then(KEYS, "issuestream keys step add --keyset credentials-private.json")
            .saying("sealing with"),
        then(KEYS, "integration; worker"),
        then(KEYS, "count(issuestream_keys_loaded{keyset=\"at-rest\",key=\"NEW\"})")
            .with("NEW", () -> scene.newKey("at-rest.json"))
            .saying("2"),
        then(KEYS, "count(issuestream_keys_loaded{keyset=\"credentials-private\",key=\"NEW\"})")
            .with("NEW", () -> scene.newKey("credentials-private.json"))
            .saying("2"),
        then(KEYS, "issuestream keys step promote --keyset at-rest.json"),
        then(
            KEYS,
            "issuestream keys step promote --keyset credentials-private.json --public"
                + " credentials-public.json"),
        then(KEYS, "worker; integration"),
        then(
                KEYS,
                "count(issuestream_keys_loaded{keyset=~\"at-rest|credentials-public\","
                    + "key=~\"NEW1|NEW2\",role=\"seals\"})")
            .with("NEW1", () -> scene.newKey("at-rest.json"))
            .with("NEW2", () -> scene.newKey("credentials-private.json"))
            .saying("4"),
        then(
                KEYS,
                "sum(issuestream_keys_sealed{key=~\"OLD1|OLD2\",place!~\".*overwritten\"}) or"
                    + " vector(0)")
            .with("OLD1", () -> scene.oldKey("at-rest.json"))
            .with("OLD2", () -> scene.oldKey("credentials-private.json"))
            .saying("0"),
        then(KEYS, "min(issuestream_keys_counted)").saying("[1-9].*"),
        then(KEYS, "issuestream keys step retire --keyset at-rest.json"),
        then(
            KEYS,
            "issuestream keys step retire --keyset credentials-private.json --public"
                + " credentials-public.json"),
        then(KEYS, "integration; worker; rm -r /dev/shm/keys").with(SHM, scene.file("shm")));
  }

  private void erased() {
    add(
        then(ERASURE, "./issuestream erase --team alpha --email ada@example.com")
            // There is nobody at a terminal to ask.
            .with("ada@example.com", "ada@example.com --yes")
            .saying("user-matcher"),
        then(ERASURE, "./issuestream erase-team --team alpha")
            .with("--team alpha", "--team alpha --yes"),
        then(ERASURE, "./issuestream keys make --directory /dev/shm/keys")
            .with(SHM, scene.file("made"))
            .saying("erasure.json"));
  }

  private void harmedAndRestarted() {
    add(
        then(
                "kafka-access.md",
                "KAFKA=broker:9093 ADMIN=admin.properties PREFIX= REPLICATION=3"
                    + " docs/operations/kafka-access.sh")
            .saying(
                "kafka-topics.sh --bootstrap-server broker:9093 .*--topic insights.findings"
                    + "(?s:.*)kafka-acls.sh .*--allow-principal User:cron --operation"),
        then(SCALING, "./issuestream kill sync-worker-2").saying("sync-worker-2"),
        then(SCALING, "./issuestream restart --rolling metrics-service")
            .after(scene::awaitReady)
            .saying("metrics-service is ready again(?s:.*)metrics-service-2 is ready again"),
        then(
            UPGRADE,
            "select id, orderexecuted, dateexecuted from databasechangelog order by orderexecuted"
                + " desc limit 5"),
        then(
            UPGRADE,
            "select pid, state, query from pg_stat_activity a join pg_locks l using (pid) where"
                + " l.locktype = 'advisory' and l.granted"),
        then(UPGRADE, "select pg_terminate_backend(PID)").with("PID", scene::session),
        then(SCALING, "./issuestream up --replicas 2,sync-worker=3")
            .after(scene::down)
            .saying("Issuestream is up"));
  }

  private void notRun() {
    add(
        longTest("ChaosProofIT -Dissuestream.chaos.seconds=120"),
        longTest("RollingRestartIT"),
        longTest("OutageIT -Dissuestream.outage.jira-seconds=60"));
  }

  private static Step longTest(String test) {
    return Step.notRun(SCALING, ".ci/proof deploy/local " + test, "it is a long test itself");
  }
}

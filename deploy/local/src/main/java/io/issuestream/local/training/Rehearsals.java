package io.issuestream.local.training;

import io.issuestream.embedded.Ports;
import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Programs;
import io.issuestream.local.parts.ServiceEnvironment;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each program is rehearsed. */
record Rehearsals(Path stage, int kafkaPort, int postgresPort, ServiceKeys keys, Tokens tokens) {

  static List<String> modules() {
    return StackParts.modules(true);
  }

  Rehearsal of(AppJar jar) {
    return ServiceSpec.named(jar.name())
        .map(service -> service(jar, service))
        .orElseGet(() -> sandbox(jar));
  }

  private Rehearsal service(AppJar jar, ServiceSpec service) {
    int port = Ports.free(1).getFirst();
    int issuer = URI.create(tokens.issuer()).getPort();
    Map<String, String> environment =
        ServiceEnvironment.of(
            service,
            new ServiceEnvironment.Surroundings(port, kafkaPort, postgresPort, issuer, keys));
    return rehearsal(
        jar,
        Programs.service(jar, service),
        environment,
        URI.create("http://127.0.0.1:" + port + Programs.READINESS),
        () -> read(port, service.paths()));
  }

  private Rehearsal sandbox(AppJar jar) {
    int port = Ports.free(1).getFirst();
    URI state = URI.create("http://127.0.0.1:" + port + Programs.SANDBOX_STATE);
    return rehearsal(
        jar, Programs.sandbox(jar, port), Map.of(), state, () -> HttpProbe.isOk(state));
  }

  private Rehearsal rehearsal(
      AppJar jar,
      List<String> command,
      Map<String, String> environment,
      URI readiness,
      Runnable use) {
    LogFile log = new LogFile(stage.resolve(jar.name() + ".log"));
    return new Rehearsal(
        jar.name(),
        jar.startUpCache(),
        command,
        environment,
        log,
        () -> HttpProbe.isOk(readiness),
        use);
  }

  /**
   * Any answer will do, a refusal too: routing, tokens, JSON and problem details have then been
   * loaded.
   */
  private void read(int port, List<String> paths) {
    String token =
        tokens.issue("rehearsal", "rehearsal", TokenRole.TEAM_ADMIN, Duration.ofMinutes(10));
    Api api = new Api(URI.create("http://127.0.0.1:" + port), Optional.of(token));
    for (String path : paths) {
      try {
        api.get(path);
      } catch (ApiRefused refused) {
        assert refused.status() >= 400;
      }
    }
    HttpProbe.isOk(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"));
  }
}

package io.issuestream.local.training;

import io.issuestream.local.home.Home;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Programs;
import io.issuestream.local.parts.ServiceEnvironment;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.HttpProbe;
import java.net.URI;
import java.util.Map;

/**
 * How each program takes part.
 *
 * @param stage a home that is thrown away
 */
record Rehearsals(Home stage) {

  Rehearsal of(AppJar jar) {
    return ServiceSpec.named(jar.name())
        .map(service -> service(jar, service))
        .orElseGet(() -> sandbox(jar));
  }

  private Rehearsal service(AppJar jar, ServiceSpec service) {
    int port = stage.ports().service(service.place());
    Map<String, String> environment =
        ServiceEnvironment.of(service, ServiceEnvironment.Surroundings.of(service, stage));
    URI readiness = URI.create("http://127.0.0.1:" + port + Programs.READINESS);
    return new Rehearsal(
        jar.name(),
        jar.startUpCache(),
        Programs.service(jar, service),
        environment,
        new LogFile(stage.log(jar.name())),
        () -> HttpProbe.isOk(readiness));
  }

  private Rehearsal sandbox(AppJar jar) {
    int port = stage.ports().sandbox();
    URI state = URI.create("http://127.0.0.1:" + port + Programs.SANDBOX_STATE);
    return new Rehearsal(
        jar.name(),
        jar.startUpCache(),
        Programs.sandbox(jar, port),
        Map.of(),
        new LogFile(stage.log(jar.name())),
        () -> HttpProbe.isOk(state));
  }
}

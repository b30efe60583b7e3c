package io.issuestream.local.parts;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.KafkaAccount;
import io.issuestream.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program in a service's jar that builds the service's projection again, on the stack's own
 * servers: with the service's accounts in its database, and on Kafka as the operator, who can
 * publish nothing of the service's.
 */
public record ServiceReplay(List<String> command, Map<String, String> environment) {

  /**
   * That of a home whose servers run.
   *
   * @param options for the program, such as {@code --shadow}
   */
  public static ServiceReplay in(Home home, ServiceSpec service, List<String> options) {
    return on(Backing.own(home), KafkaAccounts.in(home).of(Principal.SRE), home, service, options);
  }

  /**
   * That of a service on other servers.
   *
   * @param sre the operator's account on Kafka
   */
  public static ServiceReplay on(
      Backing backing, KafkaAccount sre, Home home, ServiceSpec service, List<String> options) {
    AppJar jar = AppJar.prepare(home.project(), service.name(), home.cache());
    Map<String, String> environment =
        new HashMap<>(
            ServiceEnvironment.of(
                service,
                ServiceEnvironment.Surroundings.of(
                    home.ports().service(service.place()), home, backing)));
    // Nobody but the worker may read credentials, not even to compare what it has.
    if (!service.equals(ServiceSpec.SYNC_WORKER)) {
      environment.putAll(ServiceEnvironment.kafka(backing, sre));
    }
    return new ServiceReplay(Programs.replay(jar, service, options), environment);
  }

  /** Runs it on the caller's terminal; answers its exit code. */
  public int run() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().putAll(environment);
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("The replay could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the replay runs.", e);
    }
  }

  /** Without the environment, which holds passwords. */
  @Override
  public String toString() {
    return "ServiceReplay" + command;
  }
}

package io.issuestream.local.parts;

import io.issuestream.contracts.access.Principal;
import io.issuestream.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program in integration-service's jar that asks for the nightly sync, on the stack's own
 * Kafka, with the account that is made for it.
 */
public record NightlyTrigger(List<String> command, Map<String, String> environment) {

  /** How it ended. */
  public record Ended(int code, String out, String err) {}

  /**
   * That of a home whose servers run.
   *
   * @param options for the program, such as {@code --night=2026-11-27}
   */
  public static NightlyTrigger in(Home home, List<String> options) {
    AppJar jar = AppJar.prepare(home.project(), ServiceSpec.INTEGRATION.name(), home.cache());
    return new NightlyTrigger(
        Programs.nightlyTrigger(jar, options),
        ServiceEnvironment.kafka(Backing.own(home), KafkaAccounts.in(home).of(Principal.CRON)));
  }

  /** Runs it; it ends by itself. */
  public Ended run() {
    try {
      Path err = Files.createTempFile("nightly-trigger", ".err");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
      } finally {
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The trigger could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the trigger runs.", e);
    }
  }

  /** Without the environment, which holds a password. */
  @Override
  public String toString() {
    return "NightlyTrigger" + command;
  }
}

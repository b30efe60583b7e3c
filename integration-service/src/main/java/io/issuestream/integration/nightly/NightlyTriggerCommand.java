package io.issuestream.integration.nightly;

import io.issuestream.contracts.access.Principal;
import io.issuestream.messaging.DirectPublisher;
import io.issuestream.messaging.DirectPublisher.Place;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.NotPublished;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedExceptionUtils;

/**
 * {@code publish-nightly-trigger}: publishes the night's request, waits for the broker, and ends.
 * It reads Kafka's settings from where the service does.
 */
public final class NightlyTriggerCommand {

  /** The first argument that asks for it. */
  public static final String NAME = "publish-nightly-trigger";

  private static final String USAGE =
      """
      Usage: publish-nightly-trigger [--night=DATE] [--zone=ZONE] [--timeout=TIME]

      Asks for the nightly sync of every team's projects, on jira.sync-requests, and waits until Kafka has it.
      However often it runs in one night, the sync is asked for once.

        --night=2026-11-27     the night that ends on this day; the present one, from noon to noon, without
        --zone=Europe/Berlin   whose noon it is (UTC)
        --timeout=30s          how long Kafka may take (30s)

      Environment: ISSUESTREAM_KAFKA_BOOTSTRAP_SERVERS, ISSUESTREAM_KAFKA_TOPIC_PREFIX and
      ISSUESTREAM_KAFKA_PROPERTIES_*, as for the service, with the account of the principal cron.
      Exit code: 0 published, 1 not published, 2 not understood.
      """;

  private final PrintStream out;
  private final PrintStream err;

  private NightlyTriggerCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Whether these arguments of the service ask for it. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /**
   * Does it.
   *
   * @param arguments the command's name first
   * @return the exit code
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    return new NightlyTriggerCommand(out, err)
        .run(Arrays.asList(arguments).subList(1, arguments.length));
  }

  private int run(List<String> arguments) {
    TriggerOptions options;
    try {
      options = TriggerOptions.of(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + " --help says more.");
      return 2;
    }
    if (options.help()) {
      out.print(USAGE);
      return 0;
    }
    try {
      publish(options);
      return 0;
    } catch (NotPublished e) {
      err.println("The nightly sync was not asked for. " + e.getMessage() + ".");
      return 1;
    } catch (RuntimeException e) {
      // Settings that do not bind: Spring's own words for it are a page long.
      err.println(
          "The nightly sync was not asked for. The settings are wrong: "
              + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return 1;
    }
  }

  private void publish(TriggerOptions options) {
    Night night = options.chosen(Instant.now());
    Place place =
        new DirectPublisher(kafka(), Principal.CRON.principalName(), options.limit())
            .publish(night.request());
    out.printf(
        "Asked for the nightly sync of all teams: %s is on %s (partition %d, offset %d).%n",
        night.requestId(), place.topic(), place.partition(), place.offset());
  }

  private static MessagingProperties.Kafka kafka() {
    SpringApplication program =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties("spring.main.banner-mode=off")
            .build();
    // What goes wrong is said in one sentence; the client would say it again every second.
    try (var context =
        program.run("--logging.level.root=off", "--logging.level.org.apache.kafka=off")) {
      return context.getBean(MessagingProperties.class).kafka();
    }
  }

  /** The settings, and nothing of the service. */
  @EnableConfigurationProperties(MessagingProperties.class)
  static class Settings {}
}

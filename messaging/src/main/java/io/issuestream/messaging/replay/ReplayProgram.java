package io.issuestream.messaging.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * {@code replay}: a service's artefact builds the service's projection again and ends. It is the
 * service in all but that nothing of it starts by itself.
 */
public final class ReplayProgram {

  /** The first argument that asks for it. */
  public static final String NAME = "replay";

  private static final String USAGE =
      """
      Usage: replay [--shadow] [--swap] [--team=T] [--json=FILE] [--most=40] [--patience=2m] [--id=ID]

      Builds the service's projection again from the state topics alone.

        without --shadow   within the live one: all state records are applied again, equal revisions too
        --shadow           beside the live one, and compares the two; the live one is not touched
        --swap             as --shadow, and then puts what was rebuilt in the place of what differs
        --team=T           one team's rows only
        --json=FILE        all differences, for other programs
        --most=40          differences printed at most
        --patience=2m      how long live may take to catch up, and figures to settle
        --id=ID            goes on with a replay in place that was stopped

      Environment: as for the service, but with the Kafka account of the principal sre.
      Exit code: 0 live and rebuilt are the same, or the replay in place is done; 1 not; 2 not understood.
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Class<?> application;
  private final AtomicReference<@Nullable ShadowSchema> shadow = new AtomicReference<>();

  private ReplayProgram(PrintStream out, PrintStream err, Class<?> application) {
    this.out = out;
    this.err = err;
    this.application = application;
  }

  /** Whether these arguments of the service ask for it. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /**
   * Does it.
   *
   * @param application the service's
   * @param arguments the program's name first
   * @return the exit code
   */
  public static int run(
      PrintStream out, PrintStream err, Class<?> application, String... arguments) {
    ReplayOptions options;
    try {
      options = ReplayOptions.of(Arrays.asList(arguments).subList(1, arguments.length));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + " --help says more.");
      return 2;
    }
    if (options.help()) {
      out.print(USAGE);
      return 0;
    }
    return new ReplayProgram(out, err, application).run(options);
  }

  private int run(ReplayOptions options) {
    var dropping = new Thread(this::drop, "drop-shadow");
    Runtime.getRuntime().addShutdownHook(dropping);
    try {
      return replayed(options) ? 0 : 1;
    } catch (RuntimeException e) {
      err.println("The replay stopped. " + sentence(e));
      return 1;
    } finally {
      drop();
      Runtime.getRuntime().removeShutdownHook(dropping);
    }
  }

  private static String sentence(RuntimeException failure) {
    return failure instanceof ReplayStopped
        ? failure.getMessage() + "."
        : NestedExceptionUtils.getMostSpecificCause(failure).toString();
  }

  private boolean replayed(ReplayOptions options) {
    List<String> arguments = new ArrayList<>(options.settings());
    arguments.add("--spring.profiles.include=replay");
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(application, ReplayConfiguration.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(one -> prepare((GenericApplicationContext) one, options))
            .run(arguments.toArray(String[]::new))) {
      var parts = new Parts(context, options);
      ShadowSchema schema = shadow.get();
      if (schema == null) {
        return new ReplayInPlace(parts, out).run();
      }
      try (var replay = new ShadowReplay(parts, schema, out)) {
        return replay.run();
      } finally {
        parts.projection().recomputation().stop();
      }
    }
  }

  private void prepare(GenericApplicationContext context, ReplayOptions options) {
    context.registerBean("lifecycleProcessor", QuietLifecycle.class, QuietLifecycle::new);
    ConfigurableEnvironment environment = context.getEnvironment();
    Map<String, Object> settings = new HashMap<>();
    settings.put("issuestream.kafka.declare-topics", "false");
    if (options.shadow()) {
      ShadowSchema schema = ShadowSchema.create(environment);
      shadow.set(schema);
      settings.put(
          "spring.r2dbc.url", with(environment, "spring.r2dbc.url", "schema=" + schema.name()));
      settings.put(
          "spring.liquibase.url",
          with(environment, "spring.liquibase.url", "currentSchema=" + schema.name()));
    } else {
      // Whoever replays does not migrate.
      settings.put("spring.liquibase.enabled", "false");
    }
    environment.getPropertySources().addFirst(new MapPropertySource("replay", settings));
  }

  private static String with(ConfigurableEnvironment environment, String name, String parameter) {
    String url = environment.getRequiredProperty(name);
    return url + (url.contains("?") ? "&" : "?") + parameter;
  }

  private void drop() {
    ShadowSchema schema = shadow.getAndSet(null);
    if (schema != null) {
      try {
        schema.close();
      } catch (ReplayStopped e) {
        err.println(e.getMessage());
      }
    }
  }
}

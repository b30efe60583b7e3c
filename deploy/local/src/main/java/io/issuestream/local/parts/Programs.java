package io.issuestream.local.parts;

import java.util.ArrayList;
import java.util.List;

/** The command lines of the programs that come from a jar of the build. */
public final class Programs {
  /** Answers 200 while a service serves. */
  public static final String READINESS = "/actuator/health/readiness";

  /** Answers 200 while the sandbox serves. */
  public static final String SANDBOX_STATE = "/sandbox/state";

  /** Holds 50,000 generated issues of 5 KB each. */
  private static final int SANDBOX_HEAP = 1024;

  private static final int TRIGGER_HEAP = 128;

  private Programs() {}

  public static List<String> service(AppJar jar, ServiceSpec service) {
    return program(jar, service.heapMegabytes());
  }

  public static List<String> sandbox(AppJar jar, int port) {
    List<String> command = program(jar, SANDBOX_HEAP);
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    return command;
  }

  /** Publishes one event and ends; see integration-service. */
  static List<String> nightlyTrigger(AppJar jar, List<String> options) {
    List<String> command = program(jar, TRIGGER_HEAP);
    command.add("publish-nightly-trigger");
    command.addAll(options);
    return command;
  }

  /** Builds the service's projection again and ends; see messaging. */
  static List<String> replay(AppJar jar, ServiceSpec service, List<String> options) {
    List<String> command = program(jar, service.heapMegabytes());
    command.add("replay");
    command.addAll(options);
    return command;
  }

  private static List<String> program(AppJar jar, int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Java.program());
    command.addAll(Java.arguments(heapMegabytes));
    command.addAll(jar.cacheArguments());
    command.addAll(List.of("-jar", jar.main().toString()));
    return command;
  }
}

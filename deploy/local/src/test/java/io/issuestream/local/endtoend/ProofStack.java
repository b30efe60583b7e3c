package io.issuestream.local.endtoend;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stack that long tests share, as it takes minutes to start: the sandbox is Atlassian, a tap
 * stands before its token endpoint, and everything is logged. It ends with the test process.
 */
record ProofStack(RunningStack running, TokenTap tap, String clientSecret) {
  private static @Nullable ProofStack shared;

  static synchronized ProofStack get() {
    ProofStack stack = shared;
    if (stack == null) {
      stack = start();
      shared = stack;
    }
    return stack;
  }

  private static ProofStack start() {
    String secret = "client-secret-" + UUID.randomUUID();
    TokenTap[] tap = new TokenTap[1];
    RunningStack running =
        RunningStack.start(home -> {
          tap[0] =
              new TokenTap(
                  URI.create("http://127.0.0.1:" + home.ports().sandbox() + "/auth/oauth/token"));
          Map<String, String> settings =
              new HashMap<>(Consent.settings(home, secret, tap[0].url()));
          settings.put("LOGGING_LEVEL_ROOT", "DEBUG");
          settings.put("LOGGING_LEVEL_ORG_APACHE_KAFKA", "DEBUG");
          return settings;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop-proof-stack"));
    Consent.register(running, secret);
    return new ProofStack(running, tap[0], secret);
  }
}

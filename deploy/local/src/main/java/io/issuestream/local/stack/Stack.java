package io.issuestream.local.stack;

import io.issuestream.local.api.Api;
import io.issuestream.local.home.Home;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.supervisor.StackState;
import io.issuestream.local.supervisor.StateFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The stack of one home. */
public final class Stack {
  private static final Duration TOKEN = Duration.ofHours(12);

  private final Home home;
  private final StateFile file;

  public Stack(Home home) {
    this.home = home;
    this.file = StateFile.in(home.run());
  }

  public Home home() {
    return home;
  }

  /** The stack's state, while its supervisor is alive. */
  public Optional<StackState> running() {
    return lastKnown().filter(state -> state.aliveSupervisor().isPresent());
  }

  /** The state that was last written, whether or not anything of it still runs. */
  public Optional<StackState> lastKnown() {
    return file.read();
  }

  /**
   * Starts the stack and waits until every part is ready.
   *
   * @param progress told of the state whenever it has changed
   * @throws StackNotStarted when something is in the way or does not become ready; what did start
   *     keeps running
   */
  public StackState start(boolean withSandbox, Consumer<StackState> progress) {
    return start(Shape.plain(withSandbox), Map.of(), progress);
  }

  /**
   * The same in another shape.
   *
   * @throws StackNotStarted as above
   */
  public StackState start(Shape shape, Consumer<StackState> progress) {
    return start(shape, Map.of(), progress);
  }

  /**
   * The same with more environment variables for the services.
   *
   * @throws StackNotStarted as above
   */
  public StackState start(
      boolean withSandbox, Map<String, String> environment, Consumer<StackState> progress) {
    return start(Shape.plain(withSandbox), environment, progress);
  }

  /**
   * The same in another shape.
   *
   * @throws StackNotStarted as above
   */
  public StackState start(
      Shape shape, Map<String, String> environment, Consumer<StackState> progress) {
    home.create();
    new Leftovers(lastKnown()).stopPrograms();
    List<String> problems = new Preflight(home, shape).problems();
    if (!problems.isEmpty()) {
      throw new StackNotStarted(problems);
    }
    // Side by side: unpacking is a Java start per jar, once after each build.
    StackParts.modules(shape.withSandbox()).parallelStream()
        .forEach(module -> AppJar.prepare(home.project(), module, home.cache()));
    return new StackStart(home, file).run(shape, environment, progress);
  }

  /** Stops everything that runs of this stack. */
  public StackStop.Outcome stop() {
    return new StackStop(lastKnown()).run();
  }

  /** The local issuer's tokens; its key is made when there is none. */
  public Tokens tokens() {
    home.create();
    return Tokens.behind(IssuerKey.in(home.keys()), home.ports().frontDoor());
  }

  public URI frontDoor() {
    return URI.create("http://127.0.0.1:" + home.ports().frontDoor());
  }

  public URI sandbox() {
    return URI.create("http://127.0.0.1:" + home.ports().sandbox());
  }

  /** Issuestream's API as this team and role sees it. */
  public Api api(String team, TokenRole role) {
    String token = tokens().issue(role + "@" + team, team, role, TOKEN);
    return new Api(frontDoor(), Optional.of(token));
  }

  /** The sandbox's admin API, which asks for no token. */
  public Api sandboxApi() {
    return new Api(sandbox(), Optional.empty());
  }
}

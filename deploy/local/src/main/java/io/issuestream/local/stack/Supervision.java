package io.issuestream.local.stack;

import io.issuestream.local.frontdoor.FrontDoor;
import io.issuestream.local.home.Home;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.supervisor.StateFile;
import io.issuestream.local.supervisor.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor's process: front door and issuer, and the parts behind them. */
public record Supervision(Home home, Shape shape) {
  private static final Logger log = LoggerFactory.getLogger(Supervision.class);

  /** Runs until this process is asked to stop; one at a time in a home. */
  public void run() {
    try (FileChannel channel =
            FileChannel.open(
                home.run().resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new StackNotStarted("Another supervisor runs this stack already.");
      }
      ServiceKeys.in(home.keys()).ensure();
      var _ = DatabaseAccounts.ensure(home);
      var _ = KafkaAccounts.ensure(home);
      StackParts parts = new StackParts(home);
      Tokens tokens = Tokens.behind(IssuerKey.in(home.keys()), home.ports().frontDoor());
      FrontDoor frontDoor =
          FrontDoor.start(home.ports().frontDoor(), parts.routes(shape.replicas()), tokens);
      Supervisor supervisor =
          new Supervisor(StateFile.in(home.run()), home::freeBytes, parts.groups(shape));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(frontDoor, supervisor), "stop"));
      supervisor.run();
    } catch (IOException e) {
      throw new UncheckedIOException("The stack cannot be locked: " + e.getMessage(), e);
    }
  }

  /** No more requests come in while the services finish those they have. */
  private static void stop(FrontDoor frontDoor, Supervisor supervisor) {
    log.info("The stack stops");
    frontDoor.close();
    supervisor.close();
    log.info("The stack has stopped");
  }
}

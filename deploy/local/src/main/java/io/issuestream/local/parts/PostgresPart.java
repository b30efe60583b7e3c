package io.issuestream.local.parts;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.PostgresServer;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.Part;
import java.util.List;

/**
 * PostgreSQL, with a database and an owner of the same name for each service.
 *
 * @param databases made when they are missing
 */
public record PostgresPart(PostgresSettings settings, List<String> databases) implements Part {

  @Override
  public String name() {
    return ServerNames.POSTGRESQL;
  }

  @Override
  public int port() {
    return settings.port();
  }

  @Override
  public LogFile log() {
    return new LogFile(settings.log());
  }

  @Override
  public Launched start() {
    PostgresServer server = PostgresServer.start(settings);
    databases.forEach(database -> server.databases().ensure(database, database));
    return new Running(server.process(), server);
  }

  @Override
  public boolean serves() {
    return !Ports.isFree(port());
  }

  @Override
  public void stop(Launched launched) {
    if (launched instanceof Running running) {
      running.server().close();
    }
  }

  private record Running(ProcessHandle process, PostgresServer server) implements Launched {
    @Override
    public String ending() {
      return "unasked; its log says why";
    }
  }
}

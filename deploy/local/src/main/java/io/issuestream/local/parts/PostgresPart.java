package io.issuestream.local.parts;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.PostgresServer;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.Part;

/**
 * PostgreSQL, with a database for each service.
 *
 * @param accounts made with the databases when they are missing
 */
public record PostgresPart(PostgresSettings settings, DatabaseAccounts accounts) implements Part {

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
    accounts.giveTo(server.databases());
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

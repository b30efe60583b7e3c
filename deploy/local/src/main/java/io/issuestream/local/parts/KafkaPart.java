package io.issuestream.local.parts;

import io.issuestream.embedded.KafkaServer;
import io.issuestream.embedded.KafkaSettings;
import io.issuestream.embedded.Ports;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.Part;
import java.nio.file.Path;
import java.util.List;

/** Kafka, one node, with all topics and with nobody in it who has no account. */
public record KafkaPart(KafkaSettings settings) implements Part {

  /**
   * How the broker's Java is started: with C1 alone, as every Java of the stack, and keeping what
   * it loaded, when it ends, for its next start.
   */
  public static List<String> javaArguments(Path cache) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + cache.resolve("kafka.jsa"));
  }

  @Override
  public String name() {
    return ServerNames.KAFKA;
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
    KafkaServer server = KafkaServer.start(settings);
    server.raiseWalls("");
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

  private record Running(ProcessHandle process, KafkaServer server) implements Launched {
    @Override
    public String ending() {
      return "unasked; its log says why";
    }
  }
}

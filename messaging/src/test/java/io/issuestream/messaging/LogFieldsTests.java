package io.issuestream.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines as {@code logging.structured.format.console=ecs} writes them. */
class LogFieldsTests {

  @Test
  void areFieldsOfALineThatIsAboutARecord() {
    JsonNode line =
        written(log -> {
          try (var _ = LogFields.about("alpha/10001", "alpha/10001@7")) {
            log.warn("put aside");
          }
        });

    assertThat(line.path("message").asString()).isEqualTo("put aside");
    assertThat(line.path("team").asString()).isEqualTo("alpha");
    assertThat(line.path("event").path("id").asString()).isEqualTo("alpha/10001@7");
  }

  @Test
  void areGivenToALineWhicheverThreadWritesIt() {
    JsonNode line =
        written(log ->
            log.atWarn()
                .addKeyValue(LogFields.TEAM, "alpha")
                .addKeyValue(LogFields.ISSUE, "PAY-1")
                .log("Issue {} cannot be stored", "PAY-1"));

    assertThat(line.path("team").asString()).isEqualTo("alpha");
    assertThat(line.path("issue").path("key").asString()).isEqualTo("PAY-1");
  }

  @Test
  void leaveOutWhatARecordMerelyClaimsAndWhatTheLinesBeforeWereAbout() {
    JsonNode claimed =
        written(log -> {
          try (var _ = LogFields.about("Ada Lovelace/1", "x".repeat(5000))) {
            log.warn("put aside");
          }
        });
    assertThat(claimed.has("team")).isFalse();
    assertThat(claimed.has("event")).isFalse();

    JsonNode after =
        written(log -> {
          LogFields.about("alpha/1", "alpha/1@1").close();
          log.warn("something else");
        });
    assertThat(after.has("team")).isFalse();
  }

  private static JsonNode written(Consumer<Logger> work) {
    var context = new LoggerContext();
    context.putObject(Environment.class.getName(), new MockEnvironment());
    context.setMDCAdapter(
        ((LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory()).getMDCAdapter());
    var lines =
        new ListAppender<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent line) {
            // What the line is about is looked up when it is written, and this writes it later.
            line.prepareForDeferredProcessing();
            super.append(line);
          }
        };
    lines.setContext(context);
    lines.start();
    Logger log = context.getLogger("test");
    log.addAppender(lines);
    work.accept(log);
    var encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat("ecs");
    encoder.start();
    byte[] line = encoder.encode(lines.list.getLast());
    return JsonMapper.shared().readTree(new String(line, StandardCharsets.UTF_8));
  }
}

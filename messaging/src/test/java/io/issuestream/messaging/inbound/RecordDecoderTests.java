package io.issuestream.messaging.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.contracts.connection.TokenRequestEvent;
import io.issuestream.messaging.EventJson;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordDecoderTests {

  private static final String TYPE = "io.issuestream.jira.credential.requested.v1";
  private static final String KEY = "alpha/c-1";
  private static final byte[] GOOD =
      EventJson.write(new AccessTokenRequested("alpha", 1, "c-1", 7));

  private final RecordDecoder<TokenRequestEvent> decoder =
      new RecordDecoder<>(TokenRequestEvent.class, 1000);

  @Test
  void readsAnEvent() {
    Received<TokenRequestEvent> received = decoder.decode(record(KEY, GOOD, headers(Map.of())));

    assertThat(received.event()).isEqualTo(new AccessTokenRequested("alpha", 1, "c-1", 7));
    assertThat(received.key()).isEqualTo(KEY);
  }

  static Stream<Arguments> poison() {
    return Stream.of(
        refused(Cause.MISSING_KEY, null, GOOD, Map.of()),
        refused(Cause.MISSING_DATA, KEY, null, Map.of()),
        refused(Cause.MISSING_DATA, KEY, new byte[0], Map.of()),
        refused(Cause.MISSING_HEADER, KEY, GOOD, Map.of("ce_type", "")),
        refused(Cause.MISSING_HEADER, KEY, GOOD, Map.of("ce_id", "")),
        refused(Cause.MISSING_HEADER, KEY, GOOD, Map.of("ce_time", "")),
        refused(Cause.BAD_HEADER, KEY, GOOD, Map.of("ce_time", "yesterday")),
        refused(Cause.UNKNOWN_TYPE, KEY, GOOD, Map.of("ce_type", "io.issuestream.unheard.of.v1")),
        refused(Cause.UNKNOWN_TYPE, KEY, GOOD, Map.of("ce_type", "\uFFFD")),
        refused(Cause.OLD_VERSION, KEY, GOOD, Map.of("ce_type", TYPE.replace("v1", "v0"))),
        refused(Cause.NEW_VERSION, KEY, GOOD, Map.of("ce_type", TYPE.replace("v1", "v2"))),
        refused(
            Cause.WRONG_TOPIC, KEY, GOOD, Map.of("ce_type", "io.issuestream.jira.issue.moved.v1")),
        refused(Cause.TOO_LARGE, KEY, new byte[1001], Map.of()),
        refused(Cause.BAD_JSON, KEY, "{\"teamId\":\"alpha\",".getBytes(UTF_8), Map.of()),
        refused(Cause.BAD_JSON, KEY, new byte[] {(byte) 0xff, 1, 2}, Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, "[".repeat(900).getBytes(UTF_8), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, "null".getBytes(UTF_8), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, "[]".getBytes(UTF_8), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, "{}".getBytes(UTF_8), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, changed("\"c-1\"", "null"), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, changed("7", "\"seven\""), Map.of()),
        refused(Cause.WRONG_SCHEMA, KEY, changed("7", "0"), Map.of()),
        refused(Cause.FOREIGN_TEAM, "beta/c-1", GOOD, Map.of()),
        refused(Cause.FOREIGN_KEY, "alpha/c-2", GOOD, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("poison")
  void saysWhyARecordIsNoEvent(Cause cause, String key, byte[] value, Map<String, String> headers) {
    RecordRefused refused =
        catchThrowableOfType(
            RecordRefused.class, () -> decoder.decode(record(key, value, headers(headers))));

    assertThat(refused.because()).isEqualTo(cause);
    assertThat(refused).message().isNotBlank();
  }

  private static Arguments refused(
      Cause cause, String key, byte[] value, Map<String, String> headers) {
    return Arguments.of(cause, key, value, headers);
  }

  private static byte[] changed(String part, String other) {
    return new String(GOOD, UTF_8).replace(part, other).getBytes(UTF_8);
  }

  private static RawRecord record(String key, byte[] value, RecordHeaders headers) {
    return new RawRecord("jira.token-requests", 0, 1, 0, key, value, headers);
  }

  /** Those of every event, with these changes; an empty one is left out. */
  private static RecordHeaders headers(Map<String, String> changes) {
    var all =
        new HashMap<>(Map.of("ce_type", TYPE, "ce_id", "x", "ce_time", "2026-01-02T03:04:05Z"));
    all.putAll(changes);
    var headers = new RecordHeaders();
    all.forEach((name, text) -> {
      if (!text.isEmpty()) {
        headers.add(name, text.getBytes(UTF_8));
      }
    });
    return headers;
  }
}

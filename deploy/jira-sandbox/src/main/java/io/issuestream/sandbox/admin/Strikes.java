package io.issuestream.sandbox.admin;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Delivery;
import io.issuestream.sandbox.limit.LimitKeeper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a trouble makes of an answer. */
public final class Strikes {
  private static final int CHUNK = 64 << 10;

  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Log in - Jira</title></head><body><form"
          + " action=\"/login.jsp\" method=\"post\"><input name=\"os_username\"></form></body></html>";

  private Strikes() {}

  /** The answer to a request that a trouble has struck; {@code proper} is asked only if needed. */
  public static Answer answer(Trouble trouble, Supplier<Answer> proper) {
    return switch (trouble.kind()) {
      case REFUSAL -> waiting(LimitKeeper.refused(trouble.reason()), trouble);
      case FAILURE -> waiting(failure(trouble.status()), trouble);
      case HTML -> Answer.text(trouble.status(), "text/html;charset=UTF-8", PAGE);
      case RESET -> Answer.empty(200).delivered(Delivery.RESET);
      case ENDLESS -> Answer.text(200, json(), "{}").delivered(Delivery.TRICKLING);
      case OVERSIZED -> oversized(trouble.bytes());
      case CUT -> proper.get().delivered(Delivery.CUT);
      case STALLED -> proper.get().delivered(Delivery.STALLED);
      case TRUNCATED -> proper.get().halved();
    };
  }

  private static Answer failure(int status) {
    return Answer.text(
        status,
        json(),
        "{\"errorMessages\":[\"The sandbox was told to fail this request.\"],\"errors\":{}}");
  }

  private static Answer waiting(Answer answer, Trouble trouble) {
    Integer wait = trouble.retryAfterSeconds();
    return wait == null ? answer : answer.with("Retry-After", wait.toString());
  }

  /** An object with one long text, made as it is sent. */
  private static Answer oversized(long bytes) {
    byte[] chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    Stream<byte[]> body =
        Stream.of(
                Stream.of("{\"padding\":\"".getBytes(StandardCharsets.UTF_8)),
                LongStream.range(0, Math.ceilDiv(bytes, CHUNK)).mapToObj(n -> chunk),
                Stream.of("\"}".getBytes(StandardCharsets.UTF_8)))
            .flatMap(part -> part);
    Answer lines = Answer.lines(body);
    return new Answer(200, json(), lines.body(), 0, lines.headers(), body);
  }

  private static String json() {
    return "application/json;charset=UTF-8";
  }
}

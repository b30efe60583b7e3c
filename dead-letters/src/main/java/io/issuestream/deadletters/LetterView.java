package io.issuestream.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.deadletter.Letter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter, opened.
 *
 * @param sentence what exactly is wrong; null where the record is withheld
 * @param headers the record's own, the first hundred; empty where it is withheld
 * @param data the record's, at most {@value #SHOWN} bytes of it; null where there is none, it is
 *     withheld, or it was left out of the letter
 * @param truncated whether the data goes on
 * @param leftOut whether the data was too large for the letter; it is tried again from its topic
 * @param withheld whether the record carries secrets, which are shown to nobody
 */
record LetterView(
    LetterLine letter,
    @Nullable String sentence,
    List<Named> headers,
    @Nullable Text data,
    boolean truncated,
    boolean leftOut,
    boolean withheld) {

  private static final int SHOWN = 64 * 1024;
  private static final int HEADERS_SHOWN = 100;
  private static final int SHOWN_OF_A_HEADER = 1024;

  /** Bytes as text; base64 where they are no UTF-8. */
  record Text(String text, boolean base64) {

    static Text of(byte[] bytes, int most) {
      byte[] shown = bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
      try {
        var decoder = UTF_8.newDecoder();
        // A character that was cut through at the end is no error.
        if (bytes.length > most) {
          decoder.onMalformedInput(CodingErrorAction.REPLACE);
        }
        return new Text(decoder.decode(ByteBuffer.wrap(shown)).toString(), false);
      } catch (CharacterCodingException notText) {
        return new Text(Base64.getEncoder().encodeToString(shown), true);
      }
    }
  }

  /** A header. */
  record Named(String name, @Nullable Text value) {

    static Named of(Header header) {
      byte[] value = header.value();
      return new Named(header.key(), value == null ? null : Text.of(value, SHOWN_OF_A_HEADER));
    }
  }

  static LetterView of(Letter letter) {
    LetterLine line = LetterLine.of(letter.summary());
    if (isSecret(line.topic())) {
      return new LetterView(line, null, List.of(), null, false, letter.dataLeftOut(), true);
    }
    byte[] data = letter.data();
    return new LetterView(
        line,
        letter.sentence(),
        letter.headers().stream().limit(HEADERS_SHOWN).map(Named::of).toList(),
        data == null ? null : Text.of(data, SHOWN),
        data != null && data.length > SHOWN,
        letter.dataLeftOut(),
        false);
  }

  private static boolean isSecret(String topic) {
    return topic.equals(Topic.JIRA_CREDENTIALS.topicName());
  }
}

package io.issuestream.sandbox.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBytesTests {
  @Test
  void writesStringsThatAnyParserReadsBack() {
    String text = "a\"b\\c\nd\re\tf\bg\fh\u0001 ü 漢 😀";
    JsonBytes out = new JsonBytes(1).string(text);
    assertThat(Json.MAPPER.readTree(out.toByteArray()).stringValue()).isEqualTo(text);
  }

  @Test
  void neverWritesAControlByteSinceThoseMarkHoles() {
    byte[] written =
        new JsonBytes().string("\u0000\u0001\u0002\u0003\u0004\u0005\u001f\n").toByteArray();
    for (byte b : written) {
      assertThat(b & 0xE0).isNotZero();
    }
  }

  @Test
  void keepsTheDigitsOfNumbers() {
    JsonBytes out = new JsonBytes();
    Json.write(Json.MAPPER.readTree("{\"a\":13.0,\"b\":1e2,\"c\":[null,true,-7]}"), out);
    assertThat(out.toString()).isEqualTo("{\"a\":13.0,\"b\":1E+2,\"c\":[null,true,-7]}");
  }
}

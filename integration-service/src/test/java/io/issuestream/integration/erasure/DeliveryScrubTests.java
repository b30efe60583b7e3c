package io.issuestream.integration.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import io.issuestream.erasure.Mentions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryScrubTests {

  private static final Identifiers ADA =
      Identifiers.of(null, "ada@example.com", "Ada Test", "ada-t");

  private static final String DELIVERY =
      """
      {"pull_request":{"user":{"login":"Ada-T","id":7,"avatar_url":"https://x/7","type":"User"},"title":"Add"},
       "review":{"user":{"login":"bob","type":"User"}},"pusher":{"name":"ada-t","email":"other@example.com"},
       "commits":[{"message":"Thanks Ada Test","author":{"name":"Ada Test","email":"ADA@example.com","username":"ada-t"}}],
       "repository":{"name":"ada-t","full_name":"kestrel/ada-t"}}
      """;

  @TempDir private Path directory;
  private Erased erased;

  @BeforeEach
  void erase() throws IOException {
    Path file = directory.resolve("erasure.json");
    Files.writeString(file, ErasureKey.fresh());
    erased = Erased.of("alpha", ErasureKey.read(file), ADA);
  }

  @Test
  void takesUsersAuthorsAndPushersOut() {
    String clean = new String(DeliveryScrub.of(DELIVERY.getBytes(UTF_8), erased), UTF_8);

    assertThat(clean)
        .contains(
            "\"login\":\"" + erased.loginPseudonym("ada-t") + "\"",
            "\"login\":\"bob\"",
            "\"full_name\":\"kestrel/ada-t\"",
            "Thanks Ada Test")
        .doesNotContain("Ada-T", "https://x/7", "@example.com", "\"name\":\"Ada Test\"");
  }

  @Test
  void takesAPusherOutWhoShowsNoAddress() {
    byte[] push =
        "{\"pusher\":{\"name\":\"Ada-T\"},\"repository\":{\"name\":\"ada-t\"}}".getBytes(UTF_8);

    assertThat(new String(DeliveryScrub.of(push, erased), UTF_8))
        .isEqualTo("{\"pusher\":{\"name\":\"Erased person\"},\"repository\":{\"name\":\"ada-t\"}}");
  }

  @Test
  void tellsWhetherATextStillNamesThem() {
    assertThat(DeliveryScrub.scrub(DELIVERY.getBytes(UTF_8), erased, Mentions.of(ADA)).named())
        .isTrue();
    assertThat(
            DeliveryScrub.scrub(
                    DELIVERY.replace("Thanks Ada Test", "Thanks").getBytes(UTF_8),
                    erased,
                    Mentions.of(ADA))
                .named())
        .isFalse();
  }

  @Test
  void leavesWhatNamesNobodyOrIsNoJsonAsItIs() {
    byte[] other = "{\"user\": {\"login\": \"bob\"}}".getBytes(UTF_8);
    byte[] torn = "{\"user\":".getBytes(UTF_8);

    assertThat(DeliveryScrub.of(other, erased)).isSameAs(other);
    assertThat(DeliveryScrub.of(torn, erased)).isSameAs(torn);
    assertThat(DeliveryScrub.of(other, Erased.nobody("alpha"))).isSameAs(other);
  }
}

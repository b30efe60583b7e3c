package io.issuestream.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import io.issuestream.contracts.erasure.ErasureMark;
import io.issuestream.contracts.erasure.IdentifierKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureKeyTests {

  private static final Identifiers SOMEBODY =
      Identifiers.of("5b10ac8d82e05b22cc7d4ef5", "Ada.Test@example.com", "Ada Test", "ada-test");

  @TempDir private Path directory;
  private KeysetHandle keys;
  private ErasureKey key;

  @BeforeEach
  void make() throws Exception {
    PrfConfig.register();
    keys =
        KeysetHandle.newBuilder()
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                    .withRandomId()
                    .makePrimary())
            .build();
    key = written(keys);
  }

  private ErasureKey written(KeysetHandle set) throws Exception {
    Path file = directory.resolve("erasure.json");
    Files.writeString(
        file, TinkJsonProtoKeysetFormat.serializeKeyset(set, InsecureSecretKeyAccess.get()));
    return ErasureKey.read(file);
  }

  @Test
  void aMarkIsTheTeamsAndTheKindsAlone() {
    String mark = key.marks("alpha", IdentifierKind.EMAIL, "ada@example.com").getFirst();

    assertThat(mark).matches("[0-9a-f]{32}");
    assertThat(key.marks("alpha", IdentifierKind.EMAIL, " Ada@Example.com ")).containsExactly(mark);
    assertThat(key.marks("beta", IdentifierKind.EMAIL, "ada@example.com")).doesNotContain(mark);
    assertThat(key.marks("alpha", IdentifierKind.LOGIN, "ada@example.com")).doesNotContain(mark);
  }

  @Test
  void marksOfAnOlderKeyGoOnCounting() throws Exception {
    List<ErasureMark> before = key.marks("alpha", SOMEBODY);
    KeysetHandle.Builder two = KeysetHandle.newBuilder(keys);
    two.getAt(0).setStatus(com.google.crypto.tink.KeyStatus.ENABLED);
    ErasureKey both =
        written(
            two.addEntry(
                    KeysetHandle.generateEntryFromParameters(
                            PredefinedPrfParameters.HMAC_SHA256_PRF)
                        .withRandomId()
                        .makePrimary())
                .build());
    var erased =
        new Erased("alpha", both, Map.of(IdentifierKind.ACCOUNT, Set.of(before.get(0).value())));

    assertThat(both.marks("alpha", SOMEBODY)).doesNotContainAnyElementsOf(before);
    assertThat(erased.account(SOMEBODY.accounts().getFirst())).isTrue();
    assertThat(erased.accountPseudonym(SOMEBODY.accounts().getFirst()))
        .isEqualTo("erased:" + before.get(0).value());
    assertThat(erased.account("somebody else")).isFalse();
    assertThat(erased.email(SOMEBODY.emails().getFirst())).isFalse();
  }

  @Test
  void whatIsSealedOpensForItsErasureOnly() {
    String sealed = key.seal("alpha", "one", SOMEBODY);

    assertThat(sealed).doesNotContain("Ada", "5b10ac");
    assertThat(key.open("alpha", "one", sealed)).isEqualTo(SOMEBODY);
    assertThatThrownBy(() -> key.open("alpha", "two", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.open("beta", "one", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nobodyIsShown() {
    assertThat(SOMEBODY)
        .hasToString("Identifiers[1 accounts, 1 e-mail addresses, 1 names, 1 logins]");
    assertThat(Erased.nobody("alpha").isEmpty()).isTrue();
    assertThat(Erased.nobody("alpha").account("anybody")).isFalse();
  }
}

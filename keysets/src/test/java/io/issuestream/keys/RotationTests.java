package io.issuestream.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.issuestream.keys.Rotation.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTests {

  private static final byte[] SECRET = "token".getBytes(UTF_8);
  private static final byte[] PLACE = "team/connection".getBytes(UTF_8);

  @TempDir Path directory;

  @Test
  void opensWhatTheOldKeySealedUntilThatIsRetired() throws Exception {
    Path file = write("at-rest.json", fresh("AES256_GCM"));
    KeysetFile<Aead> keys = KeysetFile.aead(file);
    byte[] old = keys.primitive().encrypt(SECRET, PLACE);

    Rotation added = Rotation.of(Files.readString(file)).added();
    Files.writeString(file, added.json());
    assertThat(keys.refresh()).isTrue();
    assertThat(KeyIds.sealedUnder(keys.primitive().encrypt(SECRET, PLACE)))
        .as("the new key does not seal yet, and nothing is to be sealed anew")
        .isEqualTo(KeyIds.sealedUnder(old));
    assertThat(keys.keys().olderPrefixes()).isEmpty();

    Rotation promoted = added.promoted();
    Files.writeString(file, promoted.json());
    assertThat(keys.refresh()).isTrue();
    byte[] anew = keys.primitive().encrypt(SECRET, PLACE);
    assertThat(KeyIds.sealedUnder(anew)).hasValue(keys.keys().primary());
    assertThat(HexFormat.of().formatHex(old)).startsWith(keys.keys().olderPrefixes().getFirst());
    assertThat(KeyIds.sealedUnder(anew)).isNotEqualTo(KeyIds.sealedUnder(old));
    assertThat(keys.primitive().decrypt(old, PLACE)).isEqualTo(SECRET);

    Files.writeString(file, promoted.retired().json());
    assertThat(keys.refresh()).isTrue();
    assertThat(keys.primitive().decrypt(anew, PLACE)).isEqualTo(SECRET);
    assertThat(keys.keys().opens(old)).isFalse();
    assertThatThrownBy(() -> keys.primitive().decrypt(old, PLACE))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void neverOpensForAnotherPlaceWhicheverKeySealed() throws Exception {
    Path file = write("at-rest.json", fresh("AES256_GCM"));
    KeysetFile<Aead> keys = KeysetFile.aead(file);
    byte[] old = keys.primitive().encrypt(SECRET, PLACE);
    Files.writeString(file, Rotation.of(Files.readString(file)).added().promoted().json());
    assertThat(keys.refresh()).isTrue();
    byte[] anew = keys.primitive().encrypt(SECRET, PLACE);
    for (byte[] sealed : new byte[][] {old, anew}) {
      assertThatThrownBy(() -> keys.primitive().decrypt(sealed, "other/connection".getBytes(UTF_8)))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void rotatesAPairFromItsPrivateHalf() throws Exception {
    String before = fresh("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM");
    Path mine = write("private.json", before);
    Path yours = write("public.json", Rotation.of(before).publicJson());
    KeysetFile<HybridDecrypt> open = KeysetFile.opening(mine);
    KeysetFile<HybridEncrypt> seal = KeysetFile.sealing(yours);
    byte[] old = seal.primitive().encrypt(SECRET, PLACE);

    Rotation promoted = Rotation.of(before).added().promoted();
    Files.writeString(mine, promoted.json());
    Files.writeString(yours, promoted.publicJson());
    assertThat(open.refresh() && seal.refresh()).isTrue();
    byte[] anew = seal.primitive().encrypt(SECRET, PLACE);
    assertThat(KeyIds.sealedUnder(anew)).hasValue(open.keys().primary());
    assertThat(open.primitive().decrypt(old, PLACE)).isEqualTo(SECRET);
    assertThat(open.primitive().decrypt(anew, PLACE)).isEqualTo(SECRET);
    assertThatThrownBy(() -> KeysetFile.sealing(mine)).hasMessageContaining("private.json");
  }

  @Test
  void changesNothingByAStepThatWasDone() throws Exception {
    Rotation one = Rotation.of(fresh("AES256_GCM"));
    assertThat(one.stage()).isEqualTo(Stage.AT_REST);
    assertThat(one.promoted().keys()).isEqualTo(one.keys());
    Rotation two = one.added();
    assertThat(two.stage()).isEqualTo(Stage.ADDED);
    assertThat(two.added().keys()).isEqualTo(two.keys());
    assertThatThrownBy(two::retired).isInstanceOf(IllegalStateException.class);
    Rotation three = two.promoted();
    assertThat(three.stage()).isEqualTo(Stage.PROMOTED);
    assertThat(three.promoted().keys()).isEqualTo(three.keys());
    assertThat(three.added().keys()).isEqualTo(three.keys());
    assertThat(three.retired().retired().keys().all()).containsExactly(three.keys().primary());
  }

  @Test
  void goesOnWithTheKeysItHasWhileTheFileCannotBeUsed() throws Exception {
    String text = fresh("AES256_GCM");
    Path file = write("at-rest.json", text);
    KeysetFile<Aead> keys = KeysetFile.aead(file);
    byte[] sealed = keys.primitive().encrypt(SECRET, PLACE);
    for (String half : new String[] {"", "{", text.substring(0, text.length() / 2)}) {
      Files.writeString(file, half);
      assertThat(keys.refresh()).isFalse();
      assertThat(keys.primitive().decrypt(sealed, PLACE)).isEqualTo(SECRET);
    }
    Files.delete(file);
    assertThat(keys.refresh()).isFalse();
    assertThat(keys.primitive().decrypt(sealed, PLACE)).isEqualTo(SECRET);
    Files.writeString(file, Rotation.of(text).added().json());
    assertThat(keys.refresh()).isTrue();
  }

  @Test
  void refusesKeysThatDoNotSayWhatTheySealed() throws Exception {
    Path file = write("raw.json", fresh("AES256_GCM_RAW"));
    assertThatThrownBy(() -> KeysetFile.aead(file)).hasMessageContaining("raw.json");
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String fresh(String template) throws GeneralSecurityException {
    AeadConfig.register();
    HybridConfig.register();
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        KeysetHandle.generateNew(KeyTemplates.get(template)), InsecureSecretKeyAccess.get());
  }
}

package io.issuestream.integration;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.KeysetFile;
import io.issuestream.keys.Rotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Key files such as an installation has, and the private half that only sync-worker would have. */
public final class TestKeys {

  private final Path atRest;
  private final Path credentialsPublic;
  private final Path credentialsPrivate;
  private final Path erasure;

  private TestKeys(Path directory) {
    this.atRest = directory.resolve("at-rest.json");
    this.credentialsPublic = directory.resolve("credentials-public.json");
    this.credentialsPrivate = directory.resolve("credentials-private.json");
    this.erasure = directory.resolve("erasure.json");
  }

  public static TestKeys make() {
    try {
      var keys = new TestKeys(Files.createTempDirectory("issuestream-keys"));
      Rotation own = Rotation.of(fresh("AES256_GCM"));
      Rotation pair = Rotation.of(fresh("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
      keys.write(own, pair);
      Files.writeString(keys.erasure, ErasureKey.fresh());
      return keys;
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String fresh(String template) throws GeneralSecurityException {
    AeadConfig.register();
    HybridConfig.register();
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        KeysetHandle.generateNew(KeyTemplates.get(template)), InsecureSecretKeyAccess.get());
  }

  private interface Step {
    Rotation of(Rotation before) throws GeneralSecurityException;
  }

  /** Adds a key to each set. */
  public void add() {
    change(Rotation::added);
  }

  /** Has the newest keys seal. */
  public void promote() {
    change(Rotation::promoted);
  }

  /** Removes the older keys. */
  public void retire() {
    change(Rotation::retired);
  }

  private void change(Step step) {
    try {
      write(step.of(read(atRest)), step.of(read(credentialsPrivate)));
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Rotation read(Path file) throws GeneralSecurityException, IOException {
    return Rotation.of(Files.readString(file));
  }

  private void write(Rotation own, Rotation pair) throws GeneralSecurityException, IOException {
    Files.writeString(atRest, own.json());
    Files.writeString(credentialsPrivate, pair.json());
    Files.writeString(credentialsPublic, pair.publicJson());
  }

  public String atRest() {
    return atRest.toString();
  }

  public String credentialsPublic() {
    return credentialsPublic.toString();
  }

  public String erasure() {
    return erasure.toString();
  }

  /** The keys at rest. */
  public KeyIds atRestKeys() {
    return KeysetFile.aead(atRest).keys();
  }

  /** The keys that credentials are sealed for. */
  public KeyIds credentialKeys() {
    return KeysetFile.opening(credentialsPrivate).keys();
  }

  /** Opens a ciphertext as sync-worker does. */
  public String open(String ciphertext, String context) throws GeneralSecurityException {
    byte[] sealed = Base64.getDecoder().decode(ciphertext);
    return new String(
        KeysetFile.opening(credentialsPrivate)
            .primitive()
            .decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }
}

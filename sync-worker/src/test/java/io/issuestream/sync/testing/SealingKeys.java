package io.issuestream.sync.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.KeysetFile;
import io.issuestream.keys.Rotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** A key pair for credentials: seals as integration-service does, and gives the worker its half. */
public final class SealingKeys {

  private final Path privateKeyset;
  private final Path publicKeyset;

  private SealingKeys(Path privateKeyset, Path publicKeyset) {
    this.privateKeyset = privateKeyset;
    this.publicKeyset = publicKeyset;
  }

  /** Makes a pair, in temporary files. */
  public static SealingKeys create() {
    try {
      HybridConfig.register();
      KeysetHandle pair =
          KeysetHandle.generateNew(
              KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
      Path file = Files.createTempFile("credentials-private", ".json");
      file.toFile().deleteOnExit();
      Path open = Files.createTempFile("credentials-public", ".json");
      open.toFile().deleteOnExit();
      var keys = new SealingKeys(file, open);
      keys.write(
          Rotation.of(
              TinkJsonProtoKeysetFormat.serializeKeyset(pair, InsecureSecretKeyAccess.get())));
      return keys;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private interface Step {
    Rotation of(Rotation before) throws GeneralSecurityException;
  }

  /** Adds a key that opens. */
  public void add() {
    change(Rotation::added);
  }

  /** Has the newest key seal. */
  public void promote() {
    change(Rotation::promoted);
  }

  /** Removes the older keys. */
  public void retire() {
    change(Rotation::retired);
  }

  private void change(Step step) {
    try {
      write(step.of(Rotation.of(Files.readString(privateKeyset))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void write(Rotation pair) throws IOException, GeneralSecurityException {
    Files.writeString(privateKeyset, pair.json());
    Files.writeString(publicKeyset, pair.publicJson());
  }

  /** The keys by their ids. */
  public KeyIds ids() {
    return KeysetFile.opening(privateKeyset).keys();
  }

  /**
   * Opens a ciphertext as the worker does, with the keys there now.
   *
   * @throws GeneralSecurityException if it was sealed for another key or bound to something else
   */
  public String open(String ciphertext, String bound) throws GeneralSecurityException {
    byte[] sealed = Base64.getDecoder().decode(ciphertext);
    return new String(
        KeysetFile.opening(privateKeyset)
            .primitive()
            .decrypt(sealed, bound.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  /** Where the worker finds its half. */
  public Path privateKeyset() {
    return privateKeyset;
  }

  /** Where integration-service finds its half. */
  public Path publicKeyset() {
    return publicKeyset;
  }

  /** Seals credentials for one team, connection and version. */
  public String seal(String plain, String team, String connectionId, long version) {
    try {
      byte[] bound = (team + "/" + connectionId + "/" + version).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder()
          .encodeToString(
              KeysetFile.sealing(publicKeyset)
                  .primitive()
                  .encrypt(plain.getBytes(StandardCharsets.UTF_8), bound));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

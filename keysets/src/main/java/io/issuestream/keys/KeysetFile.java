package io.issuestream.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set in a file that may be replaced while it is in use.
 *
 * <p>The file's content is compared, not its time: a mounted Kubernetes secret is a chain of links
 * that are exchanged, and neither times nor file events tell of that reliably. A content that
 * cannot be used is passed over, and what was read before goes on serving.
 *
 * @param <P> what its keys do
 */
public final class KeysetFile<P> {

  private static final Logger log = LoggerFactory.getLogger(KeysetFile.class);
  private static final byte[] WORDS = "tried out".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final Reader<P> reader;
  private volatile Loaded<P> loaded;
  private String unusable = "";

  private KeysetFile(Path file, Reader<P> reader) {
    this.file = file;
    this.reader = reader;
    try {
      this.loaded = read(Files.readString(file));
    } catch (IOException | GeneralSecurityException failure) {
      // The cause names what is wrong with the file, and nothing of what is in it.
      throw new IllegalStateException("The keyset file " + file + " cannot be used", failure);
    }
  }

  private interface Reader<P> {
    P tried(KeysetHandle keyset) throws GeneralSecurityException;
  }

  private record Loaded<P>(String text, P primitive, KeyIds keys) {}

  /**
   * Keys that seal and open; a Tink AEAD key set in JSON.
   *
   * @throws IllegalStateException if the file cannot be used, naming it
   */
  public static KeysetFile<Aead> aead(Path file) {
    register();
    return new KeysetFile<>(file, KeysetFile::triedAead);
  }

  /**
   * Public keys, which seal for whom has the private ones; a Tink hybrid public key set in JSON. A
   * private one is refused.
   *
   * @throws IllegalStateException as above
   */
  public static KeysetFile<HybridEncrypt> sealing(Path file) {
    register();
    return new KeysetFile<>(file, KeysetFile::triedPublic);
  }

  /**
   * Private keys, which open; a Tink hybrid private key set in JSON.
   *
   * @throws IllegalStateException as above
   */
  public static KeysetFile<HybridDecrypt> opening(Path file) {
    register();
    return new KeysetFile<>(file, KeysetFile::triedPrivate);
  }

  /** What the keys do, as the file last was. */
  public P primitive() {
    return loaded.primitive();
  }

  /** The keys, as the file last was. */
  public KeyIds keys() {
    return loaded.keys();
  }

  /** Reads the file again; whether it brought other keys. */
  public synchronized boolean refresh() {
    try {
      String text = Files.readString(file);
      if (text.equals(loaded.text())) {
        unusable = "";
        return false;
      }
      loaded = read(text);
      unusable = "";
      log.info("{} now has the keys {}, sealing with {}", file, keys().all(), keys().primary());
      return true;
    } catch (IOException | GeneralSecurityException failure) {
      String now = failure.toString();
      if (!now.equals(unusable)) {
        unusable = now;
        log.warn("{} cannot be used; the keys read before go on serving: {}", file, now);
      }
      return false;
    }
  }

  private Loaded<P> read(String text) throws GeneralSecurityException {
    KeysetHandle keyset =
        TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
    for (int i = 0; i < keyset.size(); i++) {
      if (!keyset.getAt(i).getKey().getParameters().hasIdRequirement()) {
        throw new GeneralSecurityException("A key puts no id before what it seals");
      }
    }
    return new Loaded<>(text, reader.tried(keyset), KeyIds.of(keyset));
  }

  private static void register() {
    try {
      AeadConfig.register();
      HybridConfig.register();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("Tink cannot be used", broken);
    }
  }

  // A key set that does not do what it is for is found when it is read, not at first use.

  private static Aead triedAead(KeysetHandle keyset) throws GeneralSecurityException {
    Aead aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    require(aead.decrypt(aead.encrypt(WORDS, WORDS), WORDS));
    return aead;
  }

  private static HybridEncrypt triedPublic(KeysetHandle keyset) throws GeneralSecurityException {
    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset);
    HybridEncrypt seal = keyset.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    seal.encrypt(WORDS, WORDS);
    return seal;
  }

  private static HybridDecrypt triedPrivate(KeysetHandle keyset) throws GeneralSecurityException {
    HybridDecrypt open = keyset.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    HybridEncrypt seal =
        keyset
            .getPublicKeysetHandle()
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    require(open.decrypt(seal.encrypt(WORDS, WORDS), WORDS));
    return open;
  }

  private static void require(byte[] opened) throws GeneralSecurityException {
    if (!Arrays.equals(opened, WORDS)) {
      throw new GeneralSecurityException("The keyset does not open what it sealed");
    }
  }
}

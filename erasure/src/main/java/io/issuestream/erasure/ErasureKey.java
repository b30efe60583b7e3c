package io.issuestream.erasure;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.issuestream.contracts.erasure.ErasureMark;
import io.issuestream.contracts.erasure.IdentifierKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key that all services have alike: a Tink PRF key set. With it identifiers are hashed, so that
 * who was erased is known again, and sealed on their way to the services.
 *
 * <p>It is never exchanged for another: the identifiers that marks were made of are gone. A key may
 * be added; marks of the older ones go on counting.
 */
public final class ErasureKey {

  private static final int MARK_BYTES = 16;
  private static final int SEAL_BYTES = 32;

  /** The primary one first. */
  private final List<Prf> keys;

  private ErasureKey(List<Prf> keys) {
    this.keys = keys;
  }

  /** A new key set in Tink's JSON, for the file that all services are given. */
  public static String fresh() {
    try {
      PrfConfig.register();
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF")),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("Tink cannot be used", broken);
    }
  }

  /**
   * Reads a key-set file in Tink's JSON.
   *
   * @throws IllegalStateException naming the file, if it cannot be used
   */
  public static ErasureKey read(Path file) {
    try {
      PrfConfig.register();
      return new ErasureKey(
          inOrder(
              TinkJsonProtoKeysetFormat.parseKeyset(
                      Files.readString(file), InsecureSecretKeyAccess.get())
                  .getPrimitive(RegistryConfiguration.get(), PrfSet.class)));
    } catch (IOException | GeneralSecurityException failure) {
      // The cause names what is wrong with the file, and nothing of what is in it.
      throw new IllegalStateException("The keyset file " + file + " cannot be used", failure);
    }
  }

  private static List<Prf> inOrder(PrfSet keys) throws GeneralSecurityException {
    var ordered = new ArrayList<Prf>();
    int primary = keys.getPrimaryId();
    keys.getPrfs().entrySet().stream()
        .sorted(Comparator.comparing(key -> key.getKey() != primary))
        .map(Map.Entry::getValue)
        .forEach(ordered::add);
    return List.copyOf(ordered);
  }

  /** The marks of one identifier, under every key; the newest key's first. */
  List<String> marks(String teamId, IdentifierKind kind, String identifier) {
    byte[] text =
        String.join("\0", "mark", kind.toString(), teamId, normal(kind, identifier))
            .getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> mark(key, text)).toList();
  }

  /** The marks by which a person is known again; names are no marks, many people have the same. */
  public List<ErasureMark> marks(String teamId, Identifiers person) {
    var all = new ArrayList<ErasureMark>();
    person.accounts().forEach(one -> all.add(mark(teamId, IdentifierKind.ACCOUNT, one)));
    person.emails().forEach(one -> all.add(mark(teamId, IdentifierKind.EMAIL, one)));
    person.logins().forEach(one -> all.add(mark(teamId, IdentifierKind.LOGIN, one)));
    // One address in two spellings is one.
    return all.stream().distinct().toList();
  }

  private ErasureMark mark(String teamId, IdentifierKind kind, String identifier) {
    return new ErasureMark(kind, marks(teamId, kind, identifier).getFirst());
  }

  /** Seals who is to be erased, for one erasure of one team, in base64. */
  public String seal(String teamId, String erasureId, Identifiers person) {
    try {
      byte[] sealed =
          aead(keys.getFirst(), teamId, erasureId)
              .encrypt(JsonMapper.shared().writeValueAsBytes(person), place(teamId, erasureId));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("An erasure could not be sealed", failure);
    }
  }

  /**
   * Opens it again.
   *
   * @throws IllegalStateException if it was sealed with another key or for another erasure
   */
  public Identifiers open(String teamId, String erasureId, String sealed) {
    GeneralSecurityException last = new GeneralSecurityException("There is no key");
    for (Prf key : keys) {
      try {
        byte[] json =
            aead(key, teamId, erasureId)
                .decrypt(Base64.getDecoder().decode(sealed), place(teamId, erasureId));
        return JsonMapper.shared().readValue(json, Identifiers.class);
      } catch (GeneralSecurityException wrong) {
        last = wrong;
      }
    }
    throw new IllegalStateException(
        "An erasure cannot be opened; do all services have the same ISSUESTREAM_ERASURE_KEYFILE?",
        last);
  }

  /** Each erasure has a key of its own, derived from its random id. */
  private static Aead aead(Prf key, String teamId, String erasureId)
      throws GeneralSecurityException {
    byte[] name = String.join("\0", "seal", teamId, erasureId).getBytes(StandardCharsets.UTF_8);
    return new AesGcmJce(key.compute(name, SEAL_BYTES));
  }

  private static byte[] place(String teamId, String erasureId) {
    return (teamId + "/" + erasureId).getBytes(StandardCharsets.UTF_8);
  }

  private static String mark(Prf key, byte[] text) {
    try {
      return HexFormat.of().formatHex(key.compute(text, MARK_BYTES));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("An identifier could not be hashed", failure);
    }
  }

  private static String normal(IdentifierKind kind, String identifier) {
    String bare = identifier.strip();
    return kind == IdentifierKind.ACCOUNT ? bare : bare.toLowerCase(Locale.ROOT);
  }
}

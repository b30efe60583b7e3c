package io.issuestream.local.keys;

import io.issuestream.keys.KeyIds;
import io.issuestream.keys.Rotation;
import io.issuestream.keys.Rotation.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * A key set whose keys are changed in the files that services read. Each step can be taken again,
 * and a step that was interrupted between two files is finished by that.
 *
 * @param name as the services' metrics name it, without what half of a pair it is
 * @param file with the secrets
 * @param publicFile the public half, where whoever seals is not whoever opens
 */
public record KeySet(String name, Path file, Optional<Path> publicFile) {

  /** How far a rotation of it is: promoted it is when both halves say so. */
  public Stage stage() {
    Stage stage = read().stage();
    boolean halves = publicFile.isEmpty() || publicKeys().primary() == keys().primary();
    return stage == Stage.PROMOTED && !halves ? Stage.ADDED : stage;
  }

  /** The keys that open. */
  public KeyIds keys() {
    return read().keys();
  }

  /** The newest key, which an unfinished rotation is about. */
  public long newest() {
    return keys().all().getLast();
  }

  /** Adds a key that opens and does not seal yet, where no rotation is under way. */
  public void add() {
    write(file, step(Rotation::added, Rotation::json));
  }

  /** Has the newest key seal. Who opens learns of it first, though that changes nothing there. */
  public void promote() {
    write(file, step(Rotation::promoted, Rotation::json));
    publicFile.ifPresent(half -> write(half, step(Rotation::promoted, Rotation::publicJson)));
  }

  /**
   * Removes every key but the one that seals; who opens loses them last.
   *
   * @throws IllegalStateException if the newest key does not seal yet
   */
  public void retire() {
    if (stage() == Stage.ADDED) {
      throw new IllegalArgumentException(
          "The newest key of " + file + " does not seal yet; promote it first.");
    }
    publicFile.ifPresent(half -> write(half, step(Rotation::retired, Rotation::publicJson)));
    write(file, step(Rotation::retired, Rotation::json));
  }

  private interface Step<A, B> {
    B of(A before) throws GeneralSecurityException;
  }

  private String step(Step<Rotation, Rotation> step, Step<Rotation, String> form) {
    try {
      return form.of(step.of(read()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " cannot be changed: " + e.getMessage(), e);
    }
  }

  private Rotation read() {
    return read(file);
  }

  private KeyIds publicKeys() {
    return read(publicFile.orElseThrow()).keys();
  }

  private static Rotation read(Path file) {
    try {
      return Rotation.of(Files.readString(file));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " is no Tink key set: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String json) {
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(json)) {
        PrivateFiles.write(file, json);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}

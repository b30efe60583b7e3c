package io.issuestream.local.keys;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Properties;

/**
 * Passwords of the accounts on the stack's servers: random, made once, in one file that only its
 * owner may read.
 */
public final class Passwords {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private final Path file;

  private Passwords(Path file) {
    this.file = file;
  }

  /** Where they are, without making them. */
  public static Passwords in(Path directory) {
    return new Passwords(directory.resolve("passwords.properties"));
  }

  /** Makes those that are missing; those that are there stay. */
  public Passwords ensure(Collection<String> accounts) {
    Properties all = read();
    boolean changed = false;
    for (String account : accounts) {
      changed |= all.putIfAbsent(account, random()) == null;
    }
    if (changed) {
      write(all);
    }
    return this;
  }

  /**
   * An account's password.
   *
   * @throws IllegalStateException saying what to do, where it has not been made
   */
  public String of(String account) {
    String password = read().getProperty(account);
    if (password == null) {
      throw new IllegalStateException(
          "%s has no password of %s; ./issuestream up makes it.".formatted(file, account));
    }
    return password;
  }

  private Properties read() {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      all.load(reader);
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("The passwords cannot be read: " + e.getMessage(), e);
    }
    return all;
  }

  private void write(Properties all) {
    StringWriter text = new StringWriter();
    try {
      all.store(text, "Accounts on the stack's own servers");
      PrivateFiles.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The passwords cannot be kept: " + e.getMessage(), e);
    }
  }

  /** Letters, digits, hyphens and underscores only: it goes into statements and settings. */
  private static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

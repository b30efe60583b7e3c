package io.issuestream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Who gets into a data directory's server: every account by its password, from this machine only.
 *
 * <p>Directories of earlier builds let everyone in without a password; their superuser is given one
 * before the server starts.
 */
record PostgresAccess(Path dataDirectory, String superuserPassword) {

  private static final String RULES =
      """
      # Written at every start.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** The options for {@code initdb} that give a new directory's superuser its password. */
  List<String> initOptions() throws IOException {
    Files.writeString(passwordFile(), superuserPassword + "\n");
    Files.setPosixFilePermissions(passwordFile(), PosixFilePermissions.fromString("rw-------"));
    return List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile());
  }

  /** The directory was made with {@link #initOptions()}. */
  void initialised() throws IOException {
    Files.deleteIfExists(passwordFile());
    remember();
  }

  /**
   * To be called before the server starts.
   *
   * @param singleUser PostgreSQL's program, up to its arguments
   */
  void prepare(List<String> singleUser, Path log) throws IOException {
    if (!digest().equals(remembered())) {
      setPassword(singleUser, log);
      remember();
    }
    Files.writeString(dataDirectory.resolve("pg_hba.conf"), RULES);
  }

  /**
   * PostgreSQL without a network, which asks for no password.
   *
   * @see <a
   *     href="https://www.postgresql.org/docs/18/app-postgres.html#APP-POSTGRES-SINGLE-USER">single-user
   *     mode</a>
   */
  private void setPassword(List<String> singleUser, Path log) throws IOException {
    List<String> command = new ArrayList<>(singleUser);
    command.addAll(List.of("--single", "-D", dataDirectory.toString(), "postgres"));
    Process postgres =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    String statement =
        "alter role %s password '%s'\n".formatted(DatabaseAccount.SUPERUSER, superuserPassword);
    try (OutputStream in = postgres.getOutputStream()) {
      in.write(statement.getBytes(StandardCharsets.UTF_8));
    }
    if (!ServerProcess.succeeds(postgres)) {
      throw new ServerDidNotStart(
          "PostgreSQL's superuser could not be given a password:\n" + ServerProcess.lastLines(log));
    }
  }

  private String remembered() throws IOException {
    try {
      return Files.readString(digestFile()).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private void remember() throws IOException {
    Files.writeString(digestFile(), digest() + "\n");
  }

  /** Enough to tell whether the password is another; nobody guesses a random one from it. */
  private String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(superuserPassword.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Path digestFile() {
    return dataDirectory.resolve("superuser.sha256");
  }

  /** Beside the directory, which has to be empty for {@code initdb}. */
  private Path passwordFile() {
    return dataDirectory.resolveSibling(dataDirectory.getFileName() + ".password");
  }
}

package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What was asked for.
 *
 * @param shadow beside the live projection, not in it
 * @param swap and what differs then takes its place
 * @param team whose; empty for all teams
 * @param json where to write all differences; null for nowhere
 * @param most differences printed at most
 * @param patience how long live may take to get where the topics are, and figures to settle
 * @param id of a replay in place, under which it goes on after it was stopped
 * @param settings further settings, handed to Spring
 */
record ReplayOptions(
    boolean shadow,
    boolean swap,
    String team,
    @Nullable Path json,
    int most,
    Duration patience,
    @Nullable String id,
    boolean help,
    List<String> settings) {

  /**
   * Reads the program's arguments.
   *
   * @throws IllegalArgumentException with a sentence, if they cannot be understood
   */
  static ReplayOptions of(List<String> arguments) {
    boolean shadow = false;
    boolean swap = false;
    boolean help = false;
    String team = "";
    Path json = null;
    int most = 40;
    Duration patience = Duration.ofMinutes(2);
    String id = null;
    List<String> settings = new ArrayList<>();
    for (String argument : arguments) {
      String name =
          argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
      String value = argument.substring(Math.min(argument.length(), name.length() + 1));
      switch (name) {
        case "--shadow" -> shadow = true;
        case "--swap" -> swap = true;
        case "--help" -> help = true;
        case "--team" -> team = Keys.requireTeam(value);
        case "--json" -> json = Path.of(required(name, value));
        case "--most" -> most = Integer.parseInt(required(name, value));
        case "--patience" -> patience = DurationStyle.detectAndParse(required(name, value));
        case "--id" -> id = id(value);
        default -> {
          if (!name.startsWith("--") || !name.contains(".")) {
            throw new IllegalArgumentException(name + " is not understood.");
          }
          settings.add(argument);
        }
      }
    }
    if (id != null && (shadow || swap)) {
      throw new IllegalArgumentException("--id is for a replay in place; a shadow begins anew.");
    }
    return new ReplayOptions(
        shadow || swap, swap, team, json, most, patience, id, help, List.copyOf(settings));
  }

  private static String required(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value.");
    }
    return value;
  }

  private static String id(String value) {
    if (!value.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "--id is made of 1 to 40 lower-case letters, digits and hyphens.");
    }
    return value;
  }
}

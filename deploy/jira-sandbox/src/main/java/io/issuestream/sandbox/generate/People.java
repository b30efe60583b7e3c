package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The people: 8 to 40 of them, some with a visible e-mail or time zone, one who has left, one app.
 * In a larger team two share a name, and one is called otherwise in the team's own list: the cases
 * that matching has to get right.
 */
final class People {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Bruno", "Chiara", "Dario", "Elif", "Farid", "Greta", "Hanna", "Ivo", "Jana",
          "Kofi", "Lena", "Marek", "Nadia", "Oskar", "Petra", "Rafael", "Sanna", "Tomas", "Ulla");

  private static final List<String> LAST =
      List.of(
          "Almeida",
          "Berger",
          "Castro",
          "Duarte",
          "Eriksen",
          "Farkas",
          "Gruber",
          "Horvat",
          "Ivanov",
          "Jansen",
          "Kowalski",
          "Lindgren",
          "Moreau",
          "Novak",
          "Okafor",
          "Pereira",
          "Quist",
          "Rossi",
          "Steiner",
          "Takeda");

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Asia/Kolkata",
          "Europe/Lisbon",
          "America/Sao_Paulo");

  private final List<Person> humans;
  private final Person app;

  private People(List<Person> humans, Person app) {
    this.humans = humans;
    this.app = app;
  }

  static People make(int count, SplittableRandom random, Accounts accounts) {
    List<Person> humans = new ArrayList<>();
    int shift = random.nextInt(LAST.size());
    for (int i = 0; i < count; i++) {
      boolean namesake = count >= 20 && i == count - 1;
      int nameOf = namesake ? i - 1 : i;
      String first = FIRST.get(nameOf % FIRST.size());
      String last = LAST.get((nameOf * 7 + shift + nameOf / FIRST.size()) % LAST.size());
      String login = (first + "." + last + (namesake ? "2" : "")).toLowerCase(Locale.ROOT);
      String email = login + "@example.com";
      boolean visible = i != 2 && i != 3 && random.nextInt(100) < 62;
      boolean active = i != 4;
      Account account =
          new Account(
              Account.derivedId(login),
              login,
              login,
              first + " " + last,
              visible ? email : null,
              visible ? null : email,
              active,
              i % 4 == 0 ? ZONES.get(i / 4 % ZONES.size()) : null,
              "atlassian");
      String memberName = i == 3 ? first.charAt(0) + ". " + last : first + " " + last;
      humans.add(
          new Person(
              account, accounts.number(account), email, memberName, login.replace('.', '-')));
    }
    Account bot =
        new Account(
            Account.derivedId("automation"),
            "automation",
            "automation",
            "Automation for Jira",
            null,
            null,
            true,
            null,
            "app");
    return new People(
        List.copyOf(humans), new Person(bot, accounts.number(bot), "", "", "automation"));
  }

  /** Everybody but the app. */
  List<Person> humans() {
    return humans;
  }

  Person app() {
    return app;
  }

  /** The human with this account number. */
  Person numbered(int account) {
    return humans.get(account - humans.getFirst().accountNumber());
  }

  /** Somebody of a project's team: up to eight people, teams overlapping. */
  Person ofTeam(int project, SplittableRandom random) {
    int size = Math.min(8, humans.size());
    return humans.get((project * 5 + random.nextInt(size)) % humans.size());
  }
}

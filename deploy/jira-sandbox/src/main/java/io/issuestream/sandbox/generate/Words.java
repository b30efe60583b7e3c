package io.issuestream.sandbox.generate;

import java.util.List;
import java.util.SplittableRandom;

/** The little language that summaries and descriptions are made of. */
final class Words {
  private static final List<String> ACTIONS =
      List.of(
          "Show",
          "Validate",
          "Export",
          "Cache",
          "Paginate",
          "Retry",
          "Encrypt",
          "Archive",
          "Localise",
          "Throttle",
          "Migrate",
          "Reconcile",
          "Group",
          "Deduplicate",
          "Schedule",
          "Index",
          "Preview",
          "Restore",
          "Merge",
          "Audit");

  private static final List<String> FAULTS =
      List.of(
          "Wrong total in",
          "Time-out while loading",
          "Duplicate rows in",
          "Missing permission check on",
          "Crash when opening",
          "Stale data in",
          "Broken layout of",
          "Memory leak in",
          "Lost update on",
          "Wrong time zone in");

  private static final List<String> THINGS =
      List.of(
          "invoices",
          "refunds",
          "customer profiles",
          "price lists",
          "delivery slots",
          "audit trails",
          "search results",
          "payment methods",
          "stock levels",
          "shipping labels",
          "user sessions",
          "notification rules",
          "tax reports",
          "contract terms",
          "API keys",
          "webhook deliveries",
          "saved filters",
          "order histories",
          "discount codes",
          "bank statements");

  private static final List<String> PLACES =
      List.of(
          "on the dashboard",
          "in the nightly job",
          "for guest accounts",
          "in the mobile app",
          "during checkout",
          "for large tenants",
          "in the admin console",
          "after a failed login",
          "behind the proxy",
          "in the CSV import",
          "for read-only users",
          "when the network is slow");

  private static final List<String> SENTENCES =
      List.of(
          "The current behaviour surprises people who come back after a longer break.",
          "Support sees about a dozen tickets a week because of it.",
          "The old service kept a copy, which nobody has refreshed since the last migration.",
          "We agreed to keep the public contract as it is and to change only what is behind it.",
          "A feature flag decides, so that it can be switched off without a release.",
          "The numbers must match those of the monthly report to the cent.",
          "Response time at the 95th percentile has to stay under 300 ms.",
          "Text is stored as UTF-8; some old rows are not and need converting first.",
          "Checksums are SHA-256, as everywhere else in the platform.",
          "The team that owns the queue wants to be told before the format changes.",
          "Accessibility: the table needs a caption and must be usable by keyboard alone.",
          "There is a dashboard for it; please add the new figure there as well.",
          "Rolling back must be possible for two weeks after the change.",
          "See the notes of the last refinement for the two variants we dropped.");

  private static final List<String> LABELS =
      List.of(
          "backend",
          "frontend",
          "tech-debt",
          "customer",
          "regression",
          "performance",
          "security",
          "quick-win");

  private Words() {}

  static String summary(SplittableRandom random, boolean fault) {
    return pick(fault ? FAULTS : ACTIONS, random)
        + " "
        + pick(THINGS, random)
        + " "
        + pick(PLACES, random);
  }

  static String epicName(SplittableRandom random) {
    String things = pick(THINGS, random);
    return "Better " + things + " " + pick(PLACES, random);
  }

  /** Some paragraphs with a list in the middle, about 450 characters. */
  static String description(SplittableRandom random, String summary) {
    StringBuilder text = new StringBuilder(900).append(summary).append(".\n\n");
    sentences(1 + random.nextInt(3), random, " ", text);
    text.append("\n\nAcceptance:\n* ");
    sentences(1 + random.nextInt(3), random, "\n* ", text);
    if (random.nextInt(3) == 0) {
      text.append("\n\n{code}\nGET /v2/")
          .append(pick(THINGS, random).replace(' ', '-'))
          .append("?page=2\n{code}");
    }
    return text.toString();
  }

  private static void sentences(
      int count, SplittableRandom random, String between, StringBuilder text) {
    int from = random.nextInt(SENTENCES.size());
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : between).append(SENTENCES.get((from + i * 3) % SENTENCES.size()));
    }
  }

  static String label(int number) {
    return LABELS.get(number % LABELS.size());
  }

  static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}

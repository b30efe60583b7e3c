package io.issuestream.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.Letter;
import io.issuestream.messaging.deadletter.LetterFilter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes away the dead letters that name an erased person, or are a deleted team's. A letter is a
 * record as it came, so it goes whole: what is cut out of it would be neither that record nor fit
 * to be tried again.
 */
final class LetterErasing {

  private static final String COUNTED = "dead letters";
  private static final int AT_ONCE = 50_000;

  private final DeadLetterOffice office;

  LetterErasing(DeadLetterOffice office) {
    this.office = office;
  }

  /** Those of the team that name the person, and those of nobody knows which team that do. */
  Mono<Void> erase(ErasedPerson person, Findings findings) {
    Predicate<String> names = naming(person.identifiers());
    return office
        .erase(letter -> isMaybeOf(person.teamId(), letter) && isNamedIn(letter, names))
        .doOnNext(letters -> findings.count(COUNTED, letters))
        .then();
  }

  /** A team's, as their keys or headers say. */
  Mono<Void> erase(String teamId, Findings findings) {
    return office
        .erase(letter -> teamId.equals(team(letter)))
        .doOnNext(letters -> findings.count(COUNTED, letters))
        .then();
  }

  /** Those of a team that came since. Cheap: only what is new is read. */
  Mono<Void> sweep(String teamId) {
    return office.discard(new LetterFilter(Set.of(), null, null, teamId), null, AT_ONCE).then();
  }

  private static boolean isMaybeOf(String teamId, Letter letter) {
    String team = team(letter);
    return team == null || team.equals(teamId);
  }

  private static @Nullable String team(Letter letter) {
    if (letter.summary().team() != null) {
      return letter.summary().team();
    }
    return letter.headers().stream()
        .filter(header -> header.key().equals(EventHeaders.TEAM) && header.value() != null)
        .map(header -> new String(header.value(), UTF_8))
        .findFirst()
        .orElse(null);
  }

  /** Whether a text is about the person: one that names them, or is nothing but their login. */
  private static Predicate<String> naming(Identifiers person) {
    Mentions mentions = Mentions.of(person);
    Set<String> subjects = Set.of(person.subjects());
    return text -> mentions.in(text) || subjects.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isNamedIn(Letter letter, Predicate<String> names) {
    String key = letter.summary().key();
    byte[] data = letter.data();
    return (key != null && names.test(key))
        || names.test(letter.sentence())
        || letter.headers().stream()
            .map(Header::value)
            .anyMatch(value -> value != null && names.test(new String(value, UTF_8)))
        || (data != null && isNamedIn(data, names));
  }

  /** As text, whatever it is; and as JSON, in which characters may be escaped. */
  private static boolean isNamedIn(byte[] data, Predicate<String> names) {
    if (names.test(new String(data, UTF_8))) {
      return true;
    }
    try {
      return isNamedIn(JsonMapper.shared().readTree(data), names);
    } catch (JacksonException noJson) {
      return false;
    }
  }

  private static boolean isNamedIn(JsonNode node, Predicate<String> names) {
    return switch (node.getNodeType()) {
      case STRING -> names.test(node.asString());
      case OBJECT ->
          node.properties().stream()
              .anyMatch(one -> names.test(one.getKey()) || isNamedIn(one.getValue(), names));
      case ARRAY -> node.valueStream().anyMatch(one -> isNamedIn(one, names));
      default -> false;
    };
  }
}

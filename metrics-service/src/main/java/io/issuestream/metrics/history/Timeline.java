package io.issuestream.metrics.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value over time.
 *
 * @param first what it was from the creation
 * @param steps what it became, and when; oldest first
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"first", "steps"})
public record Timeline<T extends @Nullable Object>(T first, List<Step<T>> steps) {

  /** From this moment on, this value. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"at", "value"})
  public record Step<T extends @Nullable Object>(Instant at, T value) {
    public Step {
      requireNonNull(at, "at");
    }
  }

  public Timeline {
    steps = List.copyOf(steps);
  }

  /** A value that never changed. */
  public static <T extends @Nullable Object> Timeline<T> always(T value) {
    return new Timeline<>(value, List.of());
  }

  /**
   * A value with its changes in any order, of which the last led to what is there now: where a
   * changelog and the present disagree, the present is right.
   */
  public static <T extends @Nullable Object> Timeline<T> endingIn(
      T now, T first, List<Step<T>> changes) {
    if (changes.isEmpty()) {
      return always(now);
    }
    var steps = new ArrayList<>(changes);
    // Stable: of several changes in one instant the last listed is the one that stands.
    steps.sort(Comparator.comparing(Step::at));
    steps.set(steps.size() - 1, new Step<>(steps.getLast().at(), now));
    return new Timeline<>(first, steps);
  }

  /** The value at a moment, a change in that very moment included. */
  public T at(Instant moment) {
    T value = first;
    for (Step<T> step : steps) {
      if (step.at().isAfter(moment)) {
        break;
      }
      value = step.value();
    }
    return value;
  }

  /** The value now. */
  public T last() {
    return steps.isEmpty() ? first : steps.getLast().value();
  }

  /** When a value of this kind first came about by a change, or null if it never did. */
  public @Nullable Instant firstStepTo(Predicate<T> kind) {
    for (Step<T> step : steps) {
      if (kind.test(step.value())) {
        return step.at();
      }
    }
    return null;
  }

  /**
   * Since when the value has been of this kind without a break, looked at from a moment at which it
   * is.
   *
   * @param beginning stands for the time of the first value
   */
  public Instant since(Predicate<T> kind, Instant moment, Instant beginning) {
    Instant since = beginning;
    boolean running = kind.test(first);
    for (Step<T> step : steps) {
      if (step.at().isAfter(moment)) {
        break;
      }
      boolean fits = kind.test(step.value());
      if (fits && !running) {
        since = step.at();
      }
      running = fits;
    }
    return since;
  }
}

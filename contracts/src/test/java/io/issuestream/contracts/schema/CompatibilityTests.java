package io.issuestream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants every kind of change into a small event. */
class CompatibilityTests {

  private static final String TYPE = "io.issuestream.test.thing.changed.v1";

  private static final String RELEASED =
      """
      id integer required min=1
      share number optional min=0 max=1
      state string required values=open|closed
      team string required pattern=^[a-z]+$
      at string:date-time required
      note string optional
      owner object optional
      owner.name string required
      tags array required
      tags[] string required
      counts object required
      counts{} integer required\
      """;

  static Stream<Arguments> breaking() {
    return Stream.of(
        change("a property removed", without("note"), "note is gone."),
        change("a nested property removed", without("owner.name"), "owner.name is gone."),
        change("an object removed, said once", without("owner", "owner.name"), "owner is gone."),
        change(
            "a type changed",
            with("id string required min=1"),
            "id was integer and is now string."),
        change(
            "a format changed",
            with("at string:date required"),
            "at was string:date-time and is now string:date."),
        change(
            "a format removed",
            with("at string required"),
            "at was string:date-time and is now string."),
        change(
            "items of another type",
            with("tags[] integer required"),
            "tags[] was string and is now integer."),
        change(
            "map values of another type",
            with("counts{} string required"),
            "counts{} was integer and is now string."),
        change(
            "an object that lets nothing be added",
            with("owner object:closed optional"),
            "owner was object and is now object:closed."),
        change(
            "a new required property",
            with("added string required"),
            "added is new and required, but older events do not have it."),
        change(
            "a new required nested property",
            with("owner.mail string required"),
            "owner.mail is new and required, but older events do not have it."),
        change(
            "optional made required",
            with("note string required"),
            "note was optional and is now required, but older events may lack it."),
        change(
            "required made optional",
            with("at string:date-time optional"),
            "at was required and is now optional, but older readers rely on it."),
        change(
            "an enumeration's value removed",
            with("state string required values=open"),
            "state can no longer be closed, but older events may be."),
        change(
            "an enumeration's value renamed",
            with("state string required values=open|done"),
            "state can no longer be closed, but older events may be."),
        change(
            "a text limited to values",
            with("note string optional values=a|b"),
            "note could have any value and is now limited to [a, b]."),
        change(
            "an enumeration opened",
            with("state string required"),
            "state was limited to [open, closed] and can now have any value."),
        change(
            "a least value raised",
            with("id integer required min=2"),
            "id must now be at least 2, which older events may not be."),
        change(
            "a greatest value lowered",
            with("share number optional min=0 max=0.5"),
            "share must now be at most 0.5, which older events may not be."),
        change(
            "a greatest value introduced",
            with("id integer required min=1 max=9"),
            "id must now be at most 9, which older events may not be."),
        change(
            "a pattern changed",
            with("team string required pattern=^[a-c]+$"),
            "team must now match ^[a-c]+$, which older events may not."),
        change(
            "a pattern introduced",
            with("note string optional pattern=^x$"),
            "note must now match ^x$, which older events may not."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void refuses(
      String name, Function<Map<String, Part>, Map<String, Part>> change, String sentence) {
    assertThat(breaks(change)).as(name).containsExactly(TYPE + ": " + sentence);
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        change("nothing", with(), ""),
        change("a new optional property", with("added string optional"), ""),
        change(
            "a new optional object with required parts",
            with("added object optional", "added.name string required"),
            ""),
        change("a least value lowered", with("id integer required min=0"), ""),
        change("a least value dropped", with("id integer required"), ""),
        change("a greatest value raised", with("share number optional min=0 max=2"), ""),
        change("a pattern dropped", with("team string required"), ""),
        change("a new value", with("state string required values=open|closed|parked"), ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void allows(String name, Function<Map<String, Part>, Map<String, Part>> change, String nothing) {
    assertThat(breaks(change)).as(name).isEmpty();
    assertThat(nothing).isEmpty();
  }

  @Test
  void refusesToDropAnEventType() {
    assertThat(Compatibility.breaks(Map.of(TYPE, shape(parts(RELEASED))), Map.of()))
        .containsExactly(TYPE + " is gone, but its events stay on the topic.");
  }

  @Test
  void allowsANewEventType() {
    assertThat(Compatibility.breaks(Map.of(), Map.of(TYPE, shape(parts(RELEASED))))).isEmpty();
  }

  @Test
  void namesTheNextMajorVersion() {
    assertThat(Compatibility.nextMajor(TYPE)).isEqualTo("io.issuestream.test.thing.changed.v2");
    assertThat(Compatibility.nextMajor("io.issuestream.test.thing.changed.v19")).endsWith(".v20");
  }

  @Test
  void aPartIsReadAsItWasWritten() {
    assertThat(parts(RELEASED).values())
        .allSatisfy(part -> assertThat(Part.parse(part.toString())).isEqualTo(part));
    assertThatThrownBy(() -> Part.parse("integer perhaps"))
        .hasMessageContaining("does not describe a part of an event");
  }

  private static List<String> breaks(Function<Map<String, Part>, Map<String, Part>> change) {
    Map<String, Part> before = parts(RELEASED);
    return Compatibility.breaks(
        Map.of(TYPE, shape(before)), Map.of(TYPE, shape(change.apply(before))));
  }

  private static Arguments change(
      String name, Function<Map<String, Part>, Map<String, Part>> change, String sentence) {
    return Arguments.of(name, change, sentence);
  }

  private static Function<Map<String, Part>, Map<String, Part>> with(String... lines) {
    return parts -> {
      var changed = new TreeMap<>(parts);
      changed.putAll(parts(String.join("\n", lines)));
      return changed;
    };
  }

  private static Function<Map<String, Part>, Map<String, Part>> without(String... paths) {
    return parts -> {
      var changed = new TreeMap<>(parts);
      changed.keySet().removeAll(Arrays.asList(paths));
      return changed;
    };
  }

  private static Map<String, Part> parts(String lines) {
    var parts = new TreeMap<String, Part>();
    lines
        .lines()
        .forEach(line -> {
          int space = line.indexOf(' ');
          parts.put(line.substring(0, space), Part.parse(line.substring(space + 1)));
        });
    return parts;
  }

  private static Shape shape(Map<String, Part> parts) {
    return new Shape(new TreeMap<>(parts));
  }
}

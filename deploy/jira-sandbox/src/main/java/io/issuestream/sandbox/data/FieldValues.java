package io.issuestream.sandbox.data;

import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.Arrays;

/**
 * An issue's field values in the order of the data: field numbers, where each value ends, and one
 * run of templates.
 */
public final class FieldValues {
  private final int[] numbers;
  private final int[] ends;
  private final byte[] text;

  private FieldValues(int[] numbers, int[] ends, byte[] text) {
    this.numbers = numbers;
    this.ends = ends;
    this.text = text;
  }

  /** Collects values one after the other. */
  public static final class Builder {
    private final JsonBytes text = new JsonBytes(3000);
    private int[] numbers = new int[40];
    private int[] ends = new int[40];
    private int size;

    /** Where the next value is to be written. */
    public JsonBytes out() {
      return text;
    }

    /** Says that what was written since the last call is the value of this field. */
    public Builder end(Field field) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
      }
      numbers[size] = field.number();
      ends[size++] = text.length();
      return this;
    }

    /** The values collected. */
    public FieldValues build() {
      return new FieldValues(
          Arrays.copyOf(numbers, size), Arrays.copyOf(ends, size), text.toByteArray());
    }
  }

  /** Whether there is a value, null included, for the field. */
  public boolean has(Field field) {
    return indexOf(field) >= 0;
  }

  /** The same values with one replaced, or added at the end. */
  public FieldValues with(Field field, byte[] value) {
    Builder builder = new Builder();
    int replaced = indexOf(field);
    for (int i = 0; i < numbers.length; i++) {
      if (i == replaced) {
        builder.out().bytes(value);
      } else {
        builder.out().bytes(text, start(i), ends[i]);
      }
      builder.end(new Field(numbers[i], "", Role.PLAIN));
    }
    if (replaced < 0) {
      builder.out().bytes(value);
      builder.end(field);
    }
    return builder.build();
  }

  /** Writes one value as the rendering shows it, or {@code null} where there is none. */
  public void writeValue(Field field, Rendering as, JsonBytes out) {
    int at = indexOf(field);
    if (at < 0) {
      out.ascii("null");
    } else {
      Template.render(text, start(at), ends[at], as, out);
    }
  }

  /** Writes the members of a {@code fields} object, as far as they are selected. */
  void write(Issue issue, FieldSelection selection, Rendering as, Sprints sprints, JsonBytes out) {
    boolean first = true;
    for (int i = 0; i < numbers.length; i++) {
      Field field = as.fields().field(numbers[i]);
      if (!selection.shows(field, as)) {
        continue;
      }
      if (field.role() == Role.SPRINT) {
        first = SprintField.write(issue.sprintIds(), selection, as, sprints, first, out);
        continue;
      }
      if (!first) {
        out.raw(',');
      }
      first = false;
      String id = field.idIn(as);
      out.raw('"').ascii(id == null ? field.id() : id).raw('"').raw(':');
      Template.render(text, start(i), ends[i], as, out);
    }
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int indexOf(Field field) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == field.number()) {
        return i;
      }
    }
    return -1;
  }
}

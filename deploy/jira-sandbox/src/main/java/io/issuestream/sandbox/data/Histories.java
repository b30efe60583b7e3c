package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.util.Arrays;

/**
 * An issue's change histories, oldest first, as one run of templates.
 *
 * <p>{@code total} is what the data said there are; it is larger than the number held where the
 * data was cut off.
 */
public final class Histories {
  private final byte[] text;
  private final int[] ends;
  private final long[] created;
  private final int total;

  private Histories(byte[] text, int[] ends, long[] created, int total) {
    this.text = text;
    this.ends = ends;
    this.created = created;
    this.total = total;
  }

  /** Collects histories, to be given oldest first. */
  public static final class Builder {
    private final JsonBytes text = new JsonBytes(3000);
    private int[] ends = new int[20];
    private long[] created = new long[20];
    private int size;

    /** Where the next history is to be written. */
    public JsonBytes out() {
      return text;
    }

    /**
     * Says that what was written since the last call is one history, made at this time (epoch
     * milliseconds).
     */
    public Builder end(long at) {
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, size * 2);
        created = Arrays.copyOf(created, size * 2);
      }
      created[size] = at;
      ends[size++] = text.length();
      return this;
    }

    /** How many histories were collected. */
    public int size() {
      return size;
    }

    /** The histories collected, {@code total} being at least as many. */
    public Histories build(int total) {
      return new Histories(
          text.toByteArray(),
          Arrays.copyOf(ends, size),
          Arrays.copyOf(created, size),
          Math.max(total, size));
    }
  }

  /** No history, and none missing. */
  public static Histories none() {
    return new Builder().build(0);
  }

  /** How many histories are held. */
  public int size() {
    return ends.length;
  }

  /** How many there are by the data's own word. */
  public int total() {
    return total;
  }

  /** The same with one more at the end. */
  public Histories plus(JsonBytes history, long at) {
    Builder builder = new Builder();
    for (int i = 0; i < ends.length; i++) {
      builder.out().bytes(text, start(i), ends[i]);
      builder.end(created[i]);
    }
    builder.out().bytes(history.array(), 0, history.length());
    return builder.end(at).build(total + 1);
  }

  /**
   * When history number {@code index} was made, in epoch milliseconds; 0 where it is unreadable.
   */
  long created(int index) {
    return created[index];
  }

  /** Writes history number {@code index}, counted from the oldest. */
  void write(int index, Rendering as, JsonBytes out) {
    Template.render(text, start(index), ends[index], as, out);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }
}

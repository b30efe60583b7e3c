package io.issuestream.sandbox.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as bytes, undecoded: JSON is parsed from UTF-8 directly. */
final class Lines implements AutoCloseable {
  private final InputStream in;
  private byte[] buffer = new byte[1 << 20];
  private int from;
  private int end;
  private int filled;
  private boolean over;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line and says whether there is one. */
  boolean next() throws IOException {
    from = number == 0 ? 0 : end + 1;
    int search = from;
    while (true) {
      for (int i = search; i < filled; i++) {
        if (buffer[i] == '\n') {
          return line(i);
        }
      }
      if (over) {
        return from < filled && line(filled);
      }
      search = filled - from;
      fill();
    }
  }

  private boolean line(int endsAt) {
    end = endsAt;
    number++;
    return true;
  }

  /** Moves the unfinished line to the front and reads on behind it. */
  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    from = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    over = read < 0;
    filled += Math.max(0, read);
  }

  boolean blank() {
    for (int i = from; i < end; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int length() {
    return end - from;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package io.issuestream.jira.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses.
 *
 * @param first any address of it
 * @param bits how many leading bits its addresses share
 */
record Network(InetAddress first, int bits) {

  /** Only literals: a name here would be resolved, and so could change what is allowed. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads {@code 10.0.0.0/8}, or a single address.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(address).matches()) {
      throw notANetwork(text);
    }
    try {
      InetAddress first = InetAddress.getByName(address);
      int most = first.getAddress().length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw notANetwork(text);
      }
      return new Network(first, bits);
    } catch (UnknownHostException | NumberFormatException failure) {
      throw notANetwork(text);
    }
  }

  /** Whether an address lies in it. */
  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((mine[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notANetwork(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is neither an address nor a block of addresses such as 10.0.0.0/8");
  }
}

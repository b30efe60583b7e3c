package io.issuestream.jira.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which addresses a team may point us at. Everything that is not the public internet is refused
 * unless the installation allows it, because a user could otherwise reach what only this service's
 * network can reach (server-side request forgery).
 */
final class AddressRules {

  private static final List<Network> LOOPBACK = networks("127.0.0.0/8", "::1");

  /** The special-purpose registries of IANA (RFC 6890 and its updates), without public entries. */
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /** Addresses of version 6 that lead to one of version 4: where its four bytes stand. */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding(Network.parse("64:ff9b::/96"), 12),
          new Embedding(Network.parse("2002::/16"), 2));

  private final List<Network> allowed;

  /**
   * Rules with exceptions.
   *
   * @param allowed addresses, blocks such as {@code 10.0.0.0/8}, or the word {@code loopback}
   */
  AddressRules(List<String> allowed) {
    this.allowed = allowed.stream().map(String::strip).flatMap(AddressRules::named).toList();
  }

  /** Whether an address may be connected to. */
  boolean allows(InetAddress address) {
    return isIn(allowed, address) || isPublic(address);
  }

  /** Whether an address is allowed though it is not public: the installation's own network. */
  boolean isPrivateButAllowed(InetAddress address) {
    return isIn(allowed, address) && !isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    if (isIn(NOT_PUBLIC, address)) {
      return false;
    }
    return EMBEDDINGS.stream()
        .filter(embedding -> embedding.network().contains(address))
        .allMatch(embedding -> isPublic(embedding.inner(address)));
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static Stream<Network> named(String text) {
    return text.toLowerCase(Locale.ROOT).equals("loopback")
        ? LOOPBACK.stream()
        : Stream.of(Network.parse(text));
  }

  private static List<Network> networks(String... blocks) {
    return Arrays.stream(blocks).map(Network::parse).toList();
  }

  private record Embedding(Network network, int offset) {

    InetAddress inner(InetAddress address) {
      byte[] bytes = address.getAddress();
      try {
        return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("Four bytes always are an address", impossible);
      }
    }
  }
}

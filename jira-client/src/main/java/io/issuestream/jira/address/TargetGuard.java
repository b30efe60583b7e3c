package io.issuestream.jira.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * Looks where an address leads before anything is sent there, so that nobody who may name a Jira
 * can reach through us what only our own network can reach.
 *
 * <p>Both halves are needed: {@link #check} refuses what is written down as an address, which is
 * never looked up, and {@link #guarding} has every name looked up once, checked and connected to as
 * checked.
 */
public final class TargetGuard {

  /** How names become addresses. */
  @FunctionalInterface
  interface LookUp {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private static final Duration LOOK_UP_LIMIT = Duration.ofSeconds(5);

  /** What browsers take for an address of version 4 (WHATWG URL, "ends in a number"). */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(?:[^:]*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

  /** The one spelling of it that everybody reads alike; 010 is eight to some and ten to others. */
  private static final Pattern FOUR_NUMBERS =
      Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");

  private final AddressRules rules;
  private final LookUp lookUp;

  TargetGuard(AddressRules rules) {
    this(rules, InetAddress::getAllByName);
  }

  TargetGuard(AddressRules rules, LookUp lookUp) {
    this.rules = rules;
    this.lookUp = lookUp;
  }

  /**
   * A guard that lets through the public internet, and besides only what the installation allows.
   *
   * @param allowed addresses, blocks such as {@code 10.0.0.0/8}, or the word {@code loopback}
   * @throws IllegalArgumentException if one is none of these
   */
  public static TargetGuard allowing(List<String> allowed) {
    return new TargetGuard(new AddressRules(allowed));
  }

  /** The client with this guard behind every name it connects to. */
  public HttpClient guarding(HttpClient client) {
    return client.resolver(new GuardedNames(this));
  }

  /**
   * Checks an address with its scheme.
   *
   * @param secret whether something secret is to be sent there, which in the open only goes within
   *     the installation's own network
   * @return fails with {@link TargetRefused}
   */
  public Mono<Void> check(URI address, boolean secret) {
    String host = address.getHost();
    boolean inTheOpen = "http".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
    return resolve(host)
        .doOnNext(found -> {
          if (secret && inTheOpen && !found.stream().allMatch(rules::isPrivateButAllowed)) {
            throw new TargetRefused(
                "Credentials are not sent over http. Give Jira's address with https.");
          }
        })
        .then();
  }

  /**
   * The addresses of a host, looked up once; of several every one has to be allowed, because any of
   * them may be the one connected to.
   *
   * @return fails with {@link TargetRefused}
   */
  Mono<List<InetAddress>> resolve(String host) {
    return Mono.fromCallable(() -> List.of(lookUp.of(unambiguous(unbracketed(host)))))
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(LOOK_UP_LIMIT)
        .onErrorMap(
            failure -> !(failure instanceof TargetRefused),
            failure -> new TargetRefused(reason(host, failure)))
        .doOnNext(found -> {
          if (!found.stream().allMatch(rules::allows)) {
            throw new TargetRefused(
                host
                    + " leads into a private network, which this installation does not allow."
                    + " Give an address on the public internet, or ask the operator to allow it"
                    + " (issuestream.jira.allowed-private-targets).");
          }
        });
  }

  private static String reason(String host, Throwable failure) {
    return failure instanceof UnknownHostException
        ? "There is no host named " + host + ". Check Jira's address."
        : "The name " + host + " could not be looked up in time. Check Jira's address.";
  }

  private static String unambiguous(String host) {
    if (ENDS_IN_A_NUMBER.matcher(host).matches() && !FOUR_NUMBERS.matcher(host).matches()) {
      throw new TargetRefused(
          host
              + " is an unusual way of writing an address. Give a name, or four plain numbers such"
              + " as 192.0.2.1.");
    }
    return host;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}

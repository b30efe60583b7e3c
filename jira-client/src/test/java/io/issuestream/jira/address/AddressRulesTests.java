package io.issuestream.jira.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTests {

  private final AddressRules strict = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0", "10.0.0.1", "100.64.1.1", "127.0.0.1", "127.255.0.9", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::7f00:1",
        "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:a00:1::", "2001:db8::1", "fc00::1", "fd12::1",
        "fe80::1", "ff02::1"
      })
  void refusesWhatIsNotThePublicInternet(String address) throws UnknownHostException {
    assertThat(strict.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "104.192.141.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.128.0.1",
        "11.0.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2002:808:808::"
      })
  void allowsThePublicInternet(String address) throws UnknownHostException {
    assertThat(strict.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void allowsWhatTheInstallationNames() throws UnknownHostException {
    var rules = new AddressRules(List.of("loopback", " 10.20.0.0/16", "192.168.1.7"));
    for (String allowed : List.of("127.0.0.1", "::1", "10.20.255.1", "192.168.1.7")) {
      assertThat(rules.allows(InetAddress.getByName(allowed))).as(allowed).isTrue();
      assertThat(rules.isPrivateButAllowed(InetAddress.getByName(allowed))).as(allowed).isTrue();
    }
    for (String refused : List.of("10.21.0.1", "192.168.1.8", "169.254.169.254")) {
      assertThat(rules.allows(InetAddress.getByName(refused))).as(refused).isFalse();
    }
    assertThat(rules.isPrivateButAllowed(InetAddress.getByName("8.8.8.8"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "", "all"})
  void takesNoExceptionThatIsNoBlockOfAddresses(String text) {
    assertThatThrownBy(() -> new AddressRules(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.issuestream.sync.work;

import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraUser;
import io.issuestream.sync.person.Account;
import io.issuestream.sync.person.MemberAddresses;
import io.issuestream.sync.person.People;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks in Jira for the accounts of team members by their e-mail addresses, where none of the
 * accounts listed shows that address. A call per address, which Jira has no other way for: so a few
 * at a time and once a day each.
 */
@Component
class HiddenAddresses {

  private static final int AT_A_TIME = 100;

  private final MemberAddresses addresses;
  private final References references;
  private final People people;
  private final TransactionalOperator transaction;

  HiddenAddresses(
      MemberAddresses addresses,
      References references,
      People people,
      TransactionalOperator transaction) {
    this.addresses = addresses;
    this.references = references;
    this.people = people;
    this.transaction = transaction;
  }

  /** Looks for the accounts of members that none is known of. */
  Mono<Void> find(RunContext context) {
    return addresses
        .unknown(context.team(), AT_A_TIME)
        .collectList()
        .filter(unknown -> !unknown.isEmpty())
        .flatMap(unknown ->
            Flux.fromIterable(unknown)
                .concatMap(address -> find(context, address))
                .then()
                .onErrorResume(
                    HiddenAddresses::isNotAllowed,
                    refused -> addresses.searched(context.team(), unknown)));
  }

  private Mono<Void> find(RunContext context, String address) {
    return context
        .jira()
        .usersFoundBy(address)
        .flatMap(users -> Mono.justOrEmpty(owner(users, address)))
        .flatMap(user -> note(context, user, address))
        .then(Mono.defer(() -> addresses.searched(context.team(), List.of(address))));
  }

  /** Who may not browse people, or has no account, is not asked again today. */
  private static boolean isNotAllowed(Throwable failure) {
    return failure instanceof JiraFailure.AccessForbidden
        || failure instanceof JiraFailure.NotFoundOrHidden
        || failure instanceof JiraFailure.CredentialsRejected;
  }

  private Mono<Void> note(RunContext context, JiraUser user, String address) {
    return references
        .store(context.connection(), List.of(Account.of(user, Account.Source.DIRECTORY)), List.of())
        .then(
            people
                .found(context.team(), user.accountKey(), address)
                .as(transaction::transactional));
  }

  /**
   * Whose address it is: the only account found, unless it shows another. Of several, which may
   * have been found by their names, none is known to be.
   */
  static Optional<JiraUser> owner(List<JiraUser> found, String address) {
    return found.size() == 1
        ? found.stream()
            .filter(user ->
                user.emailAddress() == null || user.emailAddress().equalsIgnoreCase(address))
            .filter(user -> user.accountType() != JiraUser.AccountType.APP)
            .findFirst()
        : found.stream()
            .filter(user ->
                user.emailAddress() != null && user.emailAddress().equalsIgnoreCase(address))
            .findFirst();
  }
}

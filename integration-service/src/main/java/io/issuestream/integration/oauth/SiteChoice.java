package io.issuestream.integration.oauth;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.AccessTokens.Granted;
import io.issuestream.integration.connection.ConnectJira.Connected;
import io.issuestream.integration.oauth.Consents.Choice;
import io.issuestream.integration.oauth.TokenAnswer.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The choice between several sites that consent was given for. */
@Component
class SiteChoice {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Site>> SITES = new TypeReference<>() {};

  /** So much of an access token's life has to be left to connect with it. */
  private static final Duration ENOUGH = Duration.ofSeconds(5);

  private final Consents consents;
  private final Atlassian atlassian;
  private final SealedTokens sealed;
  private final SiteConnector connector;
  private final TransactionalOperator transaction;

  SiteChoice(
      Consents consents,
      Atlassian atlassian,
      SealedTokens sealed,
      SiteConnector connector,
      TransactionalOperator transaction) {
    this.consents = consents;
    this.atlassian = atlassian;
    this.sealed = sealed;
    this.connector = connector;
    this.transaction = transaction;
  }

  /** Sites to choose from, until when. */
  record Listed(List<Site> sites, Instant expiresAt) {}

  /** What was chosen, as connected. */
  record Chosen(Connected connected, Granted granted) {}

  private record Ready(Site site, FullTokens tokens, Instant now) {}

  /** The sites to choose from; a 404 problem where there is nothing to choose. */
  Mono<Listed> list(String teamId) {
    return consents
        .choice(teamId)
        .map(choice -> new Listed(sites(choice), choice.expiresAt()))
        .switchIfEmpty(Mono.error(SiteChoice::nothingToChoose));
  }

  /** Connects one of the sites. */
  Mono<Chosen> choose(Caller caller, @Nullable String cloudId) {
    return consents
        .lockedChoice(caller.team())
        .switchIfEmpty(Mono.error(SiteChoice::nothingToChoose))
        .flatMap(choice -> {
          requireOwn(caller, choice);
          Site site = site(choice, cloudId);
          return fresh(choice).map(tokens -> new Ready(site, tokens, choice.now()));
        })
        // Committed before anything else is tried: a rotated token must not be lost with it.
        .as(transaction::transactional)
        .flatMap(ready -> connect(caller, ready));
  }

  private Mono<Chosen> connect(Caller caller, Ready ready) {
    Site site = ready.site();
    var granted =
        new Granted(
            site.cloudId(),
            site.name(),
            site.url(),
            site.scopes(),
            ready.now().plus(ready.tokens().life()),
            null);
    return connector
        .connect(caller.team(), caller.subject(), site, ready.tokens())
        .map(connected -> new Chosen(connected, granted));
  }

  /** Tokens that live long enough; people take longer to choose than some tokens live. */
  private Mono<FullTokens> fresh(Choice choice) {
    Duration left = Duration.between(choice.now(), choice.tokensExpireAt());
    FullTokens tokens = sealed.open(choice.teamId(), choice.tokens(), left);
    if (left.compareTo(ENOUGH) > 0) {
      return Mono.just(tokens);
    }
    return atlassian
        .refresh(tokens.refreshToken())
        .flatMap(answer ->
            answer instanceof Given(var renewed)
                ? keep(choice, renewed, tokens.refreshToken())
                : Mono.error(() ->
                    Problem.unavailable(
                        "Atlassian gives no token for this consent now. Try again, or start"
                            + " connecting anew.")));
  }

  private Mono<FullTokens> keep(Choice choice, Tokens renewed, String former) {
    String given = renewed.refreshToken();
    var tokens =
        new FullTokens(renewed.accessToken(), given == null ? former : given, renewed.life());
    return consents
        .renew(
            choice.teamId(), sealed.seal(choice.teamId(), tokens), choice.now().plus(tokens.life()))
        .thenReturn(tokens);
  }

  private static List<Site> sites(Choice choice) {
    return JSON.readValue(choice.sites(), SITES);
  }

  private static Site site(Choice choice, @Nullable String cloudId) {
    return sites(choice).stream()
        .filter(site -> site.cloudId().equals(cloudId))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("Give cloudId: the id of one of the listed sites."));
  }

  private static void requireOwn(Caller caller, Choice choice) {
    if (!caller.subject().equals(choice.subject())) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "another-admin",
          "Another admin of your team gave this consent and has to choose. Or start connecting"
              + " yourself.");
    }
  }

  private static Problem nothingToChoose() {
    return Problem.notFound("There is no site to choose. Start connecting Jira first.");
  }
}

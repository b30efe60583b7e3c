package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.Problem;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraAccount;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraServer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks a Jira whom it takes us for and what it is, so that nothing unusable is ever stored. */
@Component
class ConnectionCheck {

  /** The account behind the credentials; a problem (422) with advice where they do not work. */
  Mono<JiraAccount> check(Jira jira, JiraDeployment deployment) {
    return jira.serverInfo()
        .doOnNext(server -> requireDeployment(server, deployment))
        .then(jira.myself())
        .onErrorMap(JiraFailure.class, ConnectionCheck::problem);
  }

  private static void requireDeployment(JiraServer server, JiraDeployment wanted) {
    boolean cloud = "Cloud".equalsIgnoreCase(server.deploymentType());
    if (cloud && wanted == JiraDeployment.DATA_CENTER) {
      throw Problem.unprocessable(
          "wrong-deployment", "This address is a Jira Cloud site. Choose deployment cloud.");
    }
    if (!cloud && wanted == JiraDeployment.CLOUD) {
      throw Problem.unprocessable(
          "wrong-deployment",
          "This address is a Jira Data Center or Server. Choose deployment data_center.");
    }
  }

  static Problem problem(JiraFailure failure) {
    String type =
        switch (failure) {
          case JiraFailure.CredentialsRejected rejected -> "jira-credentials-rejected";
          case JiraFailure.AccessForbidden forbidden -> "jira-access-forbidden";
          case JiraFailure.CertificateNotTrusted untrusted -> "jira-certificate-not-trusted";
          default -> "jira-unusable";
        };
    return Problem.unprocessable(type, failure.getMessage() + ". " + failure.advice());
  }
}

package io.issuestream.sync.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.user.AccountType;
import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedAccountsTests {

  @TempDir private Path directory;
  private Erased erased;

  @BeforeEach
  void erase() throws IOException {
    Path file = directory.resolve("erasure.json");
    Files.writeString(file, ErasureKey.fresh());
    erased =
        Erased.of(
            "alpha",
            ErasureKey.read(file),
            Identifiers.of("acc-ada", "ada@example.com", "Ada Test", null));
  }

  private static Account account(String key, @Nullable String email) {
    return new Account(
        key, "Somebody", email, true, AccountType.ATLASSIAN, Account.Source.DIRECTORY);
  }

  @Test
  void inThePlaceOfAnErasedAccountStandsOnePseudonym() {
    String pseudonym = erased.accountPseudonym("acc-ada");
    var sorted =
        ErasedAccounts.among(
            List.of(account("acc-ada", null), account(pseudonym, null), account("bob", null)),
            erased);

    assertThat(sorted.stored()).containsExactly(Account.erased(pseudonym), account("bob", null));
    assertThat(sorted.learned()).isEmpty();
    assertThat(sorted.personIds(Map.of(pseudonym, "p-1", "bob", "p-2")))
        .isEqualTo(Map.of("acc-ada", "p-1", pseudonym, "p-1", "bob", "p-2"));
  }

  @Test
  void anAccountWithAnErasedAddressIsLearned() {
    var sorted = ErasedAccounts.among(List.of(account("acc-new", "ADA@example.com")), erased);

    assertThat(sorted.learned()).containsExactly("acc-new");
    assertThat(sorted.stored()).containsExactly(Account.erased(erased.accountPseudonym("acc-new")));
  }

  @Test
  void whereNobodyWasErasedAllAreStoredAsTold() {
    List<Account> told = List.of(account("acc-ada", "ada@example.com"), account("bob", null));

    assertThat(ErasedAccounts.among(told, Erased.nobody("beta")).stored()).isEqualTo(told);
  }
}

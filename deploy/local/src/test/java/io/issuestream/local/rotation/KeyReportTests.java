package io.issuestream.local.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.keys.KeySet;
import io.issuestream.local.keys.ServiceKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyReportTests {

  @TempDir Path directory;

  @Test
  void readsWhatAServiceSays() {
    KeyReport report =
        KeyReport.of(
            """
            # TYPE issuestream_keys_loaded gauge
            issuestream_keys_loaded{key="17",keyset="at-rest",role="opens"} 1.0
            issuestream_keys_loaded{key="4294967295",keyset="at-rest",role="seals"} 1.0
            issuestream_keys_loaded{key="5",keyset="credentials-public",role="seals"} 1.0
            issuestream_keys_sealed{key="17",place="github_hook.secret"} 3.0
            issuestream_keys_sealed{key="5",place="jira.credentials overwritten"} 1.0E7
            issuestream_keys_counted 1.7641656E9
            jvm_threads_live_threads 20.0
            """
                .lines());
    assertThat(report.keys("at-rest").primary()).isEqualTo(4294967295L);
    assertThat(report.keys("at-rest").all()).containsExactlyInAnyOrder(17L, 4294967295L);
    assertThat(report.keys("credentials-public").all()).containsExactly(5L);
    assertThat(report.keys("other").all()).isEmpty();
    assertThat(report.sealed().get("github_hook.secret")).containsEntry(17L, 3L);
    assertThat(report.counted()).isEqualTo(1764165600L);
  }

  @Test
  void countsApartWhatNobodyReadsAnyMore() {
    KeySet set = ServiceKeys.in(directory).ensure().rotated().getFirst();
    long old = set.newest();
    set.add();
    SealedCounts counts =
        SealedCounts.of(
            List.of(
                KeyReport.of(
                    """
                    issuestream_keys_sealed{key="%1$d",place="github_hook.secret"} 3.0
                    issuestream_keys_sealed{key="%2$d",place="github_hook.secret"} 4.0
                    issuestream_keys_sealed{key="%1$d",place="jira.credentials overwritten"} 5.0
                    """
                        .formatted(old, set.newest())
                        .lines())));
    assertThat(counts.underOlderKeys(List.of(set))).isEqualTo(3);
    assertThat(counts.overwrittenUnderOlderKeys(List.of(set))).isEqualTo(5);
  }
}

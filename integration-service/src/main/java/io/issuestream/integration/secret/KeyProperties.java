package io.issuestream.integration.secret;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys are.
 *
 * @param atRest file of a Tink AES256_GCM keyset in JSON, this service's own; every secret in its
 *     tables is sealed under it
 * @param credentialsPublic file of a Tink hybrid public keyset in JSON, whose private half only
 *     sync-worker has
 * @param lookEvery how often the files are read again; while one of them has several keys, what is
 *     sealed under another than the newest is then sealed anew
 * @param countEvery how often it is counted what is sealed under which key while there is one only
 */
@Validated
@ConfigurationProperties("issuestream.keys")
public record KeyProperties(
    @NotBlank(
            message =
                "names the keyset file that seals stored secrets; set ISSUESTREAM_KEYS_AT_REST")
        String atRest,
    @NotBlank(
            message =
                "names the public keyset file that seals credentials for sync-worker; set"
                    + " ISSUESTREAM_KEYS_CREDENTIALS_PUBLIC")
        String credentialsPublic,
    @DurationMin(millis = 1) @DefaultValue("5s") Duration lookEvery,
    @DurationMin(millis = 1) @DefaultValue("5m") Duration countEvery) {}

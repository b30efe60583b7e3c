package io.issuestream.integration.secret;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys are.
 *
 * @param atRest file of a Tink AES256_GCM keyset in JSON, this service's own; every secret in its
 *     tables is sealed under it
 * @param credentialsPublic file of a Tink hybrid public keyset in JSON, whose private half only
 *     sync-worker has
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
        String credentialsPublic) {}

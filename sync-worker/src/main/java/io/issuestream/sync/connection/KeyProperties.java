package io.issuestream.sync.connection;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where keys are kept.
 *
 * @param credentialsPrivate file of the Tink hybrid private keyset, JSON, that opens credentials;
 *     bound from {@code ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE}
 * @param lookEvery how often the file is read again, and while it has several keys counted what
 *     came sealed for which
 * @param countEvery how often that is counted while there is one key only
 */
@Validated
@ConfigurationProperties("issuestream.keys")
record KeyProperties(
    @Nullable Path credentialsPrivate,
    @DurationMin(millis = 1) @DefaultValue("5s") Duration lookEvery,
    @DurationMin(millis = 1) @DefaultValue("5m") Duration countEvery) {}

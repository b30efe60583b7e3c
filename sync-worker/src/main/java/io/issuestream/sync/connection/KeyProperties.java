package io.issuestream.sync.connection;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where keys are kept.
 *
 * @param credentialsPrivate file of the Tink hybrid private keyset, JSON, that opens credentials;
 *     bound from {@code ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE}
 */
@ConfigurationProperties("issuestream.keys")
record KeyProperties(@Nullable Path credentialsPrivate) {}

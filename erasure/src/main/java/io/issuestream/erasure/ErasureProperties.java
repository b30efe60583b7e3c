package io.issuestream.erasure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How erasures are done.
 *
 * @param keyFile file of a Tink HMAC_SHA256_PRF key set in JSON, the same for all services; without
 *     it nobody can be erased
 * @param lookEvery how often to look for erasures when no notification came
 * @param sweepEvery how often deleted teams are looked after
 */
@ConfigurationProperties("issuestream.erasure")
public record ErasureProperties(
    @Nullable String keyFile,
    @DefaultValue("5s") Duration lookEvery,
    @DefaultValue("30s") Duration sweepEvery) {}

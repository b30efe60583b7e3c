package io.issuestream.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the edge stands in the network.
 *
 * @param proxies how many proxies of our own stand in front, each adding the address it was called
 *     from to {@code X-Forwarded-For}; 0 believes no such header. One too many would let callers
 *     choose their address.
 * @param allowedOrigins web origins whose pages may call the API, such as {@code
 *     https://dashboards.example}; none unless named, and never all
 */
@Validated
@ConfigurationProperties("issuestream.edge")
public record EdgeProperties(
    @Min(0) @Max(8) @DefaultValue("0") int proxies,
    @DefaultValue
        List<
                @Pattern(
                    regexp = "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?",
                    message = "names one origin, such as https://dashboards.example")
                String>
            allowedOrigins) {}

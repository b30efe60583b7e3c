package io.issuestream.jira;

import org.jspecify.annotations.Nullable;

/**
 * A field of the site.
 *
 * @param id such as {@code summary} or {@code customfield_10020}
 * @param name as the site calls it, in its language
 * @param custom whether it was added to Jira
 * @param schemaType type of its values, such as {@code number}; null when not told
 * @param schemaCustom type key of a custom field, such as {@code
 *     com.pyxis.greenhopper.jira:gh-sprint}; null for Jira's own
 */
public record JiraField(
    String id,
    String name,
    boolean custom,
    @Nullable String schemaType,
    @Nullable String schemaCustom) {}

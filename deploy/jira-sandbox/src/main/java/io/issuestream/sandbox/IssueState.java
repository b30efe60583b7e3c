package io.issuestream.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exact copy of an issue must equal, of an issue that the calling account may see.
 *
 * @param id numeric id
 * @param key current key
 * @param updated when it was last changed, to the millisecond
 * @param formerKeys the keys it had before and that still lead to it, sorted
 * @param archived whether no query finds it, though it is given by id
 * @param summary null where the data has none
 * @param statusId the status's id, null where the data has none
 * @param assigneeAccountId the assignee on Cloud, null for nobody
 * @param assigneeKey the assignee on Data Center, null for nobody
 * @param sprintIds its sprints in the order of the data
 * @param storyPoints null where it is not estimated
 * @param histories how many histories it has, none where the data has no changelog at all
 */
public record IssueState(
    long id,
    String key,
    Instant updated,
    List<String> formerKeys,
    boolean archived,
    @Nullable String summary,
    @Nullable String statusId,
    @Nullable String assigneeAccountId,
    @Nullable String assigneeKey,
    List<Long> sprintIds,
    @Nullable BigDecimal storyPoints,
    int histories) {}

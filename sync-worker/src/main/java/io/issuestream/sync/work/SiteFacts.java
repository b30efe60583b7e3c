package io.issuestream.sync.work;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.jira.JiraBoard;
import io.issuestream.sync.project.FieldBasis;
import java.util.List;
import java.util.Map;

/**
 * What a run knows of the site before it reads issues.
 *
 * @param basis fields found for the project
 * @param boards the project's boards
 * @param categories meaning of each status, by its id
 */
record SiteFacts(
    FieldBasis basis, List<JiraBoard> boards, Map<String, StatusCategory> categories) {}

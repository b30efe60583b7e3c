package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.JiraIssue;

/** An issue as read, beside what it was read from. */
record ReadDocument(JiraIssue issue, IssueDocument document) {}

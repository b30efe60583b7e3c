package io.issuestream.insights.work;

/** Something to compute anew. */
public record WorkItem(String teamId, WorkKind kind, String subject) {}

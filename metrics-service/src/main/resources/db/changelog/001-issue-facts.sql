--liquibase formatted sql

--changeset issuestream:metrics-1
--comment What the metrics need of an issue: narrow columns for flow, and its past for the ledger.
create table issue_fact (
  team_id text not null,
  issue_id bigint not null,
  revision bigint not null,
  project_key text not null,
  -- Every sprint the issue ever touched, to know which to work out again when it changes.
  sprint_ids bigint[] not null,
  newest timestamptz not null,
  resolved boolean not null,
  in_progress boolean not null,
  deleted boolean not null,
  has_changelog boolean not null,
  changelog_complete boolean not null,
  points numeric,
  lead_seconds integer,
  cycle_seconds integer,
  started_seconds bigint,
  finished_week date,
  -- Only of issues that touched a sprint.
  history bytea,
  primary key (team_id, issue_id)
);
create index issue_fact_project on issue_fact (team_id, project_key);

--changeset issuestream:metrics-2
--comment Which issues ever touched a sprint.
create table sprint_issue (
  team_id text not null,
  sprint_id bigint not null,
  issue_id bigint not null,
  primary key (team_id, sprint_id, issue_id)
);

--changeset issuestream:metrics-3
--comment The sprints as last published, in the bytes of their event.
create table sprint (
  team_id text not null,
  sprint_id bigint not null,
  revision bigint not null,
  deleted boolean not null,
  data bytea not null,
  primary key (team_id, sprint_id)
);

--changeset issuestream:metrics-4
--comment Which member stands behind a person.
create table person_match (
  team_id text not null,
  person_id text not null,
  revision bigint not null,
  member_id text,
  primary key (team_id, person_id)
);

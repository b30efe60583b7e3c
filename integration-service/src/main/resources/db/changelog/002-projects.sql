--liquibase formatted sql

--changeset issuestream:integration-2
--comment Projects a team tracks, or once tracked; the sync columns follow jira.sync-progress.
create table tracked_project (
  team_id text not null,
  jira_project_id text not null,
  connection_id text not null,
  jira_project_key text not null,
  name text not null,
  active boolean not null,
  revision bigint not null,
  sync_status text not null,
  last_sync_at timestamptz,
  last_sync_error text,
  next_attempt_at timestamptz,
  tracked_at timestamptz not null default clock_timestamp(),
  primary key (team_id, jira_project_id)
);

--changeset issuestream:integration-3
--comment The latest jira.sync-progress record of each project, as it came.
create table sync_progress (
  team_id text not null,
  jira_project_id text not null,
  revision bigint not null,
  type text not null,
  data bytea not null,
  primary key (team_id, jira_project_id)
);

--liquibase formatted sql

--changeset issuestream:sync-runs-1
--comment The projects as jira.projects tells them, and how far each has been read.
create table tracked_project (
  team_id text not null,
  project_id text not null,
  connection_id text not null,
  project_key text not null,
  name text not null,
  active boolean not null,
  revision bigint not null,
  watermark timestamptz,
  field_basis text,
  sprint_fields text[],
  epic_fields text[],
  estimate_fields text[],
  next_due timestamptz,
  last_sync_at timestamptz,
  progress_revision bigint not null default 0,
  primary key (team_id, project_id)
);
create index tracked_project_due on tracked_project (next_due) where active;

--changeset issuestream:sync-runs-2
--comment Sync runs with their checkpoints.
create table sync_run (
  team_id text not null,
  run_id uuid not null,
  connection_id text not null,
  project_id text not null,
  project_key text not null,
  full_run boolean not null,
  trigger text not null,
  users boolean not null,
  since timestamptz,
  stage text not null,
  attempt integer not null default 1,
  next_attempt_at timestamptz not null,
  after_id bigint not null default 0,
  server_time timestamptz,
  high_water timestamptz,
  total bigint,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  failed bigint not null default 0,
  deleted bigint not null default 0,
  api_calls bigint not null default 0,
  problems text[] not null default '{}',
  error text,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (team_id, run_id)
);
-- However many triggers, one run of a project at a time.
create unique index sync_run_active on sync_run (team_id, project_id) where finished_at is null;
create index sync_run_due on sync_run (next_attempt_at) where finished_at is null;
create index sync_run_latest on sync_run (team_id, project_id, requested_at desc);

--changeset issuestream:sync-runs-3
--comment Requests taken, so that one sent twice counts once.
create table sync_request (
  team_id text not null,
  request_id text not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (team_id, request_id)
);

--changeset issuestream:sync-runs-4
--comment Sync state per resource.
create table sync_state (
  team_id text not null,
  resource_type text not null check (resource_type in ('sprint', 'issue', 'project')),
  resource_id text not null,
  jira_resource_id text not null,
  last_sync_at timestamptz,
  sync_status text not null check (sync_status in ('pending', 'in_progress', 'completed', 'failed')),
  sync_direction text not null default 'jira_to_local'
    check (sync_direction in ('jira_to_local', 'local_to_jira', 'bi_directional')),
  conflicts integer not null default 0,
  resolution_strategy text not null default 'auto',
  sync_duration_ms bigint,
  api_calls_count bigint,
  primary key (team_id, resource_type, resource_id)
);

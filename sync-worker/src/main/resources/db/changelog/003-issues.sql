--liquibase formatted sql

--changeset issuestream:sync-issues-1
--comment Issues as last published. read_epoch and read_rank say which read they come from.
create table issue (
  team_id text not null,
  jira_id bigint not null,
  project_id text not null,
  project_key text not null,
  issue_key text not null,
  former_keys text[] not null default '{}',
  revision bigint not null,
  content_hash uuid not null,
  read_epoch bigint not null,
  read_rank smallint not null default 0,
  deleted boolean not null default false,
  visibility text not null default 'visible',
  summary text,
  type_id text not null,
  type_name text not null,
  subtask boolean not null,
  status_id text not null,
  status_name text not null,
  status_category text not null,
  assignee_person_id text,
  reporter_person_id text,
  priority text,
  labels text[] not null default '{}',
  parent_key text,
  epic_key text,
  story_points numeric,
  sprint_id bigint,
  sprint_name text,
  sprint_ids bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  cycle_time_hours numeric,
  primary key (team_id, jira_id)
) with (fillfactor = 90);
create index issue_key on issue (team_id, issue_key);
create index issue_project on issue (team_id, project_key, jira_id);
-- Few issues ever moved.
create index issue_former_keys on issue using gin (former_keys) where former_keys <> '{}';

--changeset issuestream:sync-issues-2
--comment Everything Jira said about an issue, compressed by the worker (zstd); beside the issue so that reading lists stays cheap.
create table issue_raw (
  team_id text not null,
  jira_id bigint not null,
  raw bytea not null,
  raw_size integer not null,
  primary key (team_id, jira_id)
);
alter table issue_raw alter column raw set storage external;

--changeset issuestream:sync-issues-3
--comment Issues that could not be read or stored, with the reason.
create table failed_issue (
  team_id text not null,
  project_id text not null,
  issue_ref text not null,
  jira_id bigint,
  issue_key text,
  reason text not null,
  run_id uuid not null,
  attempts integer not null default 1,
  first_failed_at timestamptz not null default clock_timestamp(),
  last_failed_at timestamptz not null default clock_timestamp(),
  primary key (team_id, project_id, issue_ref)
);

--changeset issuestream:sync-issues-4
--comment Jira accounts and the random references that events use for them.
create table person (
  team_id text not null,
  account_key text not null,
  person_id text not null,
  display_name text not null,
  email_address text,
  active boolean not null,
  account_type text not null,
  source smallint not null,
  revision bigint not null,
  primary key (team_id, account_key)
);
create unique index person_reference on person (team_id, person_id);

--changeset issuestream:sync-issues-5
--comment Sprints; source says whether a board told or an issue did.
create table sprint (
  team_id text not null,
  sprint_id bigint not null,
  board_id bigint,
  board_name text,
  project_key text,
  name text not null,
  state text not null,
  goal text,
  start_at timestamptz,
  end_at timestamptz,
  complete_at timestamptz,
  activated_at timestamptz,
  source smallint not null,
  revision bigint not null,
  read_at timestamptz not null,
  primary key (team_id, sprint_id)
);

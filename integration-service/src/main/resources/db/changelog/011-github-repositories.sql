--liquibase formatted sql

--changeset issuestream:github-1
--comment A team's connection to GitHub; disconnecting removes the row. paused_until is what GitHub told any replica; the lease says which one reads through it.
create table github_connection (
  team_id text not null,
  connection_id text not null,
  authentication text not null,
  account text not null,
  credential bytea not null,
  credential_version bigint not null,
  rejected boolean not null default false,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  paused_until timestamptz,
  lease_owner text,
  lease_until timestamptz,
  primary key (team_id)
);

--changeset issuestream:github-2
--comment Repositories a team tracks, or once tracked, and how far they are read. known_until and etag are of the last whole walk; the walk columns and next_page of the one under way.
create table github_repository (
  team_id text not null,
  repository_id bigint not null,
  full_name text not null,
  active boolean not null,
  status text not null,
  tracked_at timestamptz not null default clock_timestamp(),
  due_at timestamptz,
  failures integer not null default 0,
  last_run_at timestamptz,
  last_error text,
  known_until timestamptz,
  etag text,
  walk_newest timestamptz,
  walk_etag text,
  next_page text,
  primary key (team_id, repository_id)
);
create index github_repository_due on github_repository (due_at) where active and due_at is not null;

--changeset issuestream:github-3
--comment What was asked about each pull request: as of which change, the commits of which head, the reviews of which etag.
create table github_pull_request_read (
  team_id text not null,
  repository_id bigint not null,
  number integer not null,
  updated_at timestamptz not null,
  head_sha text,
  reviews_etag text,
  primary key (team_id, repository_id, number)
);

--changeset issuestream:github-walls-1
--comment Row-level security around the tables above.
call wall_off_teams();

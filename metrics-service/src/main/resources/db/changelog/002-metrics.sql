--liquibase formatted sql

--changeset issuestream:metrics-5
--comment What has to be worked out again. Bursts collapse into one mark; the generation tells whether more came meanwhile.
create table recompute_mark (
  team_id text not null,
  kind text not null,
  subject text not null,
  generation bigint not null default 1,
  first_marked timestamptz not null default clock_timestamp(),
  last_marked timestamptz not null default clock_timestamp(),
  claimed_until timestamptz not null default '-infinity',
  primary key (team_id, kind, subject)
);
-- Rows live for a second: vacuum by count, not by share of the table.
alter table recompute_mark set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

--changeset issuestream:metrics-6
--comment A sprint's figures as last published, in the bytes of their event.
create table sprint_metrics (
  team_id text not null,
  sprint_id bigint not null,
  revision bigint not null,
  definition_version integer not null,
  state text not null,
  deleted boolean not null,
  -- The sprint's own project and those of its issues.
  project_keys text[] not null,
  -- Start, planned start or what else is known; far ahead where nothing is.
  sorted_at timestamptz not null,
  data bytea not null,
  primary key (team_id, sprint_id)
);
create index sprint_metrics_newest on sprint_metrics (team_id, sorted_at desc, sprint_id desc);

--changeset issuestream:metrics-7
--comment A project's flow as last published, in the bytes of its event.
create table flow_metrics (
  team_id text not null,
  project_key text not null,
  revision bigint not null,
  definition_version integer not null,
  data bytea not null,
  primary key (team_id, project_key)
);

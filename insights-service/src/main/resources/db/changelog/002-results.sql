--liquibase formatted sql

--changeset issuestream:insights-20
--comment Something to compute anew. Only ever inserted and deleted, so that who marks never waits for who computes.
create table work_mark (
  team_id text not null,
  kind text not null,
  subject text not null,
  id bigint generated always as identity,
  primary key (team_id, kind, subject, id)
);
-- Rows live for a second: vacuum by count, not by share of the table.
alter table work_mark set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

--changeset issuestream:insights-21
--comment Linkage figures per repository, as last published, with what the rules need beside them.
create table pr_linkage (
  team_id text not null,
  repository text not null,
  revision bigint not null,
  pull_requests bigint not null,
  linked_pull_requests bigint not null,
  metrics text not null,
  activity text not null,
  primary key (team_id, repository)
);

--changeset issuestream:insights-22
--comment Findings as last published; content is the insight as JSON.
create table insight (
  team_id text not null,
  insight_id text not null,
  revision bigint not null,
  kind text not null,
  severity text not null,
  project_key text,
  resolved boolean not null,
  found_at timestamptz not null,
  content text not null,
  primary key (team_id, insight_id)
);

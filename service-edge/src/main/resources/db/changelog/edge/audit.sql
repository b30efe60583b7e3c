--liquibase formatted sql

--changeset issuestream:edge-audit-1
--comment Who did what for which team: changes, refused changes and everything an sre did. Rows are only added, and deleted by age.
create table audit_entry (
  team_id text not null,
  at timestamptz not null default clock_timestamp(),
  entry_id uuid not null default gen_random_uuid(),
  subject text not null,
  roles text[] not null,
  home_team text,
  acting_for boolean not null,
  action text not null,
  target text not null,
  outcome text not null check (outcome in ('succeeded', 'refused', 'failed', 'abandoned')),
  status smallint not null,
  client_address text not null,
  primary key (team_id, at, entry_id)
);
-- Deleting by age goes over all teams.
create index audit_entry_at on audit_entry using brin (at);

--changeset issuestream:edge-audit-2
call wall_off_teams();

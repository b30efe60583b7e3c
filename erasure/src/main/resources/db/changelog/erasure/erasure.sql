--liquibase formatted sql

--changeset issuestream:erasure-1
--comment By what erased people are known again: keyed hashes of their identifiers.
create table erased_mark (
  team_id text not null,
  kind text not null,
  mark text not null,
  primary key (team_id, kind, mark)
);

--changeset issuestream:erasure-2
--comment Erasures this service was asked for. data is the request, in which it is sealed who is to be erased; null once done.
create table erasure_task (
  team_id text not null,
  erasure_id text not null,
  data bytea,
  received_at timestamptz not null default clock_timestamp(),
  claimed_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  done_at timestamptz,
  primary key (team_id, erasure_id)
);
create index erasure_task_open on erasure_task (claimed_until) where done_at is null;

--changeset issuestream:erasure-3
--comment Teams that were deleted. What late events bring of them is swept away.
create table erased_team (
  team_id text primary key,
  erasure_id text not null,
  erased_at timestamptz not null default clock_timestamp()
);
call wall_off_teams();

--liquibase formatted sql

--changeset issuestream:matching-erasures-1
--comment Erasures that were asked for. request is the event in which it is sealed who; null once every service has reported.
create table erasure (
  team_id text not null,
  erasure_id text not null,
  whole_team boolean not null,
  requested_at timestamptz not null,
  request bytea,
  completed_at timestamptz,
  primary key (team_id, erasure_id)
);

--changeset issuestream:matching-erasures-2
--comment What each service did, as it reported it.
create table erasure_report (
  team_id text not null,
  erasure_id text not null,
  service text not null,
  data bytea not null,
  primary key (team_id, erasure_id, service)
);
call wall_off_teams();

--liquibase formatted sql

--changeset issuestream:sync-points-1
--comment What each team has taken of the points that Atlassian gives the app in a window; of an earlier window it counts no more.
create table team_points (
  team_id text primary key,
  window_start timestamptz not null,
  reserved bigint not null,
  asked_at timestamptz not null
);
call wall_off_teams();

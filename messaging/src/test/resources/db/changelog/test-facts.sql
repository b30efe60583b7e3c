--liquibase formatted sql

--changeset issuestream:test-1
create table fact (
  team_id text not null,
  id bigint not null,
  what text not null,
  primary key (team_id, id)
);
call wall_off_teams();

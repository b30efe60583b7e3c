--liquibase formatted sql

--changeset issuestream:sync-addresses-1
--comment E-mail addresses of team members, by which accounts are looked for that hide theirs.
create table member_address (
  team_id text not null,
  member_id text not null,
  revision bigint not null,
  address text not null,
  removed boolean not null,
  searched_at timestamptz,
  primary key (team_id, member_id)
);
call wall_off_teams();

--changeset issuestream:sync-addresses-2
--comment The address by which an account was found that does not show one.
alter table person add column found_address text;

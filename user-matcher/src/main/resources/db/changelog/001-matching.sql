--liquibase formatted sql

--changeset issuestream:matching-1
--comment Team members. Removed ones stay, so that who comes back keeps the identifier and the decisions made by hand.
create table team_member (
  team_id text not null,
  member_id text not null,
  revision bigint not null,
  email text not null,
  email_key text not null,
  display_name text not null,
  name_key text not null,
  github_login text,
  jira_account_id text,
  removed boolean not null,
  primary key (team_id, member_id)
);
create unique index team_member_email on team_member (team_id, email_key);
create index team_member_name on team_member (team_id, name_key) where not removed;

--changeset issuestream:matching-2
--comment Jira accounts; a projection of jira.users.
create table jira_account (
  team_id text not null,
  person_id text not null,
  revision bigint not null,
  account_id text not null,
  display_name text not null,
  name_key text not null,
  email text,
  active boolean not null,
  account_type text not null,
  primary key (team_id, person_id)
);
create index jira_account_name on jira_account (team_id, display_name, person_id);

--changeset issuestream:matching-3
--comment The match of each account, as last published.
create table user_match (
  team_id text not null,
  person_id text not null,
  revision bigint not null,
  outcome text not null,
  evidence text not null,
  manual boolean not null,
  member_id text,
  primary key (team_id, person_id)
);

--changeset issuestream:matching-4
--comment What a person decided about an account. No rule overrides it.
create table match_decision (
  team_id text not null,
  person_id text not null,
  action text not null,
  member_id text,
  decided_by text not null,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (team_id, person_id)
);

--changeset issuestream:matching-5
--comment A team whose accounts or members changed. Only ever inserted and deleted, so that who marks never waits for who matches.
create table match_mark (
  team_id text not null,
  id bigint generated always as identity,
  primary key (team_id, id)
);
alter table match_mark set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

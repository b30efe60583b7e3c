--liquibase formatted sql

--changeset issuestream:sync-tokens-1
--comment When an access token ends; null where credentials do not.
alter table jira_credential add column expires_at timestamptz;

--changeset issuestream:sync-tokens-2
--comment The last time a newer credential was asked for, so that many runs of many workers ask once; revision counts what was asked.
create table token_request (
  team_id text not null,
  connection_id text not null,
  stale_version bigint not null,
  revision bigint not null,
  asked_at timestamptz not null,
  primary key (team_id, connection_id)
);

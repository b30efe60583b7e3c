--liquibase formatted sql

--changeset issuestream:integration-1
--comment A team's connections to Jira sites. One that was removed keeps its row, without its credential, so that connecting the same site again continues its revisions.
create table jira_connection (
  team_id text not null,
  connection_id text not null,
  revision bigint not null,
  deployment text not null,
  base_url text not null,
  authentication text not null,
  active boolean not null,
  reason text,
  account_name text,
  account_time_zone text,
  credential_version bigint not null,
  credential bytea,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (team_id, connection_id),
  constraint an_active_connection_has_a_credential check (not active or credential is not null)
);
create unique index jira_connection_one_active on jira_connection (team_id) where active;
create unique index jira_connection_site on jira_connection (team_id, deployment, base_url);

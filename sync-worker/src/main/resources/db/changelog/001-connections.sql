--liquibase formatted sql

--changeset issuestream:sync-connections-1
--comment The connections as jira.connections tells them.
create table jira_connection (
  team_id text not null,
  connection_id text not null,
  deployment text not null,
  base_url text not null,
  active boolean not null,
  revision bigint not null,
  primary key (team_id, connection_id)
);

--changeset issuestream:sync-connections-2
--comment Credentials as they came, sealed; opened only for use.
create table jira_credential (
  team_id text not null,
  connection_id text not null,
  version bigint not null,
  ciphertext text not null,
  primary key (team_id, connection_id)
);

--changeset issuestream:sync-connections-3
--comment Which worker works for a connection. Every page commit checks the epoch, which grows over all connections.
create sequence lease_epoch;
create table connection_lease (
  team_id text not null,
  connection_id text not null,
  holder uuid not null,
  epoch bigint not null,
  expires_at timestamptz not null,
  primary key (team_id, connection_id)
);

--changeset issuestream:sync-connections-4
--comment What the site's statuses mean, kept for when Jira does not tell.
create table jira_status (
  team_id text not null,
  connection_id text not null,
  status_id text not null,
  category text not null,
  primary key (team_id, connection_id, status_id)
);

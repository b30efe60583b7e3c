--liquibase formatted sql

--changeset issuestream:oauth-1
--comment A connection whose grant died waits to be reconnected and keeps its place; one whose credentials Jira refused is remembered by their version.
alter table jira_connection
  add column needs_reconnect boolean not null default false,
  add column rejected_version bigint;
create unique index jira_connection_one_current on jira_connection (team_id) where active or needs_reconnect;

--changeset issuestream:oauth-2
--comment What an OAuth connection was granted. The access token stands sealed with its connection, the refresh token sealed here; refresh_at says when one is to be got next and is null once the grant is dead.
create table oauth_grant (
  team_id text not null,
  connection_id text not null,
  version bigint not null,
  cloud_id text not null,
  site_name text not null,
  site_url text not null,
  scopes text not null,
  refresh_token bytea,
  expires_at timestamptz not null,
  refresh_at timestamptz,
  refreshed_at timestamptz not null,
  refreshes bigint not null default 0,
  failures integer not null default 0,
  last_error text,
  primary key (team_id, connection_id)
);
create index oauth_grant_due on oauth_grant (refresh_at) where refresh_at is not null;

--changeset issuestream:oauth-3
--comment Consents begun, by the hash of their state; bound to one browser by the hash of its cookie.
create table oauth_state (
  team_id text not null,
  state_hash text not null,
  browser_hash text not null,
  subject text not null,
  expires_at timestamptz not null,
  primary key (team_id, state_hash)
);

--changeset issuestream:oauth-4
--comment Consents given for several sites, until one is chosen; the tokens are sealed.
create table oauth_choice (
  team_id text not null,
  subject text not null,
  tokens bytea not null,
  tokens_expire_at timestamptz not null,
  sites text not null,
  expires_at timestamptz not null,
  primary key (team_id)
);

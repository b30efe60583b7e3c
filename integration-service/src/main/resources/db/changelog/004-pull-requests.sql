--liquibase formatted sql

--changeset issuestream:integration-6
--comment A random identifier per GitHub login, so that events name nobody.
create table github_author (
  team_id text not null,
  login text not null,
  author_id text not null default 'a-' || gen_random_uuid(),
  primary key (team_id, login)
);

--changeset issuestream:integration-7
--comment Pull requests in the state last published; data is that event's JSON.
create table pull_request (
  team_id text not null,
  repository text not null,
  number integer not null,
  revision bigint not null,
  data bytea not null,
  primary key (team_id, repository, number)
);

--changeset issuestream:integration-8
--comment Commits that a push can be recognised by: every head a pull request had, and the commit that merged it.
create table pull_request_ref (
  team_id text not null,
  repository text not null,
  sha text not null,
  number integer not null,
  primary key (team_id, repository, sha, number)
);
create index pull_request_ref_by_number on pull_request_ref (team_id, repository, number);

--changeset issuestream:integration-9
--comment What pushes brought, by the commit they ended at; kept because a push often arrives before its pull request.
create table github_push (
  team_id text not null,
  repository text not null,
  after_sha text not null,
  ref text not null,
  pushed_at timestamptz not null,
  commits bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (team_id, repository, after_sha, ref)
);

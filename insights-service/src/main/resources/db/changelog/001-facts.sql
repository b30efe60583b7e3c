--liquibase formatted sql

--changeset issuestream:insights-1
--comment The few facts about issues that links and insights need; a projection of jira.issues.
create table issue (
  team_id text not null,
  issue_id bigint not null,
  revision bigint not null,
  issue_key text not null,
  project_key text not null,
  category text not null,
  subtask boolean not null,
  story_points numeric,
  assignee_id text,
  sprint_id bigint,
  sprint_ids bigint[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  in_progress_since timestamptz,
  started_at timestamptz,
  done_at timestamptz,
  deleted boolean not null,
  visible boolean not null,
  primary key (team_id, issue_id)
);
-- Unfinished issues are few among all that ever were, and the rules ask about them all the time.
create index issue_unfinished on issue (team_id, project_key) where category <> 'done' and not deleted;
create index issue_done on issue (team_id, project_key, done_at) where category = 'done' and not deleted;

--changeset issuestream:insights-2
--comment Every key an issue has or had. rank says which issue a key means where two bore it: lower wins.
create table issue_name (
  team_id text not null,
  issue_key text not null,
  issue_id bigint not null,
  rank smallint not null,
  primary key (team_id, issue_key, issue_id)
);
create index issue_name_of_issue on issue_name (team_id, issue_id);

--changeset issuestream:insights-3
--comment Projects of which an issue is or was known: a key of any other project is no key.
create table known_project (
  team_id text not null,
  project_key text not null,
  primary key (team_id, project_key)
);

--changeset issuestream:insights-4
--comment Pull requests without their texts; a projection of code.pull-requests.
create table pull_request (
  team_id text not null,
  pull_request_id text not null,
  revision bigint not null,
  repository text not null,
  number integer not null,
  title text,
  branch text,
  base_branch text,
  state text not null,
  draft boolean not null,
  author_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  first_review_at timestamptz,
  merged_at timestamptz,
  closed_at timestamptz,
  additions integer,
  deletions integer,
  changed_files integer,
  primary key (team_id, pull_request_id)
);
create index pull_request_newest on pull_request (team_id, created_at, pull_request_id);
create index pull_request_of_repository on pull_request (team_id, repository, created_at, pull_request_id);

--changeset issuestream:insights-5
--comment What reads like an issue key in a pull request; sources is a set of bits (title 1, branch 2, body 4, commits 8).
create table pull_request_key (
  team_id text not null,
  pull_request_id text not null,
  named_key text not null,
  sources smallint not null,
  primary key (team_id, pull_request_id, named_key)
);
create index pull_request_key_named on pull_request_key (team_id, named_key);

--changeset issuestream:insights-6
--comment Which projects' keys are named in a repository, so that a changed issue marks only the repositories it may matter to.
create table repository_project (
  team_id text not null,
  project_key text not null,
  repository text not null,
  primary key (team_id, project_key, repository)
);

--changeset issuestream:insights-7
--comment The last events of metrics.sprints, metrics.flow and user.matches.
create table sprint_metrics (
  team_id text not null,
  sprint_id bigint not null,
  revision bigint not null,
  project_key text,
  state text not null,
  name text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  completed_issues bigint not null,
  event text not null,
  primary key (team_id, sprint_id)
);
create table flow_metrics (
  team_id text not null,
  project_key text not null,
  revision bigint not null,
  event text not null,
  primary key (team_id, project_key)
);
create table user_match (
  team_id text not null,
  person_id text not null,
  revision bigint not null,
  outcome text not null,
  primary key (team_id, person_id)
);

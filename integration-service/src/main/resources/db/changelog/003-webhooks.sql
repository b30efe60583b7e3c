--liquibase formatted sql

--changeset issuestream:integration-4
--comment Hooks a team made for GitHub, each with its own sealed secret.
create table github_hook (
  team_id text not null,
  hook_id text not null,
  secret bytea not null,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (team_id, hook_id)
);
-- The open endpoint knows the hook only; this is the one look-up that finds the team.
create unique index github_hook_by_id on github_hook (hook_id);

--changeset issuestream:integration-5
--comment Deliveries as they came. due_at says when one may be taken (a lease's end while it is processed) and is null when nothing is left to do.
create table webhook_event (
  team_id text not null,
  event_id uuid not null,
  source text not null,
  hook_id text not null,
  delivery_id text not null,
  event_type text not null,
  payload bytea not null,
  payload_bytes integer not null,
  received_at timestamptz not null default clock_timestamp(),
  status text not null default 'pending',
  outcome text,
  attempts integer not null default 0,
  error_message text,
  due_at timestamptz default clock_timestamp(),
  processed_at timestamptz,
  processing_ms bigint,
  primary key (team_id, event_id)
);
create unique index webhook_event_delivery on webhook_event (team_id, hook_id, delivery_id);
create index webhook_event_due on webhook_event (due_at) where due_at is not null;
create index webhook_event_latest on webhook_event (team_id, received_at desc, event_id desc);
create index webhook_event_by_status on webhook_event (team_id, status, received_at desc, event_id desc);
alter table webhook_event set (autovacuum_vacuum_scale_factor = 0.02);

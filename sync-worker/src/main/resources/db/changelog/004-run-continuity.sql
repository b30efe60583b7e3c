--liquibase formatted sql

--changeset issuestream:sync-continuity-1
--comment Taking a connection over changes a key, renewing the lease does not: page commits and renewals do not wait for each other.
create unique index connection_lease_key on connection_lease (team_id, connection_id, epoch);

--changeset issuestream:sync-continuity-2
--comment With which fields a checkpoint was reached; what is to follow a run because it reads more.
alter table sync_run
  add column field_basis text,
  add column follow_up_trigger text,
  add column follow_up_full boolean not null default false,
  add column follow_up_since timestamptz;

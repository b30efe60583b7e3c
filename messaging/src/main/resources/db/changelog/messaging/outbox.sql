--liquibase formatted sql

--changeset issuestream:messaging-1
--comment The last published state (null data: erased) of every aggregate this service owns; what the relay reads and a replay starts from.
create table outbox_state (
  topic text not null,
  message_key text not null,
  team_id text not null,
  shard smallint not null,
  type text not null,
  revision bigint not null,
  event_time timestamptz not null,
  data bytea,
  primary key (topic, message_key)
);
-- Event JSON is compressed by the producer for the topic; compressing it again here would cost more than it saves.
alter table outbox_state alter column data set storage external;

--changeset issuestream:messaging-2
--comment An aggregate whose last state has not been published yet. Bursts collapse into one mark.
create table outbox_mark (
  shard smallint not null,
  topic text not null,
  message_key text not null,
  revision bigint not null,
  marked_at timestamptz not null default clock_timestamp(),
  primary key (shard, topic, message_key)
);
-- Rows live for milliseconds: vacuum by count, not by share of the table.
alter table outbox_mark set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

--changeset issuestream:messaging-3
--comment Which replica publishes which shard. The producer epoch on the broker is the fence; this only avoids duels.
create table outbox_lease (
  shard smallint primary key,
  holder uuid,
  epoch bigint not null default 0,
  expires_at timestamptz not null default '-infinity'
);

--changeset issuestream:messaging-4
--comment The offset after the last record published to each partition.
create table outbox_position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

--changeset issuestream:messaging-observe-1
--comment The trace that a state was written in, and when what it tells of changed at its origin; both null for most.
alter table outbox_state add column traceparent text, add column changed_at timestamptz;

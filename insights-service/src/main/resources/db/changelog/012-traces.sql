--liquibase formatted sql

--changeset issuestream:insights-traces-1
--comment The trace that what will be computed goes on from, where somebody looks at that.
alter table work_mark add column traceparent text;

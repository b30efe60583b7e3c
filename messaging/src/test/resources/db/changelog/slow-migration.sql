--liquibase formatted sql

--changeset issuestream:slow-1
create table before_it (id int);

--changeset issuestream:slow-2 splitStatements:false
--comment Is in the middle for as long as the test says.
do $$
begin
  create table half_way (id int);
  perform pg_sleep(seconds) from patience;
end
$$;

--changeset issuestream:slow-3
create table after_it (id int);

-- How long the plan was to take when it was first laid before people, so that a list of runs need
-- not read their plans.
alter table run add column forecast_seconds bigint;
create index run_by_start on run (started_at);

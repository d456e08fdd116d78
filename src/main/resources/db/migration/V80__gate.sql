-- What the desk last said of a run's ticket, one row a run.
create table gate (
  run_id     varchar(64)  not null primary key references run (id),
  verdict    varchar(16)  not null,
  reasons    text         not null,
  asked_at   timestamp(3) with time zone not null,
  -- When it was passed for the first time.
  passed_at  timestamp(3) with time zone,
  -- When the planned window of the ticket ends.
  window_end timestamp(3) with time zone,
  kind       varchar(16),
  -- What people have decided to go on with, although the ticket says otherwise.
  accepted   text
);

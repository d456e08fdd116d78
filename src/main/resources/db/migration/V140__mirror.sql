-- Under which id the Manager keeps what it was told of a run: the job itself, and each of its
-- steps. An empty id means that the Manager does not want to be told.
create table mirror (
  run_id varchar(64)  not null,
  part   varchar(128) not null,
  id     varchar(64)  not null,
  primary key (run_id, part)
);

-- What the evidence of a run has that nothing else keeps: deflated JSON, as plans are kept.
create table evidence_piece (
  run_id varchar(64) not null,
  name   varchar(32) not null,
  at     timestamp(3) with time zone not null,
  body   text        not null,
  primary key (run_id, name)
);

-- What is to be done after a run, and by whom.
create table follow_up (
  run_id   varchar(64)  not null,
  number   integer      not null,
  what     text         not null,
  owner    varchar(255) not null,
  due      date,
  noted_by varchar(255) not null,
  noted_at timestamp(3) with time zone not null,
  done_by  varchar(255),
  done_at  timestamp(3) with time zone,
  primary key (run_id, number)
);

-- Whether the journal was whole when it was last looked at; whoever moves begun_at looks.
create table journal_check (
  id        integer not null primary key,
  begun_at  timestamp(3) with time zone not null,
  at        timestamp(3) with time zone,
  entries   bigint  not null,
  problem   text
);

insert into journal_check (id, begun_at, entries)
values (1, timestamp with time zone '2000-01-01 00:00:00+00:00', 0);

-- Of which ended runs the engine's history is gone, as the journal says.
create table history_removed (
  run_id varchar(64) not null primary key
);

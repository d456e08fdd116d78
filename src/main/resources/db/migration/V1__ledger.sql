-- One row a run; open_cluster holds the cluster's name while the run is open, so that the
-- database itself refuses a second run on it.
create table run (
  id                   varchar(64)  not null primary key,
  runbook              varchar(64)  not null,
  cluster              varchar(255) not null,
  site                 varchar(255) not null,
  ticket               varchar(255) not null,
  reason               text         not null,
  started_by           varchar(255) not null,
  started_at           timestamp(3) with time zone not null,
  open_cluster         varchar(255),
  outcome              varchar(64),
  ended_at             timestamp(3) with time zone,
  plan                 text,
  fingerprint          varchar(64),
  approved_fingerprint varchar(64),
  findings             text,
  plan_differences     text,
  phase                varchar(64),
  waiting_for          text,
  waiting_until        timestamp(3) with time zone,
  progress_at          timestamp(3) with time zone,
  differences          text,
  constraint run_one_per_cluster unique (open_cluster)
);

create index run_by_cluster on run (cluster, started_at);

-- The life of every change, written down before the Manager is asked.
create table change (
  run_id              varchar(64)  not null references run (id),
  number              integer      not null,
  phase               varchar(64)  not null,
  object_type         varchar(16)  not null,
  object_id           varchar(64)  not null,
  object_name         varchar(255) not null,
  action              varchar(255) not null,
  before_state        varchar(255) not null,
  after_state         varchar(255) not null,
  body                text         not null,
  state               varchar(16)  not null,
  attempt             integer      not null,
  words               text,
  correlation_id      varchar(36),
  requested_at        timestamp(3) with time zone,
  answered_at         timestamp(3) with time zone,
  seen_at             timestamp(3) with time zone,
  seen                text,
  undo_attempt        integer      not null,
  undo_correlation_id varchar(36),
  undo_requested_at   timestamp(3) with time zone,
  undo_answered_at    timestamp(3) with time zone,
  undone_at           timestamp(3) with time zone,
  primary key (run_id, number)
);

-- Who did what, append-only; each entry carries the hash of the one before.
create table journal (
  sequence      bigint       not null primary key,
  run_id        varchar(64)  not null,
  at            varchar(32)  not null,
  actor         varchar(255) not null,
  event         varchar(64)  not null,
  detail        text         not null,
  previous_hash varchar(64)  not null,
  hash          varchar(64)  not null
);

create index journal_by_run on journal (run_id, sequence);

-- The end of the chain; its row is locked while an entry is added.
create table journal_head (
  id       integer     not null primary key,
  sequence bigint      not null,
  hash     varchar(64) not null
);

insert into journal_head (id, sequence, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

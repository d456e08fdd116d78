-- Who is asked to approve a plan, as the table said when they were asked; its id is that of the
-- process instance that asks.
create table approval (
  id             varchar(64)  not null primary key,
  run_id         varchar(64)  not null,
  asked_at       timestamp(3) with time zone not null,
  asked_groups   varchar(255) not null,
  quorum         integer      not null,
  remind_every   varchar(32),
  escalate_after varchar(32),
  escalate_to    varchar(255),
  escalated_at   timestamp(3) with time zone
);
create index approval_of_run on approval (run_id);

-- Who has approved; each person once.
create table approval_voice (
  approval_id  varchar(64)  not null references approval (id),
  who          varchar(255) not null,
  in_place_of  varchar(255),
  at           timestamp(3) with time zone not null,
  remark       text         not null,
  primary key (approval_id, who)
);

-- Who lets whom decide in their place. Nothing is deleted, only taken back.
create table approval_delegation (
  approval_id  varchar(64)  not null references approval (id),
  giver        varchar(255) not null,
  taker        varchar(255) not null,
  at           timestamp(3) with time zone not null,
  remark       text         not null,
  taken_back   timestamp(3) with time zone
);
create index approval_delegation_of on approval_delegation (approval_id);

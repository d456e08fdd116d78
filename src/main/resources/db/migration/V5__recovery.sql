-- A run that goes on where another one ended: a failover whose site was lost in the middle.
alter table run add column predecessor varchar(64);

-- What a recovery knows besides its changes.
create table recovery (
  run_id       varchar(64) not null primary key references run (id),
  lost_at      timestamp(3) with time zone not null,
  asked_at     timestamp(3) with time zone,
  attested_at  timestamp(3) with time zone,
  testimonies  text,
  emergency    boolean not null,
  change_record varchar(255)
);

-- Who has said that which hosts are down; one row a person for each plan.
create table site_attestation (
  run_id      varchar(64)  not null references run (id),
  who         varchar(255) not null,
  at          timestamp(3) with time zone not null,
  fingerprint varchar(64)  not null,
  hosts       text         not null,
  evidence    text         not null,
  overridden  boolean      not null,
  glass       boolean      not null,
  void_since  timestamp(3) with time zone
);

create index site_attestation_by_run on site_attestation (run_id, at);

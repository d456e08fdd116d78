-- What scripts show instead of a password; of the secret only its hash is kept.
create table api_token (
  id         varchar(16)  not null primary key,
  name       varchar(60)  not null unique,
  hash       varchar(64)  not null,
  scopes     varchar(60)  not null,
  made_by    varchar(64)  not null,
  made_at    timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at    timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  revoked_by varchar(64)
);

-- What lies in the safe for the night on which no directory answers, each good once.
create table glass_code (
  id          varchar(16)  not null primary key,
  user_id     varchar(64)  not null,
  hash        varchar(64)  not null,
  made_by     varchar(64)  not null,
  made_at     timestamp(3) with time zone not null,
  used_at     timestamp(3) with time zone,
  used_from   varchar(64),
  reviewed_at timestamp(3) with time zone,
  reviewed_by varchar(64),
  review      text
);
create index glass_code_user on glass_code (user_id);

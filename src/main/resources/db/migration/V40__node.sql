-- One row for each name under which Siteswap runs on this database. The beat grows as long as it
-- lives; the worker is the name under which it holds jobs and waits, and null once others have
-- taken them over.
create table node (
  name    varchar(255) not null primary key,
  worker  varchar(255),
  process varchar(64)  not null,
  beat    bigint       not null,
  seen_at timestamp(3) with time zone not null
);

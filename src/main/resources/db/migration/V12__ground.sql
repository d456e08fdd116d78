-- Written to again and again, so that it is known whether the database still takes anything.
create table ground (
  id     integer not null primary key,
  probes bigint  not null
);

insert into ground (id, probes) values (1, 0);

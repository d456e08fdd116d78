-- One row a site for as long as it does not answer, so that a crash does not lose since when.
create table sighting (
  cluster varchar(255) not null,
  site    varchar(255) not null,
  since   timestamp(3) with time zone not null,
  silent  integer      not null,
  hosts   integer      not null,
  whole   boolean      not null,
  primary key (cluster, site)
);

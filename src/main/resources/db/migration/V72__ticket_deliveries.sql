-- Which run was started for a ticket: one, however often it is approved. While one is being
-- started, its row keeps everybody else from it.
create table ticket_run (
  desk   varchar(64) not null,
  number varchar(64) not null,
  run_id varchar(64),
  primary key (desk, number)
);

-- What a delivery of a desk was answered: the same delivery is answered the same.
create table ticket_delivery (
  desk     varchar(64)  not null,
  delivery varchar(255) not null,
  status   int          not null,
  answer   text         not null,
  at       timestamp(3) with time zone not null,
  primary key (desk, delivery)
);

create index ticket_delivery_by_time on ticket_delivery (at);

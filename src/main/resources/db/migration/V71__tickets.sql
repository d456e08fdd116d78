-- What a desk that cannot be asked has told last of its tickets, signed.
create table ticket_told (
  desk    varchar(64) not null,
  number  varchar(64) not null,
  body    text        not null,
  sent_at timestamp(3) with time zone not null,
  primary key (desk, number)
);

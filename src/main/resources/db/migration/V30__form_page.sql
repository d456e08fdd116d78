-- What the forms show, which no process variable can forge.
create table form_page (
  run_id  varchar(64)  not null,
  name    varchar(32)  not null,
  page    text         not null,
  primary key (run_id, name)
);

-- Whom a company's directory has vouched for: whatever it calls them today, they stay one person.
create table directory_person (
  subject varchar(400) not null primary key,
  user_id varchar(64)  not null unique,
  since   timestamp(3) with time zone not null
);

-- What the lines of the log are about that are written while it is said: run, ticket, correlation.
alter table outbox add column marks text;

-- Set by an abort, until people have decided what becomes of the phase that it found.
alter table run add column aborting boolean default false not null;

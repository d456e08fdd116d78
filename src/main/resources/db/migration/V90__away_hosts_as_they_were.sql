-- The status that a host had when it left: it need not come home better than it was.
alter table away add column status varchar(32);

-- What a deployment changes is known by longer names, and said in longer words.
alter table change alter column object_id set data type varchar(300);
alter table change alter column before_state set data type text;
alter table change alter column after_state set data type text;
alter table change alter column action set data type text;

-- What is not where it belongs, one row an object: the place that its oldest run found it at. It
-- goes when the object was seen at home again.
create table away (
  cluster     varchar(255) not null,
  kind        varchar(16)  not null,
  object_id   varchar(300) not null,
  object_name varchar(255) not null,
  site        varchar(255) not null,
  home_id     varchar(64),
  home_name   varchar(255),
  rule        text,
  lost        boolean      not null,
  run_id      varchar(64)  not null references run (id),
  since       timestamp(3) with time zone not null,
  primary key (cluster, kind, object_id)
);

-- Whether what a run moved has been looked at since it ended. What was before the last complete
-- return is past.
alter table run add column accounted boolean default false not null;

update run set accounted = true
 where outcome is not null
   and exists (select 1 from run back
                where back.cluster = run.cluster and back.site = run.site
                  and back.outcome = 'siteFailedBack' and back.ended_at >= run.ended_at);

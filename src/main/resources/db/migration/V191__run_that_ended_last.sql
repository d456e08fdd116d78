-- The page of the sites asks each second which run ended last on a cluster.
create index run_by_end on run (cluster, ended_at);

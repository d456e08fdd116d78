-- 10,000 runs later: which are open, which are of that ticket, and who has taken one over, without
-- reading them all.
create index run_by_outcome on run (outcome, started_at);
create index run_by_ticket on run (ticket, started_at);
create index run_by_predecessor on run (predecessor);

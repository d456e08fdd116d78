-- What was given up lately is counted at each look at the figures.
create index outbox_given_up on outbox (given_up_at);

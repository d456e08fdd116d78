-- Who must attest in a recovery, as the table said when people were asked first; and when the other
-- group was called.
alter table recovery add column attestation_rule text;
alter table recovery add column escalated_at timestamp(3) with time zone;

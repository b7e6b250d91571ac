-- A second round after the offers: freed places and late applications, in which nobody loses an offer (docs/admissions.md).
alter table admission_run add column kind text not null default 'first' check (kind in ('first', 'second'));
-- the state of the round that a second run was made from, and when its offers were made
alter table admission_run add column seen integer;
alter table admission_run add column applied_at timestamptz;
grant update (seen, applied_at) on admission_run to throughline_jobs;

-- How often something changed after the offers; and the draw of the next second round, committed to before anybody can know who is equal.
alter table admission_round add column changes integer not null default 0;
alter table admission_round add column next_seed text;
alter table admission_round add column next_commitment text check (next_commitment ~ '^[0-9a-f]{64}$');
grant update (changes) on admission_round to throughline_pages;
grant update (changes, next_seed, next_commitment) on admission_round to throughline_jobs;
update admission_round r set next_seed = s.seed, next_commitment = encode(sha256(s.seed::bytea), 'hex')
from (select l.round_id, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') as seed from admission_release l
  where l.released_at is not null) s where s.round_id = r.id;

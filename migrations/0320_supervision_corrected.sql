-- What was said with a worker that was written wrongly is written anew by whoever wrote it, of the same worker in the same team: both stand, with why. Each version is corrected once.
-- What was written first ends first; its correction stays until its own time.
alter table access.supervision
  add uuid uuid not null default gen_random_uuid() unique,
  add replaces bigint unique,
  add reason text,
  add unique (id, team_id, worker_id, supervisor_id),
  add foreign key (replaces, team_id, worker_id, supervisor_id) references access.supervision (id, team_id, worker_id, supervisor_id) on delete set null (replaces),
  add check (replaces is null or reason is not null);
-- A correction may say again what stood before the last. Its words are compared by a column: an index of an expression may tell of rows that row security hides.
drop index access.supervision_once;
alter table access.supervision add words_md5 text generated always as (md5(said) || coalesce(md5(agreed), '')) stored;
create unique index supervision_once on access.supervision (supervisor_id, worker_id, team_id, held_on, next_on, words_md5) nulls not distinct where reason is null;

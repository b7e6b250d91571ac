-- A seal on a single fact (docs/access.md, rules 6 to 8): for the people it names and nobody else, whatever their reason. Of a fact sealed
-- `known`, those who work with the child learn whom to ask; of one sealed `silent`, nothing. Every version of the fact and every copy of it
-- carries the number of one seal, so that its readers are one list wherever the fact goes.
create table access.fact_seal (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  kind text not null check (kind in ('known', 'silent')),
  -- whom to ask
  holder bigint not null references access.principal (id),
  reason text not null check (length(btrim(reason)) >= 20),
  sealed_by bigint references access.principal (id),
  sealed_at timestamptz not null,
  -- a seal comes off when a second named person agrees (reference/security.md 3.1: raised by one, lowered by two)
  asked_by bigint references access.principal (id),
  asked_at timestamptz,
  asked_reason text check (length(btrim(asked_reason)) >= 20),
  lifted_by bigint references access.principal (id),
  lifted_at timestamptz,
  check (num_nonnulls(asked_by, asked_at, asked_reason) in (0, 3)),
  check (num_nonnulls(lifted_by, lifted_at) in (0, 2)),
  check (lifted_by is null or (asked_by is not null and lifted_by <> asked_by))
);
create table access.fact_seal_reader (
  seal_id bigint not null references access.fact_seal (id),
  user_id bigint not null references access.principal (id),
  primary key (seal_id, user_id)
);
create index on access.fact_seal_reader (user_id);
alter table entry add column seal bigint references access.fact_seal (id);
create index entry_sealed on entry (child_id) where seal is not null;
create index entry_sealed_source on entry (source_id, kind) where seal is not null;

-- The seals that name this reader. For an actor, those that name the person it works for.
create function access.named_seals() returns bigint[] language sql stable security definer set search_path = pg_catalog as
$$ select coalesce(array_agg(r.seal_id), '{}') from access.fact_seal_reader r where r.user_id = any ((select access.principals())::bigint[]) $$;

-- On top of every other policy: a sealed fact is not there for whom its seal does not name. Actors carry facts about without showing them.
create policy fact_seal on entry as restrictive for select to throughline_pages, throughline_jobs
  using (seal is null or seal = any ((select access.named_seals())::bigint[]) or (select access.actor()) is not null);

-- Whom a fact names may read it at every sensitivity, by whatever reason they have (rule 8). As 0005, but for `%6$s`: whether the row names
-- the reader.
drop function access.reader_policy(text, text, text, text, boolean);
create function access.reader_policy(child text, category_bit text, sensitivity text, summary text, existence boolean default false, named text default 'false') returns text
language sql immutable as $f$
select format($p$
  %1$s is not null and %1$s <> all ((select access.refused())::bigint[]) and (
    (%3$s <= 1 and ((((select access.masks()))[4] & %2$s) <> 0 or (%4$s and (((select access.masks()))[5] & %2$s) <> 0)))
    or exists (select 1 from access.grant_row g where g.child_id = %1$s and %5$s)
    or exists (select 1 from access.roll r
               where r.child_id = %1$s and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
               and exists (select 1 from access.grant_row g where g.establishment_id = r.establishment_id and %5$s offset 0))
  )$p$, child, category_bit, sensitivity, summary, format($s$
    (%2$s <= least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end)) or %5$s)
    and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & %1$s <> 0
      or (%3$s and (g.limit_mask & ((select access.masks()))[2]) & %1$s <> 0)
      or (%4$s and (g.limit_mask & ((select access.masks()))[3]) & %1$s <> 0))$s$, category_bit, sensitivity, summary, existence::text, named))
$f$;
do $$ begin
  execute format('alter policy reader on entry using (%s)', access.reader_policy('entry.child_id', 'entry.category_bit', 'entry.sensitivity', 'entry.summary',
    false, '(entry.seal is not null and entry.seal = any ((select access.named_seals())::bigint[]))'));
end $$;

-- A seal stays on a fact until it is lifted.
create function access.seal_stays() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from access.fact_seal s where s.id = old.seal and s.lifted_at is not null) then
    raise exception 'A seal stays until two people lift it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger seal_stays before update of seal on entry for each row
  when (old.seal is not null and new.seal is distinct from old.seal) execute function access.seal_stays();

-- What follows a sealed fact is sealed with it: a correction, what an undone import told before, and the next version of the same row of the
-- same source. A feed never takes a seal off (security.md, threat T08).
create function access.keep_seals() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from public.entry e where e.seal is not null) then return null; end if;
  update public.entry e set seal = k.seal from (
    select f.id, o.seal from fresh f join public.entry o on o.id = f.replaces
    where f.seal is null and o.seal is not null
    union
    select f.id, o.seal from fresh f join public.source_record r on r.id = f.source_record_id
      join public.entry o on o.seal is not null and o.source_id = f.source_id and o.kind = f.kind and o.category_bit = f.category_bit
      join public.source_record w on w.id = o.source_record_id and w.key = r.key
    where f.seal is null) k
  where e.id = k.id;
  return null;
end $$;
create trigger keep_seals after insert on entry referencing new table as fresh for each statement execute function access.keep_seals();

alter table access.fact_seal enable row level security;
alter table access.fact_seal force row level security;
alter table access.fact_seal_reader enable row level security;
alter table access.fact_seal_reader force row level security;
create policy named on access.fact_seal for select to throughline_pages using (id = any ((select access.named_seals())::bigint[]));
create policy named on access.fact_seal_reader for select to throughline_pages using (seal_id = any ((select access.named_seals())::bigint[]));
create policy recorder on access.fact_seal for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
create policy recorder on access.fact_seal_reader for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
grant select, insert on access.fact_seal, access.fact_seal_reader to throughline_pages;
grant update (asked_by, asked_at, asked_reason, lifted_by, lifted_at) on access.fact_seal to throughline_pages;
grant update (seal) on entry to throughline_pages, throughline_jobs;

-- Whom this reader may ask about facts of the child that are sealed `known`: the person alone, once, never the fact, its sort or how many
-- there are. For whoever has a live reason (rule 7); nobody of a category that is silent (2048, 8192, 16384 and 65536: kernel/category.ts),
-- nor of a place that is kept from them.
create function access.whom_to_ask(child bigint) returns table (principal bigint) language sql stable security definer set search_path = pg_catalog as $$
  select distinct coalesce((select p.id from access.principal p where p.id = s.holder and p.active),
    (select min(p.id) from access.fact_seal_reader r join access.principal p on p.id = r.user_id and p.active where r.seal_id = s.id), s.holder)
  from public.entry e join access.fact_seal s on s.id = e.seal and s.kind = 'known'
  where e.child_id = child and e.seal is not null and e.known_to = 'infinity' and e.category_bit & (2048 | 8192 | 16384 | 65536) = 0
    and s.id <> all ((select access.named_seals())::bigint[]) and child <> all ((select access.refused())::bigint[])
    and (child <> all ((select access.hidden_places())::bigint[]) or e.kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode',
      'session-count', 'attendance-total', 'suspension', 'centre-registration', 'youth-membership'))
    and exists (select from access.grant_row g where g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at
      and (g.child_id = child or exists (select from access.roll r where r.child_id = child and r.establishment_id = g.establishment_id
        and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date))) $$;
revoke all on function access.whom_to_ask(bigint) from public;
grant execute on function access.whom_to_ask(bigint) to throughline_pages;
do $$ declare t text;
begin
  -- the functions run as the owner of the tables, who is under row security as well unless a superuser
  foreach t in array array['public.entry', 'access.grant_row', 'access.roll', 'access.fact_seal', 'access.fact_seal_reader'] loop
    execute format('create policy definer on %s for select to %I using (true)', t, current_user);
  end loop;
end $$;

-- A child of whom a place or a number is sealed: the machine widens nobody's sight of the record, and the clearing house compares without places.
create or replace function access.shielded(children bigint[]) returns table (child_id bigint, kind text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  return query select x.child_id, max(x.kind) from (
    select s.child_id, s.kind from access.shield s
    where s.child_id = any (children) and access.at() >= s.starts_at and access.at() < s.ends_at
    union all
    select e.child_id, 'protected' from public.entry e
    where e.child_id = any (children) and e.seal is not null and e.kind in ('address', 'contact-detail', 'enrolment')) x group by x.child_id;
end $$;

-- After a round's offers are out (docs/admissions.md): each offer with what the family answered, and each school's waiting list as it stood and stands.
create table admission_offer (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  application_id bigint not null references admission_application (id),
  school_key text not null,
  -- as which choice; null where it was none of theirs
  rank smallint,
  given_by text not null check (given_by in ('preference', 'plan', 'second pass', 'waiting list', 'second round')),
  -- the child's place, or put to the family beside the place that the child holds until they answer
  standing text not null check (standing in ('held', 'put')),
  offered_at timestamptz not null,
  ended text check (ended in ('declined', 'withdrawn', 'another')),
  ended_at timestamptz,
  -- why the council withdrew it: offered in error, not answered, or got by what was misleading (School Admissions Code 2021, 2.13)
  ground text check (ground in ('error', 'no answer', 'misleading')),
  ended_why text,
  ended_by bigint references access.principal (id),
  check ((ended is null) = (ended_at is null)),
  check ((ended is not distinct from 'withdrawn') = (ground is not null and ended_why is not null))
);
-- a child has one place, and at most one more is put to them
create unique index on admission_offer (application_id, standing) where ended is null;
create index on admission_offer (round_id, school_key);
create index on admission_offer (application_id);

drop index admission_reply_application_id_idx;
alter table admission_reply add column offer_id bigint not null references admission_offer (id);
alter table admission_reply add column how text not null check (how in ('letter', 'telephone', 'e-mail', 'in person'));
alter table admission_reply add column said_on date not null;
create unique index on admission_reply (offer_id) where known_to = 'infinity';
create index on admission_reply (application_id);

create table admission_reminder (
  id bigint generated always as identity primary key,
  offer_id bigint not null references admission_offer (id),
  application_id bigint not null references admission_application (id),
  how text not null check (how in ('letter', 'telephone', 'e-mail', 'in person')),
  sent_on date not null,
  answer_by date not null check (answer_by > sent_on),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null
);
create index on admission_reminder (offer_id);

-- One child's place on one school's waiting list, and what moved them there. A change closes the line and opens the next; nothing here ranks by time.
create table admission_waiting (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  school_key text not null,
  application_id bigint not null references admission_application (id),
  position integer not null check (position > 0),
  -- others stand equal in everything: the draw between them is made when a place is free
  equal boolean not null,
  criterion smallint,
  distance text,
  -- how many stand before under each criterion
  ahead jsonb not null,
  -- what is compared, the first number that differs decides
  key jsonb not null,
  -- how many came or went before the child, and whether what is known of the child changed; null when they came onto the list
  moved jsonb,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_waiting (round_id, school_key, application_id) where known_to = 'infinity';
create index on admission_waiting (application_id);

-- A free place that one person puts to the next child on a list, until a second agrees; with the draw where children stand equal.
create table admission_proposal (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  school_key text not null,
  application_id bigint not null references admission_application (id),
  draw jsonb,
  proposed_by bigint not null references access.principal (id),
  proposed_at timestamptz not null,
  decided text check (decided in ('offered', 'dropped')),
  decided_by bigint references access.principal (id),
  decided_at timestamptz,
  check ((decided is null) = (decided_at is null)),
  check (decided is distinct from 'offered' or decided_by <> proposed_by)
);
create unique index on admission_proposal (round_id, school_key, application_id) where decided is null;
create index on admission_proposal (application_id);

-- Whether something changed since the lists were put in order, when that was, and what stands in the way.
alter table admission_round add column lists_due boolean not null default false;
alter table admission_round add column lists_at timestamptz;
alter table admission_round add column lists_faults jsonb;
grant update (lists_due) on admission_round to throughline_pages;
grant update (lists_due, lists_at, lists_faults) on admission_round to throughline_jobs;

do $$ declare t text;
begin
  foreach t in array array['admission_offer', 'admission_reminder', 'admission_waiting', 'admission_proposal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy jobs on %I for all to throughline_jobs
      using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions')$p$, t);
    execute format($p$create policy desk on %1$I for all to throughline_pages
      using ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = %1$I.application_id))
      with check ((select access.actor()) = 'admissions')$p$, t);
    execute format('grant select, insert on %I to throughline_pages, throughline_jobs', t);
  end loop;
end $$;
grant update (standing, ended, ended_at, ended_why, ended_by, ground) on admission_offer to throughline_pages, throughline_jobs;
grant update (known_to) on admission_waiting to throughline_jobs;
grant update (decided, decided_by, decided_at) on admission_proposal to throughline_pages;

-- How full a school is after the offers, whoever asks: counts, with the places of children who are shut to them.
create function access.admission_places(round bigint) returns table (school_key text, held integer, put integer, proposed integer, waiting integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select k.key,
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'held'),
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'put'),
    (select count(*)::integer from public.admission_proposal p where p.round_id = round and p.school_key = k.key and p.decided is null),
    (select count(*)::integer from public.admission_waiting w where w.round_id = round and w.school_key = k.key and w.known_to = 'infinity')
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity';
end $$;
revoke all on function access.admission_places(bigint) from public;
grant execute on function access.admission_places(bigint) to throughline_pages, throughline_jobs;

-- Who is next on a school's list and not proposed yet, whoever asks: one child, or those who stand equal.
create function access.admission_next(round bigint, school text) returns table (application_id bigint, reference text, place integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with open as (select w.application_id, w.position from public.admission_waiting w
      where w.round_id = round and w.school_key = school and w.known_to = 'infinity' and not exists (select from public.admission_proposal p
        where p.round_id = round and p.school_key = school and p.application_id = w.application_id and p.decided is null))
    select o.application_id, a.reference, o.position from open o join public.admission_application a on a.id = o.application_id
    where o.position = (select min(n.position) from open n) order by o.application_id;
end $$;
revoke all on function access.admission_next(bigint, text) from public;
grant execute on function access.admission_next(bigint, text) to throughline_pages, throughline_jobs;

-- Rounds whose offers are out already.
insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
select l.round_id, p.application_id, p.school_key, p.rank, p.given_by, 'held', l.released_at
from admission_release l join admission_place p on p.run_id = l.run_id where l.released_at is not null and p.school_key is not null;
update admission_round set lists_due = true where id in (select round_id from admission_release where released_at is not null);

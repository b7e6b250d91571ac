-- What the linker keeps of its comparisons: every pair that matters to a decision (link, question, rival), so that a touched
-- component is cut again without comparing all of it anew. Barred pairs never get here.
create table link_edge (
  a bigint not null references source_person (id) on delete cascade,
  b bigint not null references source_person (id) on delete cascade,
  bits double precision not null,
  vetoes integer not null,
  vector smallint[] not null,
  commonness double precision[] not null,
  rule_version text not null,
  primary key (a, b),
  check (a < b)
);
create index on link_edge (b);
-- The identity that the stored edges were made from: one that has not changed is not compared again.
alter table source_person add column linked_hash bytea;
-- The service in the words of a source line ("From school census, 18 January 2024").
alter table source add column said text;

alter table link_edge enable row level security;
alter table link_edge force row level security;
create policy actors on link_edge for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('linker', 'clearing-house')) with check ((select access.actor()) in ('linker', 'clearing-house'));
grant select, insert, update, delete on link_edge to throughline_pages, throughline_jobs;

-- Which question a decision answered, and what came along with a join besides source persons, so that both can be undone.
alter table pair_decision add column case_id bigint references review_case (id);
create index on pair_decision (case_id);
alter table review_case add column carried jsonb not null default '{}';
create index on review_case (a_source_person);
create index on review_case (b_source_person);
create index on review_case (a_person) where state in ('open', 'asked');
create index on review_case (b_person) where state in ('open', 'asked');
create index on pair_decision (b_source_person) where undone_at is null;
create index on person (redirect_to) where redirect_to is not null;
create index on involvement (source_person_id);
create index on family (formed_by);

-- Children whose sight an automatic link must not widen: a live shield, or an address that is kept from most readers.
create function access.shielded(children bigint[]) returns table (child_id bigint, kind text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  return query select s.child_id, max(s.kind) from access.shield s
    where s.child_id = any (children) and access.at() >= s.starts_at and access.at() < s.ends_at group by s.child_id;
end $$;

-- Restrictions, seals and conflicts hold for both halves until a person decides, and for the whole after a join (design 2.1,
-- rule 3): they are copied, never taken away.
create function access.copy_refusals(from_children bigint[], to_children bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  held record;
  made bigint;
begin
  if access.actor() is null or access.actor() not in ('linker', 'clearing-house') then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  for held in
    select distinct p.t, s.* from unnest(from_children, to_children) as p(f, t) join access.shield s on s.child_id = p.f
    where p.f <> p.t and s.ends_at > access.at()
      and not exists (select 1 from access.shield h where h.child_id = p.t and h.kind = s.kind and h.reason = s.reason
                      and h.starts_at = s.starts_at and h.ends_at = s.ends_at and h.holder is not distinct from s.holder)
  loop
    insert into access.shield (child_id, kind, reason, holder, starts_at, ends_at, review_on)
      values (held.t, held.kind, held.reason, held.holder, held.starts_at, held.ends_at, held.review_on) returning id into made;
    insert into access.shield_allowed (shield_id, principal) select made, a.principal from access.shield_allowed a where a.shield_id = held.id;
  end loop;
  insert into access.conflict (user_id, child_id, why, starts_at, ends_at)
  select distinct on (c.user_id, p.t) c.user_id, p.t, c.why, c.starts_at, c.ends_at
  from unnest(from_children, to_children) as p(f, t) join access.conflict c on c.child_id = p.f
  where p.f <> p.t order by c.user_id, p.t, c.ends_at desc
  on conflict (user_id, child_id) do update set starts_at = least(conflict.starts_at, excluded.starts_at), ends_at = greatest(conflict.ends_at, excluded.ends_at);
end $$;

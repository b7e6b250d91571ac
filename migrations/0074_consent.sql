-- Consent (docs/access.md, docs/decisions/0013): a young carer agreed that a person or a team who works with them may know of it. What was agreed
-- stands on the record as an entry of its own; these rows follow from it, and are what row security asks. A row gives no reason to see a child:
-- it widens what a live reason opens by the role's masks, as far as the summary, and never to content in full, nor past a seal, a shield or a level.
create table access.consent (
  id bigint generated always as identity primary key,
  child_id bigint not null,
  -- the one category whose sight rests on consent (src/access/consent.ts)
  category_bit bigint not null check (category_bit = 16384),
  principal bigint not null references access.principal (id),
  opens text not null check (opens in ('contact', 'summary')),
  entry_id bigint not null references entry (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (isfinite(ends_at)),
  -- the other clock: when we learnt of it, and when it was taken back
  known_from timestamptz not null,
  withdrawn_at timestamptz not null default 'infinity'
);
create index on access.consent (child_id, principal);
create index on access.consent (entry_id);
create index on access.consent (principal);
alter table access.consent enable row level security;
alter table access.consent force row level security;
-- Whoever is told knows of it while it holds, and nobody else ever: time is in the predicate, so that it ends without a job.
create policy own on access.consent for select to throughline_pages, throughline_jobs using (principal = any ((select access.principals())::bigint[])
  and (select access.at()) >= starts_at and (select access.at()) < ends_at and (select access.at()) < withdrawn_at);
grant select on access.consent to throughline_pages, throughline_jobs;
do $$ begin
  execute format('create policy definer on access.consent for all to %I using (true) with check (true)', current_user);
end $$;

-- A consent is what a worker wrote down: no file gives one. Civil days are London's, the last one included.
create function access.keep_consents() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.source_id = 'throughline' and new.author_id is not null and new.child_id is not null and new.body->>'state' = 'agreed' then
      insert into access.consent (child_id, category_bit, principal, opens, entry_id, starts_at, ends_at, known_from, withdrawn_at)
      select new.child_id, new.category_bit, w.who::bigint, new.body->>'opens', new.id,
        (new.body->>'on')::timestamp at time zone 'Europe/London', ((new.body->>'until')::date + 1)::timestamp at time zone 'Europe/London',
        new.known_from, new.known_to
      from jsonb_array_elements_text(new.body->'who') w(who);
    end if;
  else
    -- a record that is joined or split takes its consents along; one that is closed, whatever closed it, opens nothing more
    update access.consent c set child_id = coalesce(new.child_id, c.child_id), withdrawn_at = least(c.withdrawn_at, new.known_to)
    where c.entry_id = new.id;
  end if;
  return null;
end $$;
revoke all on function access.keep_consents() from public;
create trigger keep_new_consents after insert on entry for each row when (new.kind = 'young-carer-consent') execute function access.keep_consents();
create trigger keep_consents after update of child_id, known_to on entry for each row when (new.kind = 'young-carer-consent')
  execute function access.keep_consents();

-- What a consent adds to `reader` (0005, 0031) for a table with these columns; `opens` is how far the consent must open, `named` whether the row
-- names the reader. The cheap branch stands first: hardly any row is of the category.
create function access.consent_policy(child text, category_bit text, sensitivity text, opens text[], named text default 'false') returns text
language sql immutable as $f$
select format($p$
  %2$s = 16384 and %1$s is not null and %1$s <> all ((select access.refused())::bigint[])
  and exists (select 1 from access.consent c where c.child_id = %1$s and c.category_bit = %2$s and c.opens = any (%3$L))
  and (exists (select 1 from access.grant_row g where g.child_id = %1$s and %4$s)
    or exists (select 1 from access.roll r
               where r.child_id = %1$s and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
               and exists (select 1 from access.grant_row g where g.establishment_id = r.establishment_id and %4$s offset 0)))$p$,
  child, category_bit, opens, format($s$
    g.limit_mask & %1$s <> 0
    and (%2$s <= least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end)) or %3$s)$s$,
    category_bit, sensitivity, named))
$f$;
do $$ begin
  execute format('create policy consented on entry for select to throughline_pages using (entry.summary and %s)', access.consent_policy('entry.child_id',
    'entry.category_bit', 'entry.sensitivity', '{summary}', '(entry.seal is not null and entry.seal = any ((select access.named_seals())::bigint[]))'));
  -- who to speak to: those who support the child
  execute format('create policy consented on involvement for select to throughline_pages using (%s)',
    access.consent_policy('involvement.child_id', 'involvement.category_bit', '1', '{contact,summary}'));
end $$;

-- As 0074, asked once for a statement and not at all where no row of the category is met: the sub-selects of its policies cost every statement on
-- `entry` four tenths of its time only to be made ready. What a consent opens to this reader, as numbers of four for each child: child and level,
-- for every level up to the highest ceiling of the reasons that go by the role's masks. It reads as the reader, under the policies of each table.
create function access.consented(sights text[]) returns bigint[] language sql stable set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct c.child_id * 4 + l.level), '{}')
  from access.consent c
    cross join lateral (
      select g.max_sensitivity, g.named from access.grant_row g where g.child_id = c.child_id and g.limit_mask & c.category_bit <> 0
      union all
      select g.max_sensitivity, g.named from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
      where r.child_id = c.child_id and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
        and g.limit_mask & c.category_bit <> 0) g
    cross join lateral generate_series(0, least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end)) - 1) as l(level)
  where c.opens = any (sights) and c.child_id <> all ((select access.refused())::bigint[]) $$;
create function access.consented_summaries() returns bigint[] language sql stable set search_path = pg_catalog as $$ select access.consented('{summary}') $$;
create function access.consented_contacts() returns bigint[] language sql stable set search_path = pg_catalog as
$$ select access.consented('{contact,summary}') $$;
do $$ declare f text;
begin
  foreach f in array array['consented(text[])', 'consented_summaries()', 'consented_contacts()'] loop
    execute format('revoke all on function access.%s from public', f);
    execute format('grant execute on function access.%s to throughline_pages', f);
  end loop;
end $$;

-- Whom a seal names reads at every level.
alter policy consented on entry using (category_bit = 16384 and summary
  and child_id * 4 + case when seal = any ((select access.named_seals())::bigint[]) then 0 else sensitivity - 1 end
    = any ((select access.consented_summaries())::bigint[]));
-- who to speak to: those who support the child
alter policy consented on involvement using (category_bit = 16384 and child_id * 4 = any ((select access.consented_contacts())::bigint[]));
drop function access.consent_policy(text, text, text, text[], text);

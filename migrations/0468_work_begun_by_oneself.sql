-- Who gave somebody work is said by the row that began it. What ended it is another row, by whoever ended it: work that one began and ended oneself
-- stood there as given by others, and a look at a child of one's own name was not asked about.
do $$ begin
  execute replace(pg_get_functiondef('access.had_reason(bigint, bigint, timestamptz, boolean)'::regprocedure),
    'from public.involvement i where i.id = g.involvement_id and i.created_by = who and i.true_to = ''infinity''',
    'from public.involvement i join public.involvement b on b.child_id = i.child_id and b.principal_id = i.principal_id and b.kind = i.kind
          and b.true_from = i.true_from where i.id = g.involvement_id and b.created_by = who and b.true_to = ''infinity''');
end $$;

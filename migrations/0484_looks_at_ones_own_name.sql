-- A look at a record is asked about where whoever looked has the whole name of somebody whom a worker wrote down as one of the family, or the child's
-- own (security reference, T02), as of a carer. All else as in 0467.
do $$
declare body text;
begin
  body := pg_get_functiondef('access.looks_at_carers_named(timestamptz, timestamptz)'::regprocedure);
  body := replace(body, 'e.kind = ''carer''', 'e.kind in (''carer'', ''family-person'', ''identity'')');
  body := replace(body, 'e.body->>''name''', 'coalesce(e.body->>''name'', concat_ws('' '', e.body->>''forename'', e.body->>''surname''))');
  execute body;
end $$;

-- A look is asked about by nothing that is sealed, nor by what a source told whose agreement is withdrawn: whoever asks would read of it that it is there.
do $$
declare
  body text;
  told constant text := 'not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id)';
begin
  body := pg_get_functiondef('access.looks_at_namesakes(bigint[], text[], timestamptz, timestamptz)'::regprocedure);
  execute replace(body, 'k.field in (''surname'', ''former'')', 'k.field in (''surname'', ''former'') and ' || told);
  body := pg_get_functiondef('access.looks_at_own_postcode(timestamptz, timestamptz)'::regprocedure);
  execute replace(body, 'k.field = ''postcode''', 'k.field = ''postcode'' and ' || told);
  body := pg_get_functiondef('access.looks_at_carers_named(timestamptz, timestamptz)'::regprocedure);
  execute replace(body, 'e.known_to = ''infinity''', 'e.known_to = ''infinity'' and e.seal is null and e.source_id <> all (access.withdrawn_sources())');
end $$;

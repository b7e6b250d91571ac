-- Documents are sealed by the key of files, outside the database, as raw files are. A part that was kept before says so until `throughline migrate`, which
-- has the key, has sealed it. What an admissions run was made from is sealed as well: it begins as what was compressed (1f) or as what was sealed (01).
alter table document_part add column sealed boolean not null default false;
create index on document_part (document_id, part) where not sealed;
do $$ declare t text;
begin
  foreach t in array array['document', 'document_part', 'admission_run'] loop
    execute format($p$create policy sealing_anew on %I for all to %I
      using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, t, current_user);
  end loop;
end $$;

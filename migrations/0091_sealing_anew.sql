-- When the key of files or of what families tell is changed, every value is sealed anew by the owner of the tables, under the vault's own context
-- (throughline keys rotate): the two logins need no right to write what was said.
do $$ declare t text;
begin
  foreach t in array array['import_part', 'feed_pull', 'told_change', 'family_told', 'family_draft', 'family_application', 'front_door_contact', 'front_door_step'] loop
    execute format($p$create policy sealing_anew on %I for all to %I
      using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, t, current_user);
  end loop;
end $$;

-- Whom the council's directory tells of, which roles and teams they have, whom a shield names and which identities must never meet: what everybody's sight
-- rests on. The jobs' login wrote it on its own word, so that whoever held its password and no key made themselves anybody. An actor writes it now, whose
-- context is signed under a key that is outside the database; shields and barriers, which jobs could read, are read by actors too.
do $$ declare t text; begin
  foreach t in array '{principal,account,role_held,membership,training,role_training,team_place}'::text[] loop
    execute format('alter table access.%I enable row level security, force row level security', t);
    execute format('create policy everybody on access.%I for select to throughline_pages, throughline_jobs using (true)', t);
    execute format('create policy directory on access.%I to throughline_jobs using ((select access.actor()) = ''arrangements'') with check ((select access.actor()) = ''arrangements'')', t);
  end loop;
  foreach t in array '{shield,shield_allowed,barrier}'::text[] loop
    execute format('alter table access.%I enable row level security, force row level security', t);
    execute format('create policy arranged on access.%I to throughline_jobs using ((select access.actor()) = ''arrangements'') with check ((select access.actor()) = ''arrangements'')', t);
  end loop;
end $$;
-- When somebody signed in last, and the role in which they did: written as they sign in, before there is a reader; the login may write no other column.
create policy signs_in on access.account for update to throughline_pages using (true) with check (true);
-- Of a protected address no area and no ward is written on who goes to school.
create policy described on access.shield for select to throughline_jobs using ((select access.actor()) = 'rules');

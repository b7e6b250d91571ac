-- Who works here was everybody's to read (0477), a family's account among them, which has no sight of any table but its own words. What kind of context it is,
-- stands in it before its signature is asked: to say another kind shows no more than to say none.
do $$ declare t text; begin
  foreach t in array '{principal,account,role_held,membership,training,role_training,team_place}'::text[] loop
    execute format($p$alter policy everybody on access.%I
      using ((select split_part(coalesce(current_setting('throughline.context', true), ''), '|', 2)) <> 'family')$p$, t);
  end loop;
end $$;

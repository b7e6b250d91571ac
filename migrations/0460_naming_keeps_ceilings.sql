-- Naming raised every reason to what is for named people only, and taking it back left 3: a reason that had read up to 2, as of whoever keeps a register, read
-- more for good. A reason below 3 stays what it is.
do $$ begin
  execute replace(pg_get_functiondef('access.name_on_shield(bigint, bigint[], bigint)'::regprocedure),
    'g.ends_at > access.at() and g.extra_mask = 0', 'g.ends_at > access.at() and g.extra_mask = 0 and g.max_sensitivity >= 3');
end $$;

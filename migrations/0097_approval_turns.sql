-- Two who approve a run at one moment each saw nobody before them, and the offers never became the round's: each approval has a turn of its own.
alter table admission_approval add column turn smallint;
update admission_approval a set turn = n.turn
  from (select run_id, user_id, row_number() over (partition by run_id order by at, user_id) as turn from admission_approval) n
  where n.run_id = a.run_id and n.user_id = a.user_id;
alter table admission_approval alter column turn set not null;
create unique index on admission_approval (run_id, turn);

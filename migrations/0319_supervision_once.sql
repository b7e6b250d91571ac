-- What was said with a worker is kept once, however often the button is pressed: it can neither be corrected nor taken away.
delete from access.supervision a using access.supervision b where a.id > b.id
  and (a.team_id, a.worker_id, a.supervisor_id, a.held_on, a.said) = (b.team_id, b.worker_id, b.supervisor_id, b.held_on, b.said)
  and a.agreed is not distinct from b.agreed and a.next_on is not distinct from b.next_on;
create unique index supervision_once on access.supervision (supervisor_id, worker_id, team_id, held_on, next_on, md5(said), md5(agreed)) nulls not distinct;

import type pg from 'pg'
import { findLooks } from '../src/children/looks/index.ts'
import type { Bench, Result } from './bench.ts'
import { openBench } from './installation.ts'
import { ms, spreadOf } from './measure.ts'

const monday = '2026-11-23'
const days = 5
/** Nights from the first working day's to the one by which whoever located on the last day had two working days. */
const nights = 9

/** The nightly check of looks: planted ones among ordinary ones, and how many people it asks about that nobody planted. */
export const bench: Bench = {
  name: 'looks',
  about: 'the nightly check of looks: recall of planted ones, people asked a day for 5,000, time a night',
  run: async (tell, { size, quick }) => {
    const staff = size ?? (quick ? 300 : 1_000)
    const world = await openBench()
    try {
      await world.owner.query('select setseed(0.42)')
      await fill(world.owner, staff)
      await plant(world.owner)
      const { rows: counted } = await world.owner.query(
        `select count(*)::int as events from access.access_event where outcome = 'shown'`,
      )
      const events: number = counted[0].events
      tell(`  ${staff} people, ${events} looks in ${days} days`)
      const taken: number[] = []
      for (let night = 1; night <= nights; night++) {
        const now = new Date(`${monday}T04:20:00Z`)
        now.setUTCDate(now.getUTCDate() + night)
        const started = performance.now()
        await findLooks({ ...world.jobs, now: () => now })
        taken.push(performance.now() - started)
      }
      return [...(await resultsOf(world.owner, staff, events)), timeOf(taken, events)]
    } finally {
      await world.drop()
    }
  },
}

/** A surname of 2,000 by letters, common ones often: the most common has one person in a hundred. */
const surname = `'b' || translate(floor(2000 * power(random(), 1.6))::int::text, '0123456789', 'aeioudlmnr')`

/** People in teams of eight, twenty children each, and a week of work: their own children, their team's, and children whom they locate and work with. */
const fill = async (owner: pg.Pool, staff: number): Promise<void> => {
  const client = await owner.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    await run('select setseed(0.42)')
    await run(
      `insert into access.principal (kind, key, name) select 'team', 'team ' || n, 'Team ' || n from generate_series(0, $1 / 8) n`,
      [staff],
    )
    await run(
      `insert into access.principal (kind, key, name) select 'user', 'user ' || n, 'G' || translate((n % 400)::text, '0123456789', 'aeioudlmnr') || ' ' || ${surname}
       from generate_series(1, $1) n`,
      [staff],
    )
    await run(`create temp table worker as select id, substr(key, 6)::int as n, split_part(name, ' ', 2) as surname,
      case when substr(key, 6)::int % 20 = 0 then 'front-door' when substr(key, 6)::int % 5 = 0 then 'health-visitor'
        when substr(key, 6)::int % 4 = 0 then 'education-welfare-officer' else 'social-worker' end as role
      from access.principal where kind = 'user'`)
    await run('insert into access.role_held (user_id, role) select id, role from worker')
    await run(
      `insert into access.membership (user_id, team_id) select w.id, t.id from worker w join access.principal t on t.key = 'team ' || w.n / 8`,
    )
    await run('insert into person (has_record) select true from generate_series(1, $1 * 20)', [staff])
    await run(
      `create temp table kid as select id, row_number() over (order by id)::int as n, ${surname} as surname, 'nm' || translate((id % (select count(*) / 4 from person))::text, '0123456789', 'aeioudlmnr') as postcode from person`,
    )
    await run(
      `insert into search_word (word, sound) select distinct surname, '' from kid union select distinct postcode, '' from kid`,
    )
    await run(
      `insert into source (id, layout, name, service, said) values ('bench', 'bench', 'bench', 'care', 'bench')`,
    )
    await run(
      `insert into source_person (source_id, key, identity, identity_hash, person_id) select 'bench', id::text, '{}', '', id from kid`,
    )
    await run(`insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
      select w.id, k.id, f.field, 1, 1, s.id from kid k join source_person s on s.person_id = k.id
        cross join lateral (values ('surname', k.surname), ('postcode', k.postcode)) f(field, word) join search_word w on w.word = f.word`)
    await run(`insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
      select k.id, w.id, 'social-work', 'care', 'care-involved', 64, 'x', '2026-09-01', 'bench', '2026-09-01' from kid k join worker w on w.n = 1 + (k.n - 1) / 20`)
    await run(`insert into access.grant_row (principal, child_id, reason, limit_mask, involvement_id, starts_at)
      select p, i.child_id, 'work', -1, i.id, '2026-09-01' from involvement i join access.membership m on m.user_id = i.principal_id, unnest(array[i.principal_id, m.team_id]) p`)
    // a day's work: of one's own children some, of a colleague's now and then
    await run(`insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
      select ('${monday}'::date + d) + interval '9 hours' + random() * interval '8 hours', w.id, w.role, 'work', '/children/:child', k.id, 'shown', 'involvement', 'bench'
      from generate_series(0, ${days - 1}) d, worker w join kid k on (k.n - 1) / 20 = w.n - 1 and random() < 0.5
        or (k.n - 1) / 160 = (w.n - 1) / 8 and random() < 0.02`)
    // children of whom they have no work: by a request, an oversight, a duty
    await run(`insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
      select ('${monday}'::date + d) + interval '12 hours', w.id, w.role, 'work', '/children/:child', k.id, 'shown', 'oversight', 'bench'
      from generate_series(0, ${days - 1}) d, worker w cross join lateral (select id from kid where w.n > 0 order by hashtext(d || '.' || w.n || '.' || n) limit 1) k`)
    // two carers each, of names like anybody's
    await run(`insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id)
      select s.id, k.id, 'carer', 'identity', 1, 1, false, jsonb_build_object('name', 'G' || translate((floor(random() * 400))::int::text, '0123456789', 'aeioudlmnr') || ' ' || case c when 1 then k.surname else ${surname} end), '2026-09-01', 'bench'
      from generate_series(1, 2) c, kid k join source_person s on s.person_id = k.id`)
    // located, and something was done; of the duty teams' many, now and then nothing
    await run(`with located as (insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
      select ('${monday}'::date + d) + interval '10 hours', w.id, w.role, 'work', '/locate', k.id, 'done', 'locate:found', 'bench'
      from generate_series(0, ${days - 1}) d, worker w cross join lateral (select id from kid where w.n > 0 order by hashtext(w.n || '/' || d || '/' || n) limit case when w.role = 'front-door' then 12 else 1 end) k
      where w.role = 'front-door' or w.n % 40 = d returning at, user_id, role, child_id)
      insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
      select at + interval '1 hour', user_id, role, 'work', '/locate/:search/start', child_id, 'done', 'start-work:referral', 'bench' from located
      where hashtext(child_id::text) % 12 <> 0`)
    await run('create table bench_worker as select * from worker')
    await run('create table bench_kid as select * from kid')
    await run('analyze')
  } finally {
    client.release()
  }
}

const planted = 4
/** Four of each in the week, by people of whom nothing else is planted (reference/security.md part 4). */
const plant = async (owner: pg.Pool): Promise<void> => {
  const run = (text: string) => owner.query(text)
  await run('create table bench_plant (rule text, user_id bigint, child_id bigint)')
  const event = `insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
    select ('${monday}'::date + (row_number() over ())::int % ${days}) + interval '20 hours', p.user_id, w.role, 'work',`
  const look = (rule: string) =>
    run(
      `${event} '/children/:child', p.child_id, 'shown', 'universal', 'plant' from bench_plant p join bench_worker w on w.id = p.user_id where p.rule = '${rule}'`,
    )
  const free = `w.role = 'social-worker' and w.id not in (select user_id from bench_plant)`
  const elsewhere = '(k.n - 1) / 160 <> (w.n - 1) / 8'
  await run(`insert into bench_plant select distinct on (w.id) 'own-surname', w.id, k.id from bench_worker w join bench_kid k on k.surname = w.surname and ${elsewhere}
    where ${free} and (select count(*) from bench_kid o where o.surname = w.surname) * 200 < (select count(*) from bench_kid) order by w.id limit ${planted}`)
  const anyChild = `cross join lateral (select k.id from bench_kid k where ${elsewhere} and k.surname <> w.surname order by hashtext(w.n || 'x' || k.n) limit 1) k`
  for (const rule of ['own-name', 'own-postcode', 'after-work', 'no-follow-up'])
    await run(
      `insert into bench_plant select '${rule}', w.id, k.id from bench_worker w ${anyChild} where ${free} order by w.id limit ${planted}`,
    )
  await run(
    `insert into bench_plant select 'breadth', w.id, null from bench_worker w where ${free} order by w.id limit ${planted}`,
  )
  await run(`insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id)
    select s.id, p.child_id, 'carer', 'identity', 1, 1, false, jsonb_build_object('name', upper(split_part(u.name, ' ', 2)) || ', ' || split_part(u.name, ' ', 1)), '2026-09-01', 'bench'
    from bench_plant p join access.principal u on u.id = p.user_id join source_person s on s.person_id = p.child_id where p.rule = 'own-name'`)
  // the same street: another child there is the worker's own
  await run(`insert into access.conflict (user_id, child_id, why) select distinct on (p.user_id) p.user_id, o.id, 'family' from bench_plant p join bench_kid k on k.id = p.child_id
    join bench_kid o on o.postcode = k.postcode and o.id <> k.id where p.rule = 'own-postcode'`)
  await run(`with i as (insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, true_to, source_id, known_from)
      select child_id, user_id, 'social-work', 'care', 'care-involved', 64, 'x', '2026-09-01', '2026-10-20', 'bench', '2026-09-01' from bench_plant where rule = 'after-work' returning id, child_id, principal_id)
    insert into access.grant_row (principal, child_id, reason, limit_mask, involvement_id, starts_at, ends_at) select principal_id, child_id, 'work', -1, id, '2026-09-01', '2026-11-03' from i`)
  for (const rule of ['own-surname', 'own-name', 'own-postcode', 'after-work']) await look(rule)
  await run(
    `${event} '/locate', p.child_id, 'done', 'locate:found', 'plant' from bench_plant p join bench_worker w on w.id = p.user_id where p.rule = 'no-follow-up'`,
  )
  await run(`insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
    select '${monday}'::date + interval '20 hours', p.user_id, w.role, 'work', '/children/:child', k.id, 'shown', 'universal', 'plant'
    from bench_plant p join bench_worker w on w.id = p.user_id join bench_kid k on k.n % (select count(*) / 60 from bench_kid) = w.n % 7 where p.rule = 'breadth'`)
}

const resultsOf = async (owner: pg.Pool, staff: number, events: number): Promise<Result[]> => {
  const { rows: recalled } = await owner.query<{ rule: string; found: number; of: number }>(
    `select p.rule, count(*)::int as of, count(*) filter (where exists (select from access.look_to_ask l
       where l.user_id = p.user_id and l.rule = p.rule and l.child_id is not distinct from case when p.rule = 'no-follow-up' then null else p.child_id end))::int as found
     from bench_plant p group by 1 order by 1`,
  )
  const { rows } = await owner.query<{ asked: number; looks: number }>(
    `select count(distinct (l.user_id, l.night))::int as asked, coalesce(sum(cardinality(l.looks)), 0)::int as looks
     from access.look_to_ask l where not exists (select from bench_plant p where p.user_id = l.user_id)`,
  )
  const [found, all] = [
    recalled.reduce((sum, one) => sum + one.found, 0),
    recalled.reduce((sum, one) => sum + one.of, 0),
  ]
  const perDay = ((rows[0]?.asked ?? 0) / days / staff) * 5_000
  const explained = 100 * (1 - (rows[0]?.looks ?? 0) / events)
  const size = `${staff} people, ${events} looks in ${days} days`
  return [
    {
      ...{ measure: 'looks: planted ones that are asked about', target: '≥ 90 %', met: found >= 0.9 * all, size },
      got: `${found} of ${all} (${recalled.map(one => `${one.rule} ${one.found}/${one.of}`).join(', ')})`,
    },
    {
      ...{ measure: 'looks: people asked a day of whom nothing was planted, for 5,000 people', target: '≤ 20', size },
      ...{ got: perDay.toFixed(1), met: perDay <= 20 },
    },
    {
      ...{ measure: 'looks: ordinary ones that nobody is asked about', target: '≥ 95 %', size },
      ...{ got: `${explained.toFixed(2)} %`, met: explained >= 95 },
    },
  ]
}

const timeOf = (taken: readonly number[], events: number): Result => ({
  ...{ measure: 'looks: a night', target: '–', size: `${nights} nights, ${Math.round(events / days)} looks a day` },
  got: `p50 ${ms(spreadOf(taken).p50)}, p95 ${ms(spreadOf(taken).p95)}`,
})

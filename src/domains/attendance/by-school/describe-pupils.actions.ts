import { sql } from 'kysely'
import { asActor, type Ground } from '../../../access/index.ts'
import { academicYearOf, londonDate } from '../../../kernel/index.ts'

/**
 * Says of the pupils of a run, and of those whom nobody has described yet, which year group they are in and in which area they live:
 * by their school's word this year, else by age; by the first half of the postcode of home and by the ward that the council's list of the day
 * has it in, and not at all where the address is protected or sealed: nothing is derived from a sealed fact. Gives how many rows changed. Run again, it changes nothing.
 */
export const describePupils = (ground: Ground, runId: number): Promise<number> =>
  asActor(
    ground,
    'rules',
    async (tx, at) => {
      const year = academicYearOf(londonDate(at))
      const { rows } = await sql<{ described: number }>`
        with told as materialized (
          select p.source_person_id, p.establishment_id, p.year, p.child_id from pupil_year p where not p.described
          union select p.source_person_id, p.establishment_id, p.year, p.child_id from pupil_year p where p.child_id in (
            select child_id from entry where run_id = ${runId} and kind in ('identity', 'enrolment', 'address'))),
        known as (
          select t.source_person_id, t.establishment_id, t.year,
            case when t.year = ${year} and s.year_group ~ '^(N[12]|R|0?[1-9]|1[0-3])$' then ltrim(s.year_group, '0')
              else case t.year - b.cohort when -2 then 'N1' when -1 then 'N2' when 0 then 'R' else
                case when t.year - b.cohort between 1 and 13 then (t.year - b.cohort)::text end end end as year_group,
            a.area, w.ward
          from told t
            left join lateral (select upper(trim(e.body->>'yearGroup')) as year_group from entry e join access.establishment h on h.id = t.establishment_id
              where e.child_id = t.child_id and e.kind = 'enrolment' and e.known_to = 'infinity' and e.seal is null and e.body->>'laestab' = h.laestab
              and e.body ? 'yearGroup' order by e.true_from desc, e.id desc limit 1) s on true
            left join lateral (select left(e.body->>'birthDate', 4)::int + case when substr(e.body->>'birthDate', 6, 2) >= '09' then 1 else 0 end + 4 as cohort
              from entry e where e.child_id = t.child_id and e.kind = 'identity' and e.known_to = 'infinity' and e.seal is null
              and e.body->>'birthDate' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' order by e.known_from desc, e.id desc limit 1) b on true
            left join lateral (select upper(replace(e.body->>'postcode', ' ', '')) as postcode
              from entry e where e.child_id = t.child_id and e.kind = 'address' and e.category = 'contact' and e.known_to = 'infinity' and e.seal is null
              and coalesce(e.body->>'type', 'home') = 'home' and e.body ? 'postcode' and not exists (select from access.shield x
                where x.child_id = t.child_id and x.kind = 'protected' and ${at} >= x.starts_at and ${at} < x.ends_at)
              order by e.known_from desc, e.id desc limit 1) h on true
            left join lateral (select substring(h.postcode from '^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$') as area) a on true
            left join ward_postcode w on w.postcode = h.postcode and ${londonDate(at)} >= w.from_on and ${londonDate(at)} < w.to_on),
        written as (
          update pupil_year p set described = true, year_group = k.year_group, area = k.area, ward = k.ward from known k
          where (p.source_person_id, p.establishment_id, p.year) = (k.source_person_id, k.establishment_id, k.year)
            and (not p.described or (p.year_group, p.area, p.ward) is distinct from (k.year_group, k.area, k.ward)) returning 1)
        select count(*)::int as described from written`.execute(tx)
      return rows[0]?.described ?? 0
    },
    300,
  )

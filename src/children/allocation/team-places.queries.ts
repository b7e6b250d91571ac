import { sql } from 'kysely'
import type { ChildGrant, Grant } from '../../access/index.ts'
import { londonDate, normalisePostcode } from '../../kernel/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import type { ChildPlaces, TeamPlace } from './team-places.ts'

/** The wards and schools of these teams that are not over, by name: a school's name is today's. */
export const listTeamPlaces = async (
  { tx, at }: Pick<Grant<never>, 'tx' | 'at'>,
  teams: readonly number[],
): Promise<readonly TeamPlace[]> => {
  const { rows } = await sql<TeamPlace>`
    select json_strip_nulls(json_build_object('team', p.team_id, 'name', coalesce(p.ward, e.name), 'laestab', replace(e.laestab, '/', ''),
      'sort', case when p.ward is null then 'school' else 'ward' end, 'from', p.from_on, 'until', nullif(p.to_on, 'infinity'))) as place
    from access.team_place p left join access.establishment e on e.id = p.establishment_id
    where p.team_id = any(${teams}::bigint[]) and p.to_on > ${londonDate(at)}::date order by coalesce(p.ward, e.name), p.from_on`.execute(
    tx,
  )
  return rows.map(row => (row as unknown as { readonly place: TeamPlace }).place)
}

/** The ward of a postcode today; undefined where the council's list says none. */
export const findWard = async (
  { tx, at }: Pick<Grant<never>, 'tx' | 'at'>,
  postcode: string | undefined,
): Promise<string | undefined> => {
  const normal = normalisePostcode(postcode ?? '')?.replaceAll(' ', '')
  if (!normal) return undefined
  const today = londonDate(at)
  const { rows } = await sql<{ ward: string }>`
    select ward from ward_postcode where postcode = ${normal} and from_on <= ${today}::date and to_on > ${today}::date`.execute(
    tx,
  )
  return rows[0]?.ward
}

/** In which ward this child lives and at which school they are, as far as the reader sees the address and the school. */
export const findPlacesOf = async (
  grant: ChildGrant<'identity' | 'chosen-value' | 'address' | 'enrolment'>,
): Promise<ChildPlaces> => {
  const kinds = [identity, chosenValue, address, { kind: 'enrolment' }] as const
  const facts = (await readMany(grant, [grant.childId], kinds)).get(grant.childId) ?? []
  const record = fold(facts, { today: londonDate(grant.at), enrolment: 'enrolment' })
  return {
    ward: await findWard(grant, record.address?.value.postcode),
    laestab: record.school?.value.laestab?.replaceAll('/', ''),
  }
}

import { sql } from 'kysely'
import { type ChildGrant, openBody } from '../../access/index.ts'
import { holdsAddress } from './address-shaped.ts'
import { type Leak, leakGuard, type Whereabouts } from './leak-guard.ts'

type Place = { kind: string; body: Readonly<Record<string, string | undefined>>; school: string | null }

/** What a text about this child must not hold for its writer: places that only named people may know, or any address at all. */
export type TextGuard = {
  /** Whether the record shows this writer an address. */
  readonly known: boolean
  find(text: string): readonly Leak[]
}

/**
 * The guard for what this reader writes about this child (security.md, threat T05). One who is named to know a protected place is
 * kept from writing it where others read it. One to whom the record shows no address is kept from writing any: it is the same
 * whether none is recorded or one is hidden. Whoever sees an address that is not protected may write of it.
 */
export const guardFor = async (grant: ChildGrant<never>): Promise<TextGuard> => {
  const { rows } = await sql<Place & { source_person_id: number; guards: boolean }>`
    select e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab') as school, access.guards_place(${grant.childId}) as guards from entry e
    where e.child_id = ${grant.childId} and e.known_to = 'infinity' and e.kind in ('address', 'contact-detail', 'enrolment')`.execute(
    grant.tx,
  )
  const places = rows.map(row => ({ ...row, body: openBody(grant.tx, row.body, row.source_person_id, row.kind) }))
  if (!rows.some(row => row.kind === 'address'))
    return { known: false, find: text => (holdsAddress(text) ? ['address'] : []) }
  return { known: true, find: rows[0]?.guards ? leakGuard(places.flatMap(placeOf)) : () => [] }
}

const placeOf = ({ kind, body, school }: Place): Whereabouts[] => {
  const at = body.school ?? school
  if (kind === 'enrolment') return at ? [{ sort: 'school', value: at }] : []
  if (kind === 'contact-detail')
    return body.value
      ? [{ sort: body.type === 'email' ? 'e-mail address' : 'telephone number', value: body.value }]
      : []
  return [{ sort: 'address', house: body.paon ?? '', street: body.street ?? '', postcode: body.postcode ?? '' }]
}

import { sql } from 'kysely'
import { type ChildGrant, openBody } from '../../access/index.ts'
import { holdsAddress } from './address-shaped.ts'
import { type Leak, leakGuard, type Whereabouts } from './leak-guard.ts'

/** A fact that says where a child can be found, with the name of its school. */
export type PlaceRow = {
  kind: string
  body: Readonly<Record<string, string | undefined>>
  source_person_id: number
  school: string | null
}

/** What a text about this child must not hold for its writer: places that only named people may know, or any address at all. */
export type TextGuard = {
  /** Whether the record shows this writer an address. */
  readonly known: boolean
  find(text: string): readonly Leak[]
  /** Where a protected child of the same family or household can be found, whom this writer is named to know of. */
  findOfFamily(text: string): readonly Leak[]
  /** Whether there is any place that this writer must not write. */
  readonly guards: boolean
}

/**
 * The guard for what this reader writes about this child (security.md, threat T05). One who is named to know a protected place is
 * kept from writing it where others read it: of this child, and of a child of the family. One to whom the record shows no address is kept
 * from writing any: it is the same whether none is recorded or one is hidden. Whoever sees an address that is not protected may write of it.
 */
export const guardFor = async (grant: ChildGrant<never>): Promise<TextGuard> => {
  const { own, family, opened } = await readPlaces(grant)
  const [places, known] = [own.flatMap(opened), own.some(row => row.kind === 'address')]
  // What this record shows of its own child anyway is no secret of a sister's that a note could tell.
  const shown = new Set(places.map(nameOf))
  const ofFamily = family.flatMap(opened).filter(place => !shown.has(nameOf(place)))
  const guarded = known && own[0]?.guards ? places : []
  const find = known ? leakGuard(guarded) : (text: string): Leak[] => (holdsAddress(text) ? ['address'] : [])
  return { known, find, findOfFamily: leakGuard(ofFamily), guards: guarded.length + ofFamily.length > 0 }
}

/** A place by which it is known again. */
const nameOf = (place: Whereabouts): string =>
  JSON.stringify(Object.entries(place).map(([part, value]) => [part, value.toLowerCase().replace(/\s/g, '')]))

/** The place that a fact says, as the guard looks for it; none where it says none. */
export const placeOf = ({ kind, body, school }: PlaceRow): Whereabouts[] => {
  const at = body.school ?? school
  if (kind === 'enrolment') return at ? [{ sort: 'school', value: at }] : []
  if (kind === 'contact-detail')
    return body.value
      ? [{ sort: body.type === 'email' ? 'e-mail address' : 'telephone number', value: body.value }]
      : []
  return [{ sort: 'address', house: body.paon ?? '', street: body.street ?? '', postcode: body.postcode ?? '' }]
}

/** The places that a reader may know: of this child, and of a child of the family whom they are named to know of. */
const readPlaces = async (grant: ChildGrant<never>) => {
  const { rows: own } = await sql<PlaceRow & { guards: boolean }>`
    select e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab') as school,
      access.guards_place(${grant.childId}) as guards from entry e
    where e.child_id = ${grant.childId} and e.known_to = 'infinity' and e.kind in ('address', 'contact-detail', 'enrolment')`.execute(
    grant.tx,
  )
  const { rows: family } = await sql<PlaceRow>`
    select kind, body, source_person_id, school from access.family_places(${grant.childId})`.execute(grant.tx)
  const opened = (row: PlaceRow): Whereabouts[] =>
    placeOf({ ...row, body: openBody(grant.tx, row.body, row.source_person_id, row.kind) })
  return { own, family, opened }
}

/**
 * What no text about this child may tell somebody from outside, or of the family: any address or postcode at all, so that the answer rests on
 * the text alone; every telephone number and e-mail address that the reader sees; and the school, where that is kept (`school`).
 */
export const outsideGuard = async (
  grant: ChildGrant<never>,
  { school }: { readonly school: boolean },
): Promise<(text: string) => boolean> => {
  const { own, family, opened } = await readPlaces(grant)
  const kept = school || own.some(row => row.guards)
  const find = leakGuard([...own, ...family].flatMap(opened).filter(place => place.sort !== 'school' || kept))
  return text => holdsAddress(text) || find(text).length > 0
}

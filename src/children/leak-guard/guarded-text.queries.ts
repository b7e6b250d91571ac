import { sql } from 'kysely'
import { type ChildGrant, openBody } from '../../access/index.ts'
import { holdsAddress } from './address-shaped.ts'
import { dividedAddress } from './divided-address.ts'
import { type Leak, leakGuard, type Whereabouts } from './leak-guard.ts'

/** A fact that says where a child can be found, with the name of its school. */
export type PlaceRow = {
  kind: string
  body: Readonly<Record<string, unknown>>
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
  const guarded = own[0]?.guards ? places : []
  const hidden = leakGuard(guarded)
  const find = (text: string): Leak[] => (known || !holdsAddress(text) ? hidden(text) : ['address'])
  return { known, find, findOfFamily: leakGuard(ofFamily), guards: guarded.length + ofFamily.length > 0 }
}

/** A place by which it is known again. */
const nameOf = (place: Whereabouts): string =>
  JSON.stringify(Object.entries(place).map(([part, value]) => [part, value.toLowerCase().replace(/\s/g, '')]))

/** The kinds of fact by which the guard knows a place. */
export const placeKinds = sql`('address', 'contact-detail', 'enrolment', 'doctor', 'carer')`

/** The places that a fact says, as the guard looks for them; none where it says none. A carer who lives elsewhere is reached elsewhere. */
export const placeOf = ({ kind, body, school }: PlaceRow): Whereabouts[] => {
  const text = (field: string): string => (typeof body[field] === 'string' ? body[field] : '')
  const said = (sort: Exclude<Leak, 'address'>, value: string): Whereabouts[] => (value === '' ? [] : [{ sort, value }])
  switch (kind) {
    case 'enrolment':
      return said('school', text('school') || (school ?? ''))
    case 'contact-detail':
      return said(body['type'] === 'email' ? 'e-mail address' : 'telephone number', text('value'))
    case 'doctor':
      return said('doctor’s surgery', text('surgery'))
    case 'carer':
      return body['livesWith'] === false
        ? []
        : [...said('telephone number', text('phone')), ...said('e-mail address', text('email'))]
    default: {
      const flat = /^\d/.test(text('saon')) ? `flat ${text('saon')}` : text('saon')
      const parts = { house: [flat, text('paon')].filter(Boolean).join(', '), street: text('street') }
      const told = parts.street === '' ? dividedAddress(text('asWritten'), parts.house) : parts
      return [{ sort: 'address', ...told, postcode: text('postcode'), uprn: text('uprn') }]
    }
  }
}

/** The places that a reader may know: of this child, and of a child of the family whom they are named to know of. */
const readPlaces = async (grant: ChildGrant<never>) => {
  const { rows: own } = await sql<PlaceRow & { guards: boolean }>`
    select e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab') as school,
      access.guards_place(${grant.childId}) as guards from entry e
    where e.child_id = ${grant.childId} and e.known_to = 'infinity' and e.kind in ${placeKinds}`.execute(grant.tx)
  const { rows: family } = await sql<PlaceRow>`
    select kind, body, source_person_id, school from access.family_places(${grant.childId})`.execute(grant.tx)
  const opened = (row: PlaceRow): Whereabouts[] =>
    placeOf({ ...row, body: openBody(grant.tx, row.body, row.source_person_id, row.kind) })
  return { own, family, opened }
}

/**
 * What no text about this child may tell somebody from outside, or of the family: any address or postcode at all, so that the answer rests on
 * the text alone; every telephone number and e-mail address that the reader sees; and school and surgery, where that is kept (`school`).
 */
export const outsideGuard = async (
  grant: ChildGrant<never>,
  { school }: { readonly school: boolean },
): Promise<(text: string) => boolean> => {
  const { own, family, opened } = await readPlaces(grant)
  const kept = school || own.some(row => row.guards)
  const near = new Set<Leak>(['school', 'doctor’s surgery'])
  const find = leakGuard([...own, ...family].flatMap(opened).filter(place => !near.has(place.sort) || kept))
  return text => holdsAddress(text) || find(text).length > 0
}

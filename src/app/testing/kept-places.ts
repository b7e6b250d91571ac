import type { RoleKey } from '../../access/index.ts'
import { anEntry, testNow } from '../../access/testing/index.ts'
import { markHidden } from './hidden-rows.ts'
import { addressesAbout, addSchool, found, readerIn, seen, type Twin, type Twins } from './twin-worlds.ts'

/** Two schools that are there in both worlds, under the same numbers. */
const schools = [
  { id: 900_001, uuid: '5c0de2f0-0000-4000-8000-000000000001', laestab: '8018001', name: 'Ashgrove Primary School' },
  { id: 900_002, uuid: '5c0de2f0-0000-4000-8000-000000000002', laestab: '8018002', name: 'Birchgrove Primary School' },
] as const

/** And two homes, two surgeries, two telephones. */
const homes = [
  { paon: '3', street: 'Ashmere Row', postcode: 'ZE1 9QA', uprn: '900000000001', phone: '07700900801' },
  { paon: '8', street: 'Birchmere Row', postcode: 'ZE2 9QB', uprn: '900000000002', phone: '07700900802' },
] as const

/** Words by which her places would be found. */
const placeWords = ['ashgrove', 'birchgrove', '8018001', 'ZE1 9QA', 'ZE2 9QB', '07700900801']
/** What no answer may say to whom she is not named. */
const telling = /ash(?:grove|mere)|birch(?:grove|mere)|801800\d|ze[12]\s?9q|90080[12]|90000000000[12]/i

/**
 * Protects Amara, and puts her at one of two schools and one of two homes in every way in which a record says it: her place, the roll, marks, an exclusion, a
 * penalty notice, who looks after pupils there; her address, telephone, parent's telephone, surgery, where she was placed, whose house it is; search words.
 * Calling what this gives takes it all away.
 */
const keptAt = async (twin: Twin, which: 0 | 1): Promise<() => Promise<void>> => {
  const {
    db: { owner },
    world: { amara },
  } = twin
  const unhide = await markHidden({ owner } as Twin['db'])
  for (const school of schools) await addSchool(twin, school)
  await owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2020-01-01')`,
    [amara.id],
  )
  const { id, laestab, name } = schools[which]
  const child = { id: amara.id, address: amara.address, sourcePersonId: amara.sourcePerson }
  await anEntry(owner, child, {
    ...{ kind: 'enrolment', category: 'identity', summary: true, source: 'school-census' },
    body: { laestab, school: name, status: 'C' },
  })
  await anEntry(owner, child, {
    ...{ kind: 'suspension', category: 'exclusion', summary: true, source: 'school-census' },
    body: { category: 'SUSP', startDate: '2026-11-03', laestab },
  })
  await owner.query(`insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-09-01')`, [
    amara.id,
    id,
  ])
  await owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, '////', B'1100', B'0000', B'0011', $4, $4)`,
    [amara.sourcePerson, id, amara.id, testNow],
  )
  const home = homes[which]
  const contact = { category: 'contact', source: 'school-census' } as const
  for (const [kind, body] of Object.entries({
    address: { type: 'home', ...home, phone: undefined },
    'contact-detail': { type: 'phone', value: home.phone },
    carer: { name: 'Grace Quillfeather', relation: 'mother', livesWith: true, phone: home.phone },
    doctor: { surgery: `${home.street} Surgery` },
  }))
    await anEntry(owner, child, { kind, ...contact, body })
  await anEntry(owner, child, {
    ...{ kind: 'care-episode', category: 'care-involved', source: 'cin-census' },
    body: { startedOn: '2026-09-01', homePostcode: home.postcode, placementPostcode: home.postcode },
  })
  await anEntry(owner, child, {
    ...{ kind: 'attendance-step', category: 'attendance', source: 'throughline' },
    body: { step: 'penalty-notice', on: '2026-11-02', parent: 'Grace Quillfeather', school: name, pounds: 80 },
  })
  const lead = await owner.query(
    `insert into access.principal (kind, key, name) values ('user', 'kept-lead', $1) returning id`,
    [`Lead of ${name}`],
  )
  await owner.query(`insert into access.role_held (user_id, role) values ($1, 'safeguarding-lead')`, [lead.rows[0].id])
  await owner.query(
    `insert into involvement (child_id, source_person_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, $3, 'safeguarding-lead', 'School', 'identity', 1, 'keep a pupil safe', '2026-09-01', 'throughline', $4)`,
    [amara.id, amara.sourcePerson, lead.rows[0].id, testNow],
  )
  await owner.query(
    `insert into entry (uuid, source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id, author_id, status)
     values ('5c0de2f0-0000-4000-8000-00000000000a', $1, $2, 'note', 'attendance', 4, 1, $3, '2026-11-02', $4, 'throughline', $5, 'visit')`,
    [
      amara.sourcePerson,
      amara.id,
      { noteKind: 'visit', happenedOn: '2026-11-02', passages: [{ text: 'Came late', about: 'child' }] },
      testNow,
      lead.rows[0].id,
    ],
  )
  await owner.query(
    `insert into household_member (uprn, child_id, entry_id, sensitivity, true_from)
     select $1, $2, max(id), 1, '2026-09-01' from entry where child_id = $2 and kind = 'address'`,
    [home.uprn, amara.id],
  )
  const words = [
    ['school', 1, name.split(' ')[0]?.toLowerCase()],
    ['postcode', 2, home.postcode.replace(' ', '').toLowerCase()],
    ['phone', 2, home.phone],
  ] as const
  for (const [field, bit, word] of words) {
    await owner.query(`insert into search_word (word, sound) values ($1, '') on conflict do nothing`, [word])
    await owner.query(
      `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id) select id, $2, $4, $5, 1, $3 from search_word where word = $1`,
      [word, amara.id, amara.sourcePerson, field, bit],
    )
  }
  return async () => {
    await owner.query('delete from access.roll where establishment_id = $1', [id])
    const mine = words.map(([, , word]) => word)
    await owner.query('delete from search_key where word_id in (select id from search_word where word = any($1))', [
      mine,
    ])
    await owner.query('delete from household_member where uprn = $1', [home.uprn])
    await unhide()
    await owner.query(
      `delete from access.role_held where user_id in (select id from access.principal where key = 'kept-lead'); delete from access.principal where key = 'kept-lead'`,
    )
  }
}

/**
 * Where two worlds differ for somebody in this role, who is not named, that are alike but for where a protected child can be found; and whether they are told apart
 * once nobody protects her.
 */
export const differencesOfPlaces = async (
  twins: Twins,
  role: RoleKey,
): Promise<{ differing: string[]; apart: boolean }> => {
  const { plain, other } = twins
  const reader = readerIn(twins, role)
  const away = [await keptAt(plain, 0), await keptAt(other, 1)]
  try {
    const { amara } = plain.world
    const [here, there] = [await plain.site.signIn(reader), await other.site.signIn(reader)]
    const differing: string[] = []
    for (const word of placeWords) if ((await found(here, word)) !== (await found(there, word))) differing.push(word)
    for (const path of addressesAbout(amara.address, twins)) {
      const [a, b] = [await seen(here, path), await seen(there, path)]
      if (a !== b || telling.test(a) || telling.test(b)) differing.push(path)
    }
    for (const { db } of [plain, other]) await db.owner.query(`delete from access.shield where kind = 'protected'`)
    const record = `/children/${amara.address}`
    return { differing, apart: (await seen(here, record)) !== (await seen(there, record)) }
  } finally {
    for (const take of away) await take()
  }
}

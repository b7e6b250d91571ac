import type { RoleKey } from '../../access/index.ts'
import { aRelation, testNow } from '../../access/testing/index.ts'
import { linkPending } from '../../children/index.ts'
import { type Arrival, aRun, arrive } from '../../children/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { hiddenWord, markHidden } from './hidden-rows.ts'
import type { Visitor } from './index.ts'
import { addressesAbout, addSchool, found, readerIn, seen, type Twin, type Twins } from './twin-worlds.ts'

const school = {
  id: 900_003,
  uuid: '5c0de2f0-0000-4000-8000-000000000003',
  laestab: '8018003',
  name: 'Chestnut Academy',
}
/** Whom the school entered, and the address of the record that came of it. */
const pupil = { words: 'Niamh Okonedo', address: '5c0de2f0-0000-4000-8000-00000000c41d' }
const identity: Arrival['identity'] = {
  ...{ forename: 'Niamh', surname: 'Okonedo', birthDate: '2014-06-11' as PlainDate, sex: 'F' as const },
  ...{ house: '5', street: 'Quay Street', postcode: 'NM2 3BB' },
}

/** Puts a new pupil, of whom its files alone tell, on the roll of this reader's school. Calling what this gives takes it all away. */
const enterPupil = async (twin: Twin, principal: number): Promise<() => Promise<void>> => {
  const { db, site } = twin
  const { owner } = db
  const unhide = await markHidden(db)
  const { id, laestab } = school
  await addSchool(twin, school)
  await aRelation(owner, { establishment: id }, { principal, reason: 'school-roll' })
  const entered: Arrival = { source: 'school-census', key: 'entered', identity }
  const { id: row } = await arrive(owner, entered, testNow)
  const { run, record } = await aRun(owner, 'school-census', testNow, {
    of: 'entered',
    scope: `pupilonroll/${laestab}`,
  })
  await owner.query(
    `insert into intake.enrolment (source_person_id, establishment_id, starts_on, source_record_id, known_from) values ($1, $2, '2026-09-01', $3, $4)`,
    [row, id, record, testNow],
  )
  await linkPending(site.grounds.jobs)
  await owner.query(
    `update person set uuid = $2, changed_at = $3 where id = (select person_id from source_person where id = $1)`,
    [row, pupil.address, testNow],
  )
  await owner.query(`update entry set uuid = md5(kind)::uuid where source_person_id = $1`, [row])
  return async () => {
    await owner.query(`delete from intake.enrolment where establishment_id = $1`, [id])
    await owner.query('delete from source_record where id = $1', [record])
    await owner.query('delete from import_run where id = $1', [run])
    await owner.query(`delete from access.roll where establishment_id = $1`, [id])
    await owner.query(`delete from access.grant_row where establishment_id = $1`, [id])
    await unhide()
    await owner.query('delete from block_key where source_person_id not in (select id from source_person)')
  }
}

/** A child of that name and birth date, whose record is sealed: so that people are asked whether the pupil is she. */
const sealNamesake = async ({ db: { owner }, site }: Twin): Promise<void> => {
  const home = { house: '31', street: 'Hill Rise', postcode: 'NM7 7YY' }
  const hers: Arrival = { source: 'cin-census', key: 'sealed', identity: { ...identity, ...home } }
  const { personId } = await arrive(owner, hers, testNow)
  await owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'refuge', '2020-01-01')`,
    [personId],
  )
  await linkPending(site.grounds.jobs)
}

/** Somebody whom her record names works with the pupil and writes of it, before anybody says whose it is. */
const workOn = async ({ db: { owner }, world: { stranger } }: Twin): Promise<void> => {
  const here = `select p.id, $1::bigint, $2::timestamptz from person p where p.uuid = '${pupil.address}'`
  const by = [stranger.userId, testNow]
  await owner.query(
    `insert into involvement (child_id, principal_id, known_from, created_by, kind, service, category, category_bit, purpose, true_from, source_id)
     select *, $1, 'education-welfare', 'Education', 'attendance', 4, 'test', '2026-11-01', 'throughline' from (${here}) p`,
    by,
  )
  for (const [kind, category, bit] of [
    ['note', 'attendance', 4],
    ['address', 'contact', 2],
    ['task', 'identity', 1],
  ] as const)
    await owner.query(
      `insert into entry (child_id, author_id, known_from, source_person_id, kind, category, category_bit, sensitivity, summary, body, due_on, source_id)
       select p.*, (select max(id) from source_person where key = 'entered'), $3, $4, $5, 1, true, $6, '2026-11-25', 'throughline' from (${here}) p`,
      [...by, kind, category, bit, { text: hiddenWord, title: hiddenWord, street: hiddenWord }],
    )
}

/** The receipt of a change that the lead tells of the pupil: whether it waits for a person, or is on the record. */
const tells = async (visitor: Visitor): Promise<string> => {
  const moved = { kind: 'address', line: '8 Quay Street', town: 'Northmere', postcode: 'NM2 3BB', saidBy: 'mum' }
  const from = { 'from-day': '15', 'from-month': '11', 'from-year': '2026' }
  const sent = await visitor.post(`/children/${pupil.address}/tell`, { ...moved, ...from, step: 'send' })
  const to = sent.headers.location
  if (sent.statusCode !== 303 || !to) throw new Error(`The change was not taken: ${sent.statusCode}`)
  return (await seen(visitor, to)).replaceAll(to.split('/').at(-1) ?? '', 'RECEIPT')
}

/**
 * Where two worlds differ for a school's reader, that are alike but for a sealed child of whose name and birth date the school entered a pupil; what is kept
 * meanwhile, how many pages name the pupil, and whether the worlds are told apart once somebody named says that it stays kept.
 */
export const differencesOfPupil = async (twins: Twins, role: RoleKey) => {
  const { plain, other } = twins
  const reader = readerIn(twins, role)
  const away = [await enterPupil(plain, reader.userId), await enterPupil(other, reader.userId)]
  try {
    await sealNamesake(other)
    const { owner } = other.db
    await workOn(other)
    const { rows } = await owner.query<{ kind: string }>('select kind from access.shield where while_asked')
    const [here, there] = [await plain.site.signIn(reader), await other.site.signIn(reader)]
    const differing = (await found(here, pupil.words)) === (await found(there, pupil.words)) ? [] : ['a search']
    let named = 0
    for (const path of addressesAbout(pupil.address, twins)) {
      const [a, b] = [await seen(here, path), await seen(there, path)]
      if (a !== b) differing.push(path)
      if (a.includes(pupil.words)) named += 1
    }
    if (role === 'safeguarding-lead' && (await tells(here)) !== (await tells(there)))
      differing.push('a change that is told')
    await owner.query('update access.shield set decided_at = now(), decided_by = $1 where while_asked', [reader.userId])
    const apart = (await found(here, pupil.words)) !== (await found(there, pupil.words))
    return { differing, kept: rows.map(row => row.kind), named, apart }
  } finally {
    for (const take of away) await take()
  }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extractText } from 'unpdf'
import {
  type Answer,
  asActor,
  type Ground,
  performFamily,
  type SignedInFamily,
  type Upload,
} from '../../../../access/index.ts'
import { aChild, aFamily, anEntry } from '../../../../access/testing/index.ts'
import { indexPersons } from '../../../../children/index.ts'
import { type Arrival, arrive, someSources } from '../../../../children/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { beginCedarRound, dayBoxes, type RoundDesk, roundDesk, words } from '../../rounds/testing/index.ts'
import { familyPlacesPages } from '../index.ts'

/** Seals what families type, in tests. */
export const familyKey = Buffer.alloc(32, 5)
/** Families' pages of school places, and what they send as officers read it. */
export const familyRoutes = familyPlacesPages({ key: familyKey, phone: '01632 960474' })
export const familyHome = '/family/school-places'

type Asked = {
  readonly params?: Record<string, string>
  readonly form?: Record<string, string>
  readonly files?: readonly Upload[]
}
/** What an account asks for, as the pages under `/family` do. */
export const askAsFamily = (
  pages: Ground,
  family: SignedInFamily,
  path: string,
  { params = {}, form, files = [] }: Asked = {},
): Promise<Answer> => {
  const sort = form === undefined ? 'family-page' : 'family-action'
  const route = familyRoutes.find(one => one.path === path && one.sort === sort)
  assert.ok(route && (route.sort === 'family-page' || route.sort === 'family-action'), path)
  return performFamily(pages, route, family, { params, query: {}, form: form ?? {}, files, requestId: 'test' })
}

/** What Grace types of Łucja, in the round of F6. */
export const typed = {
  forename: 'Łucja',
  surname: 'Marsh',
  ...dayBoxes('born', '2023-05-03' as PlainDate),
  line: '22 Mill Street',
  postcode: 'nm1 4qt',
  'want-1': 'ASH',
  'want-2': 'BIR',
  'fact-looked_after': 'no',
  evidence: 'Council tax bill',
  saidBy: 'Grace Marsh',
  'teller-relation': 'mother',
  responsibility: 'yes',
}
/** Where a change leads to. */
export const goesTo = (answer: Answer): string => {
  assert.ok('redirect' in answer, words(answer))
  return answer.redirect.split('/').at(-1) ?? ''
}

/** Łucja, as a school tells of her. */
export const lucjaOnRecord = async (db: TestDatabase, jobs: Ground, at: Date) => {
  await someSources(db.owner, ['school-census', 'test'])
  const identity = {
    forename: 'Łucja',
    surname: 'Marsh',
    birthDate: '2023-05-03' as PlainDate,
    sex: 'F' as const,
    house: '22',
    street: 'Mill Street',
    postcode: 'NM1 4QT',
  }
  const carers = [{ name: 'Grace Marsh', relation: 'mother', livesWith: true }]
  const child = await arrive(db.owner, { source: 'school-census', key: 'lucja', identity, carers } as Arrival, at)
  await asActor(jobs, 'linker', tx => indexPersons(tx, [child.personId]))
  return { ...child, test: { id: child.personId, sourcePersonId: child.id, address: '' } }
}

/** A round of F6 that takes applications online (not yet, where `online` is false), with Łucja on record and two families' accounts, of which Grace's is her mother's. */
export const familyRound = async (now: () => Date, { online = true } = {}) => {
  const db = await testDatabase()
  const desk = await roundDesk(db, { more: () => familyRoutes, now })
  const child = await lucjaOnRecord(db, desk.jobs, now())
  const { family: grace } = await aFamily(db.owner, desk.pages, familyKey, 'grace')
  const { family: other } = await aFamily(db.owner, desk.pages, familyKey, 'other')
  await beginCedarRound(db, desk)
  if (online) await db.owner.query(`update admission_round set online_from = '2026-11-20'`)
  return { db, desk, child, grace, other }
}

type World = {
  readonly at: () => readonly [TestDatabase, RoundDesk]
  readonly letter: () => Promise<string>
  readonly outcome: () => Promise<string>
}

/** Letters of a round that is out, in a world where one child of fifteen has a mother at an address. */
export const letterTests = ({ at, letter, outcome }: World): void => {
  const list = async (): Promise<string> =>
    words(await at()[1].ask('/admissions/:round/letters', { query: { page: 1 } }))
  const gone = async (form: Record<string, string>): Promise<string> =>
    words(await at()[1].ask('/admissions/:round/letters', { form }))
  const refOf = async (reference: string): Promise<string> => {
    const { rows } = await at()[0].owner.query('select uuid from admission_application where reference like $1', [
      reference,
    ])
    return `outcome:0:${rows[0].uuid}`
  }

  test('the letter of the day goes to the mother at the address on the record', async () => {
    assert.match(
      await letter(),
      /School admissions Grace Marsh 22 Mill Street NM1 4QT .*We are pleased to offer Łucja Marsh/,
    )
  })

  test('of a child whose record was joined to another: what that one says counts', async () => {
    const [{ owner }, desk] = at()
    const { rows } = await owner.query(`select uuid, child_id from admission_application where reference like 'F-%'`)
    const joined = await aChild(owner)
    const to = (id: number | null) =>
      owner.query('update person set redirect_to = $2 where id = $1', [rows[0].child_id, id])
    await to(joined.id)
    const page = async () =>
      words(await desk.ask('/admissions/:round/applications/:application', { params: { application: rows[0].uuid } }))
    const shield = (kind: string) =>
      owner.query(
        `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, $2, 'test', $3, '2026-01-01')`,
        [joined.id, kind, desk.officer.userId],
      )
    assert.match(await page(), /NM1 4QT/)
    await shield('protected')
    assert.doesNotMatch(await page(), /NM1 4QT/)
    await shield('restricted')
    await assert.rejects(page(), NotFound)
    await owner.query('delete from access.shield')
    await anEntry(owner, joined, { kind: 'identity', category: 'identity', body: { deathDate: '2027-01-02' } })
    await assert.rejects(letter(), Conflict)
    assert.match(await list(), /14 letters.*1 is stopped: the record says that the child has died/)
    await to(null)
  })

  test('whom a worker wrote down as not to be met or told, no letter reaches, nor the place where they live; and no account reads the outcome', async () => {
    const [{ owner }] = at()
    const { rows } = await owner.query(
      `select a.child_id as id, s.id as sp from admission_application a join source_person s on s.person_id = a.child_id where reference like 'F-%'`,
    )
    const child = { id: rows[0].id, sourcePersonId: rows[0].sp, address: '' }
    for (const body of [
      { name: 'Grace Marsh', relation: 'mother', contact: 'none' },
      { name: 'Dan Kerr', relation: 'mothers-partner', contact: 'none', livesWith: 'yes' },
    ]) {
      const written = await anEntry(owner, child, { kind: 'family-person', category: 'contact', sensitivity: 2, body })
      await owner.query(`update entry set status = 'none' where id = $1`, [written])
      assert.match(await letter(), /No address is printed/)
      assert.match(await outcome(), /We will write to you/)
      await owner.query('update entry set known_to = now() where id = $1', [written])
    }
    assert.match(await letter(), /Grace Marsh 22 Mill Street/)
  })

  test('letters add up: those the gate lets go are printed, the others wait for somebody, and each is noted as gone once', async () => {
    assert.match(await list(), /15 letters = 15 to go \+ 0 gone\..*Print 1 letter of this page/)
    const print = words(await at()[1].ask('/admissions/:round/letters/print', { query: { page: 1 } }))
    assert.match(print, /Grace Marsh 22 Mill Street NM1 4QT/)
    assert.doesNotMatch(print, /Parent or carer of/)
    const letters = [await refOf('P05'), await refOf('F-%')]
    const pdf = await at()[1].ask('/admissions/:round/letters', { form: { letter: letters, way: 'pdf' } as never })
    assert.ok('file' in pdf)
    const { text } = await extractText(new Uint8Array(pdf.file.body as Buffer), { mergePages: true })
    assert.match(text, /Grace Marsh\s+22 Mill Street/)
    assert.doesNotMatch(text, /Parent or carer of/, 'the letter that the gate lets go, and no other')
    assert.match(
      await gone({ letter: await refOf('P05'), way: 'gate' }),
      /0 letters are noted as gone\. 1 is not: take it out/,
    )
    assert.match(await gone({ letter: await refOf('F-%'), way: 'gate' }), /1 letter is noted as gone/)
    await gone({ letter: await refOf('F-%'), way: 'gate' })
    assert.match(await gone({ letter: await refOf('P05'), way: 'hand' }), /1 letter is noted as gone/)
    const { rows: done } = await at()[0].owner.query(
      `select count(*)::integer as n, count(child_id)::integer as children from access.access_event
       where action = '/admissions/:round/letters' and outcome = 'done'`,
    )
    assert.deepEqual(
      done,
      [{ n: 5, children: 2 }],
      'a letter that is printed, and one that is noted as gone, is of its child; P05 has no record',
    )
    assert.match(await list(), /15 letters = 13 to go \+ 2 gone \(1 of them another way\)\./)
  })
}

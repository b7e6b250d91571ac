import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Answer, SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { perform, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { twoNamesakes } from '../testing/namesakes.ts'
import { clearingHouseRoutes } from './index.ts'

let town: LinkedTown
let sam: SignedInReader
let ines: SignedInReader
let uuid: string
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await town.db.owner.query(text, values)).rows as T[]
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  ;[sam, ines] = [await aReader(town.db.owner, 'clearing-house'), await aReader(town.db.owner, 'clearing-house')]
})
after(() => town.leave())
/** Two namesakes, of whom one lives where nobody may know: a join of them needs two people. */
beforeEach(async () => {
  town.turnBack()
  await emptyTables(town.db.owner, 'person, source_person, access.shield, access.membership')
  const both = await twoNamesakes(town)
  uuid = both.uuid
  const shield = `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`
  await rows(shield, [both.a.personId])
})

const send = (as: SignedInReader, sort: 'desk-page' | 'desk-action', path: string, form: object = {}) =>
  perform(town.pages, clearingHouseRoutes, as, [sort, path], { uuid, form })
const show = async (as: SignedInReader, path: string) => textOf(await send(as, 'desk-page', path))
const say = async (as: SignedInReader, decision: string) => {
  const version = /name="version" value="(\w+)"/.exec(await show(as, '/duplicates/:case'))?.[1] ?? ''
  return send(as, 'desk-action', '/duplicates/:case/decision', { decision, reason: 'service', version })
}
const takeBack = (as: SignedInReader): Promise<Answer> => send(as, 'desk-action', '/duplicates/:case/take-back')
const taken = { redirect: '/duplicates', flash: 'Taken back: your answer does not count.' }
const persons = async () => (await rows('select distinct person_id from source_person')).length

test('letter keys are off until a reviewer switches them on, for themselves alone, and can be switched off', async () => {
  const keys = async (as: SignedInReader) =>
    /data-shortcuts-toggle="(\w+)"/.exec(await show(as, '/duplicates/:case'))?.[1]
  const press = (on: string) => send(sam, 'desk-action', '/duplicates/keys', { keys: on })
  assert.deepEqual([await keys(sam), await keys(ines)], ['off', 'off'])
  for (const on of ['on', 'on']) await press(on)
  assert.deepEqual([await keys(sam), await keys(ines)], ['on', 'off'])
  assert.match(textOf(await say(sam, '')), /data-shortcuts-toggle="on"/, 'on a page that says what is missing too')
  await press('off')
  assert.equal(await keys(sam), 'off')
})

test('a decision keeps what the page said as it was taken, whatever the sources say since, without a value of either record; while a place is kept from the reader it says nothing of places', async () => {
  const decidedOn = async () =>
    /What it was decided on[\s\S]*(?=What the sources say now)/.exec(await show(sam, '/duplicates/:case'))?.[0]
  const shieldEnds = (to: string) => rows(`update access.shield set ends_at = ${to}`)
  await shieldEnds('starts_at')
  await rows(`update entry set body = body || '{"deathDate":"2026-02-02"}' where kind = 'identity'`)
  await say(sam, 'apart')
  const then = await decidedOn()
  assert.match(then ?? '', /A record says that the child died<[\s\S]*Different addresses/)
  await shieldEnds("'infinity'")
  const shielded = await decidedOn()
  assert.match(shielded ?? '', /A record says that the child died<[\s\S]*Same surname/)
  assert.doesNotMatch(shielded ?? '', /address|postcode|home/i)
  await shieldEnds('starts_at')
  assert.match(
    then ?? '',
    /on 20 November 2026 at \S+: different children, kept apart[\s\S]*Same surname[\s\S]*Forename, Surname, Birth date, Sex[\s\S]*rules of version/,
  )
  await rows(`update source_person set identity = identity || '{"surname": "Begum"}' where key = 'khan-2'`)
  assert.equal(await decidedOn(), then)
  const [{ sheet } = { sheet: '' }] = await rows<{ sheet: string }>(
    'select sheet::text from case_step where sheet is not null',
  )
  assert.doesNotMatch(sheet, /Khan|Mohammed|2014|February|NM1|High Street/)
})

describe('a first answer that waits for another reviewer', () => {
  test('stands under Decided for who gave it, is taken back there, and counts for nothing from then on', async () => {
    await say(sam, 'join')
    const decided = await show(sam, '/duplicates/decided')
    assert.match(decided, /Your answers that wait for another reviewer[\s\S]*Same child, join/)
    assert.doesNotMatch(await show(ines, '/duplicates/decided'), /answers that wait/)
    assert.match(await show(sam, '/duplicates/:case'), /Take my answer back/)
    assert.deepEqual(await takeBack(sam), taken)
    assert.match(await show(sam, '/duplicates'), /1 question waits for you/)
    assert.doesNotMatch(await show(sam, '/duplicates/decided'), /answers that wait/)
    await say(ines, 'join')
    assert.equal(await persons(), 2, 'the second is the first again')
    const nothing = await takeBack(sam)
    assert.ok('page' in nothing && nothing.status === 409)
    await say(sam, 'join')
    assert.equal(await persons(), 1)
    assert.match(
      textOf(await takeBack(ines)),
      /There is nothing to take back[\s\S]*same child, joined\. A decision can be undone/,
    )
  })

  test('and is taken back when the two differ already stays with the senior, who reads the other answer alone: who took it back is told the same', async () => {
    const senior = await aReader(town.db.owner, 'clearing-house')
    await rows(
      `with team as (insert into access.principal (kind, key, name) values ('team', gen_random_uuid()::text, 'x') returning id)
       insert into access.membership (user_id, team_id, manages) select $1, id, true from team`,
      [senior.userId],
    )
    await say(sam, 'join')
    await say(ines, 'apart')
    assert.deepEqual(await takeBack(sam), taken)
    const seen = await show(senior, '/duplicates/:case')
    assert.doesNotMatch(seen, /same child, join\./)
    assert.match(seen, /different children, keep apart\./)
    await assert.rejects(show(sam, '/duplicates/:case'), NotFound)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { address } from '../kinds/index.ts'
import { linkPending } from '../linking/index.ts'
import { anEntryOf, arrive } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { findConflictsOfDay } from './days.job.ts'

let town: LinkedTown
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
})
after(() => town.leave())
const day = 86_400_000
const waiting = async () =>
  (
    await town.db.owner.query<{ fact: string }>(
      `select fact from fact_conflict where state in ('open', 'asked') order by 1`,
    )
  ).rows.map(row => row.fact)

describe('a conflict that begins by the calendar', () => {
  test('stands on the list from the day on which the address holds that was told before, and leaves it when that has ended', async () => {
    const who = { forename: 'Liam', surname: 'Hearne', birthDate: '2013-05-03' as PlainDate, nhsNumber: '9434765919' }
    const home = { house: '14', street: 'Mill Lane', postcode: 'NM4 2QT' }
    await arrive(town.db.owner, { source: 'census', key: 'c', identity: { ...who, ...home } }, town.now())
    const { id, personId } = await arrive(town.db.owner, { source: 'care', key: 's', identity: who }, town.now())
    const moved = { type: 'home', paon: '3', street: 'Beach Road', postcode: 'NM9 9ZZ' }
    const told = { kind: address, body: moved, source: 'care', sourcePerson: id, person: personId, at: town.now() }
    await anEntryOf(town.db.owner, { ...told, from: '2026-11-24' as PlainDate, to: '2026-12-01' as PlainDate })
    await linkPending(town.jobs)
    await findConflictsOfDay(town.jobs)
    assert.deepEqual(await waiting(), [], 'on the day on which it is told')
    town.later(4 * day)
    await findConflictsOfDay(town.jobs)
    assert.deepEqual(await waiting(), ['address'])
    town.later(day)
    await findConflictsOfDay(town.jobs)
    assert.deepEqual(await waiting(), ['address'], 'once, however often it is looked for')
    town.later(7 * day)
    await findConflictsOfDay(town.jobs)
    assert.deepEqual(await waiting(), [])
  })
})

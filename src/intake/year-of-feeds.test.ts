import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays, isWorkingDay, type PlainDate, plainDate } from '../kernel/index.ts'
import { type IntakeWorld, intakeWorld } from './testing/index.ts'

const pupils = ['A1', 'B2', 'C3'] as const
const codes = ['/', '\\', 'L', 'I', 'M', 'C', 'O', 'G', 'U', 'B']
/** The working days of a school year: to a register terms do not matter. */
const days: PlainDate[] = []
for (let day = plainDate(2025, 9, 3); day < plainDate(2026, 7, 22); day = addDays(day, 1))
  if (isWorkingDay(day)) days.push(day)
const blockOf = 25
const blocks = Array.from({ length: Math.ceil(days.length / blockOf) }, (_, at) =>
  days.slice(at * blockOf, (at + 1) * blockOf),
)

/** What is true of a session in the end, and what was told of it first: of one day in five no reason was known yet. */
const truth = (day: PlainDate, pupil: number, session: number): string =>
  codes[(days.indexOf(day) * 7 + pupil * 3 + session) % codes.length] ?? '/'
const isCorrected = (day: PlainDate, pupil: number): boolean => (days.indexOf(day) + pupil) % 5 === 0
const first = (day: PlainDate, pupil: number, session: number): string =>
  isCorrected(day, pupil) ? 'N' : truth(day, pupil, session)
type Told = (day: PlainDate, pupil: number, session: number) => string
const rowsOf = (of: readonly PlainDate[], told: Told, only: (day: PlainDate, pupil: number) => boolean = () => true) =>
  of.flatMap(day =>
    pupils.flatMap((key, pupil) =>
      only(day, pupil) ? [`${day},${key},${told(day, pupil, 0)},${told(day, pupil, 1)}`] : [],
    ),
  )

describe('a year of registers', () => {
  let clean: IntakeWorld
  let messy: IntakeWorld
  let now = new Date('2025-09-01T08:00:00Z')
  before(async () => {
    clean = await intakeWorld(() => now)
    messy = await intakeWorld(() => now)
    const members = pupils.map((key, at) => `${key},Pupil,Number${at},2013-11-0${at + 1}`)
    for (const world of [clean, messy])
      await world.bring(await world.file('members.csv', { table: 'members', asOf: '2025-09-01T00:00:00Z' }, members))
  })
  after(async () => {
    await clean.drop()
    await messy.drop()
  })

  type Sent = {
    readonly at: PlainDate
    readonly asOf: PlainDate
    readonly rows: string[]
    readonly mode: 'snapshot' | 'delta'
  }
  const send = async (world: IntakeWorld, { at, asOf, rows, mode }: Sent, name: string): Promise<void> => {
    now = new Date(`${at}T18:30:00Z`)
    await world.bring(await world.file(name, { table: 'registers', asOf: `${asOf}T18:00:00Z`, mode }, rows))
  }
  const marksOf = (world: IntakeWorld) =>
    world.rows<{ key: string; marks: string }>(
      'select s.key, y.marks from attendance_year y join source_person s on s.id = y.source_person_id order by s.key',
    )

  test('late, doubled, out of order, corrected and missing for weeks is in the end the record of the clean feed', async () => {
    const last = days.at(-1) as PlainDate
    await send(clean, { at: last, asOf: last, rows: rowsOf(days, truth), mode: 'snapshot' }, 'clean.csv')
    const ends = (block: readonly PlainDate[]) => block.at(-1) as PlainDate
    const opening = (block: readonly PlainDate[]): Sent => ({
      at: ends(block),
      asOf: ends(block),
      rows: rowsOf(block, first),
      mode: 'snapshot',
    })
    const mending = (block: readonly PlainDate[]): Sent => {
      const asOf = addDays(ends(block), 5)
      return { at: asOf, asOf, rows: rowsOf(block, truth, isCorrected), mode: 'delta' }
    }
    const sent = blocks.flatMap((block, at): Sent[] => {
      const [opened, mended] = [opening(block), mending(block)]
      // Every third block comes after what mends it, every fourth twice, every fifth only weeks later.
      if (at % 3 === 1) return [mended, { ...opened, at: addDays(mended.at, 2) }]
      if (at % 4 === 2) return [opened, mended, { ...opened, at: addDays(mended.at, 3) }]
      if (at % 5 === 3)
        return [
          { ...opened, at: addDays(opened.at, 40) },
          { ...mended, at: addDays(opened.at, 41) },
        ]
      return [opened, mended]
    })
    const inOrder = sent.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    for (const [at, one] of inOrder.entries()) await send(messy, one, `messy ${at}.csv`)
    assert.deepEqual(await marksOf(messy), await marksOf(clean))
  })

  test('and a correction is known from the day on which it came, what it corrects before', async () => {
    const [change] = await messy.rows<{ old: string; on: string }>(
      `select c.old, (c.known_from at time zone 'UTC')::date::text as on from mark_change c join source_person s on s.id = c.source_person_id
       where s.key = 'A1' order by c.known_from, c.position limit 1`,
    )
    assert.deepEqual(change, { old: 'N', on: addDays(blocks[0]?.at(-1) as PlainDate, 5) })
    assert.equal((await clean.rows('select from mark_change')).length, 0)
  })
})

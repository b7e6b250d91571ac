import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type PlainDate, weekdayIndex } from '../kernel/index.ts'
import { type IntakeWorld, intakeWorld } from './testing/index.ts'

describe('registers arrive', () => {
  let world: IntakeWorld
  before(async () => {
    world = await intakeWorld()
    await world.bring(
      await world.file('members.csv', { table: 'members', asOf: '2025-09-01T00:00:00Z' }, [
        'A1,Ada,Byrne,2013-11-02',
        'B2,Bo,Chen,2014-03-05',
      ]),
    )
  })
  after(() => world.drop())

  const register = (name: string, asOf: string, rows: string[], mode: 'snapshot' | 'delta' = 'snapshot') =>
    world.file(name, { table: 'registers', asOf, mode }, rows)
  const marksOf = async (key: string, date: string) => {
    const [year] = await world.rows<{ marks: string; attended: string; unauthorised: string }>(
      `select y.marks, y.attended, y.unauthorised from attendance_year y join source_person s on s.id = y.source_person_id where s.key = $1 and y.year = 2025`,
      [key],
    )
    const at = 2 * (weekdayIndex(2025, date as PlainDate) ?? 0)
    return (
      year && {
        marks: year.marks.slice(at, at + 2),
        attended: year.attended.slice(at, at + 2),
        unauthorised: year.unauthorised.slice(at, at + 2),
      }
    )
  }
  const changes = () =>
    world.rows(
      `select s.key, c.old, c.new from mark_change c join source_person s on s.id = c.source_person_id order by c.position, s.key, c.known_from`,
    )

  test('a day’s register is one row as it came, and a mark in each pupil’s year', async () => {
    const report = await world.bring(
      await register('r1.csv', '2025-09-08T18:00:00Z', ['2025-09-08,A1,/,N', '2025-09-08,B2,C1,\\']),
    )
    assert.deepEqual([report.rows, report.accepted], [2, 2])
    assert.deepEqual(await marksOf('A1', '2025-09-08'), { marks: '/N', attended: '10', unauthorised: '01' })
    assert.deepEqual(await marksOf('B2', '2025-09-08'), { marks: 'c\\', attended: '01', unauthorised: '00' })
    assert.equal((await world.rows('select from source_record where register')).length, 1)
    assert.deepEqual(await changes(), [])
  })

  test('the school is known to have sent that day’s register, and an earlier one sent later does not take that back', async () => {
    const arrived = async () =>
      (await world.rows('select register_on::text as on from access.establishment where register_on is not null')).map(
        r => r.on,
      )
    assert.deepEqual(await arrived(), ['2025-09-08'])
    await world.bring(await register('r0.csv', '2025-09-08T18:05:00Z', ['2025-09-05,A1,/,\\']))
    assert.deepEqual(await arrived(), ['2025-09-08'])
  })

  test('the same register again changes nothing', async () => {
    const report = await world.bring(
      await register('r1 again.csv', '2025-09-08T18:00:00Z', ['2025-09-08,B2,C1,\\', '2025-09-08,A1,/,N']),
    )
    assert.deepEqual([report.rows, report.unchanged], [2, 2])
    assert.deepEqual(await changes(), [])
  })

  test('a reason that is found later takes the place of N, and both are kept', async () => {
    await world.bring(await register('r2.csv', '2025-09-10T18:00:00Z', ['2025-09-08,A1,/,I', '2025-09-08,B2,C1,\\']))
    assert.deepEqual(await marksOf('A1', '2025-09-08'), { marks: '/I', attended: '10', unauthorised: '00' })
    assert.deepEqual(await changes(), [{ key: 'A1', old: 'N', new: 'I' }])
  })

  test('a register sent late from before that does not bring N back', async () => {
    await world.bring(
      await register('r1 late.csv', '2025-09-09T18:00:00Z', ['2025-09-08,A1,/,N', '2025-09-08,B2,O,O'], 'delta'),
    )
    assert.equal((await marksOf('A1', '2025-09-08'))?.marks, '/I')
    assert.equal((await marksOf('B2', '2025-09-08'))?.marks, 'c\\')
  })

  test('some corrections of a day leave the other pupils’ marks', async () => {
    await world.bring(await register('r3.csv', '2025-09-11T18:00:00Z', ['2025-09-08,B2,B,B'], 'delta'))
    assert.equal((await marksOf('A1', '2025-09-08'))?.marks, '/I')
    assert.equal((await marksOf('B2', '2025-09-08'))?.marks, 'BB')
  })

  test('a whole register without a pupil takes the pupil’s marks of that day back', async () => {
    await world.bring(await register('r4.csv', '2025-09-09T20:00:00Z', ['2025-09-09,A1,/,\\', '2025-09-09,B2,/,\\']))
    await world.bring(await register('r5.csv', '2025-09-10T20:00:00Z', ['2025-09-09,A1,/,\\']))
    assert.equal((await marksOf('B2', '2025-09-09'))?.marks, '--')
  })

  test('so it does where a correction of another pupil came between', async () => {
    await world.bring(await register('r7.csv', '2025-09-15T20:00:00Z', ['2025-09-15,A1,/,N', '2025-09-15,B2,/,\\']))
    await world.bring(await register('r8.csv', '2025-09-16T20:00:00Z', ['2025-09-15,A1,/,I'], 'delta'))
    assert.equal((await marksOf('B2', '2025-09-15'))?.marks, '/\\')
    await world.bring(await register('r9.csv', '2025-09-17T20:00:00Z', ['2025-09-15,A1,/,I', '2025-09-16,A1,/,\\']))
    assert.equal((await marksOf('B2', '2025-09-15'))?.marks, '--')
  })

  test('a pupil nobody has named is rejected; when the pupil list comes, the same register marks the pupil', async () => {
    const rows = ['2025-09-12,A1,/,\\', '2025-09-12,C3,/,U']
    const first = await world.bring(await register('r6.csv', '2025-09-12T18:00:00Z', rows))
    assert.deepEqual([first.accepted, first.rejected], [1, 1])
    await world.bring(
      await world.file('new member.csv', { table: 'members', asOf: '2025-09-12T00:00:00Z', mode: 'delta' }, [
        'C3,Cy,Dunn,2012-01-01',
      ]),
    )
    const again = await world.bring(await register('r6 again.csv', '2025-09-12T18:00:00Z', rows))
    assert.deepEqual([again.unchanged, again.rejected], [2, 0])
    assert.equal((await marksOf('C3', '2025-09-12'))?.marks, '/U')
  })
})

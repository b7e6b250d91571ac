import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { type Identity, scorer } from '../../linkage/index.ts'
import { compareRecords, matters } from './compare-records.ts'
import { settle } from './homes.ts'
import { sourceRecord } from './source-record.ts'

const score = scorer()
let next = 1
const record = (identity: Identity, { adult = false, person = next, id = next++ } = {}) =>
  sourceRecord({ id, source_id: 's', key: String(id), person_id: person, adult, identity })
const joined = (a: Identity, b: Identity, adults: readonly [boolean, boolean]) => {
  const found = compareRecords(record(a, { adult: adults[0] }), record(b, { adult: adults[1] }), score)
  return found !== undefined && matters(found) && found.bits > 0 && found.vetoes === 0
}
const donna: Identity = {
  forename: 'Donna',
  surname: 'Hearne',
  phones: ['07700 900123'],
  emails: ['Donna@example.org'],
}

describe('comparing source persons', () => {
  test('two adults are one with the same name and the same number or address of mail, however they are written', () => {
    assert.ok(joined(donna, { forename: 'DONNA', surname: 'hearne', phones: ['+44 7700 900123'] }, [true, true]))
    assert.ok(joined(donna, { forename: 'Donna', surname: 'Hearne', emails: ['donna@EXAMPLE.org'] }, [true, true]))
  })

  test('two adults are not one by name alone, by number alone, or against a birth date or a sex', () => {
    assert.ok(!joined(donna, { forename: 'Donna', surname: 'Hearne' }, [true, true]))
    assert.ok(!joined(donna, { ...donna, forename: 'Sam' }, [true, true]))
    const born = (day: string) => ({ ...donna, birthDate: day as PlainDate })
    assert.ok(!joined(born('1985-01-01'), born('1961-02-02'), [true, true]))
    assert.ok(!joined({ ...donna, sex: 'F' }, { ...donna, sex: 'M' }, [true, true]))
  })

  test('a sixteen-year-old mother is one with her own child’s record only by a number, with everything else in favour', () => {
    const ella: Identity = {
      forename: 'Ella',
      surname: 'Marsh',
      birthDate: '2010-04-09' as PlainDate,
      phones: ['07700 900111'],
      postcode: 'NM4 2QT',
      sex: 'F',
    }
    assert.ok(!joined(ella, ella, [true, false]), 'name, birth date, telephone and address do not do')
    assert.ok(joined({ ...ella, nhsNumber: '9434765919' }, { ...ella, nhsNumber: '9434765919' }, [true, false]))
    const other = { ...ella, forename: 'Daisy', birthDate: '2026-01-05' as PlainDate }
    assert.ok(!joined({ ...ella, nhsNumber: '9434765919' }, { ...other, nhsNumber: '9434765919' }, [true, false]))
  })
})

describe('which person a part becomes', () => {
  const at = (id: number, person: number) => record({}, { id, person })

  test('joined parts become the oldest person, unless people stand by another; the others point there', () => {
    const part = [at(1, 10), at(2, 20)]
    assert.deepEqual(settle([part], new Set()), {
      homes: [10],
      emptied: [{ person: 20, part: 0 }],
      splitFrom: [{ person: 20, part: 0 }],
    })
    assert.deepEqual(settle([part], new Set([20])).homes, [20])
  })

  test('a person that is cut stays with its oldest source person; the rest becomes somebody new', () => {
    assert.deepEqual(settle([[at(5, 10)], [at(1, 10), at(2, 10)]], new Set()), {
      homes: [undefined, 10],
      emptied: [],
      splitFrom: [{ person: 10, part: 0 }],
    })
  })
})

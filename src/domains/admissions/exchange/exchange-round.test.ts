import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { faultLine, RoundRefused } from '../files/faults.ts'
import { folderOf } from '../testing/index.ts'
import { exchangeRound } from './exchange-round.actions.ts'

/** F5 over a border: Oak is kept by one council, where Ann lives, and Elm by the other, where Ben lives. */
const here = () =>
  folderOf({
    'schools.csv': 'school_id,places\nOAK,1\n',
    'preferences.csv': 'child_id,rank,school_id\nAnn,1,ELM\nAnn,2,OAK\n',
    'ranking.csv': 'school_id,child_id,position\nOAK,Ann,1\nOAK,Ben,2\n',
  })
const there = () =>
  folderOf({
    'schools.csv': 'school_id,places\nELM,1\n',
    'preferences.csv': 'child_id,rank,school_id\nBen,1,OAK\nBen,2,ELM\n',
    'ranking.csv': 'school_id,child_id,position\nELM,Ben,1\nELM,Ann,2\n',
  })
const out = (folder: string): string => `${folder}-out`
const said = (folder: string, file: string): string[] =>
  readFileSync(join(out(folder), file), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
/** Each tells the other until neither has more to say, and each has what both told. */
const exchange = (councils: readonly string[]): void => {
  let told = new Set<string>()
  for (let turns = 0; turns < 20; turns++) {
    const more = councils.map(folder => exchangeRound(folder, out(folder)).tell)
    for (const folder of councils) told = new Set([...told, ...said(folder, 'told.csv')])
    for (const folder of councils)
      writeFileSync(join(folder, 'told.csv'), `says,child_id,school_id\n${[...told].map(line => `${line}\n`).join('')}`)
    if (more.every(count => count === 0)) return
  }
  assert.fail('the exchange does not end')
}

describe('an exchange with another council, by files', () => {
  test('ends with the best for every child on both sides; nothing that is told says which choice a school is', () => {
    const councils = [here(), there()]
    exchange(councils)
    assert.deepEqual(
      councils.map(folder => said(folder, 'placed.csv')),
      [['Ann,ELM'], ['Ben,OAK']],
    )
    assert.deepEqual(said(councils[0] ?? '', 'told.csv'), ['wanted,Ann,ELM', 'wanted,Ben,OAK'])
    const bytes = readFileSync(join(out(councils[0] ?? ''), 'told.csv'), 'utf8')
    exchangeRound(councils[0] ?? '', out(councils[0] ?? ''))
    assert.equal(readFileSync(join(out(councils[0] ?? ''), 'told.csv'), 'utf8'), bytes)
  })

  test('goes on after the offers: who declines frees a place for the next, and who moves up frees theirs', () => {
    const councils = [here(), there()]
    const offers = 'child_id,school_id\nAnn,OAK\nBen,ELM\nDan,\n'
    for (const folder of councils) writeFileSync(join(folder, 'offers.csv'), offers)
    writeFileSync(join(councils[1] ?? '', 'declined.csv'), 'child_id,school_id\nBen,ELM\n')
    exchange(councils)
    assert.deepEqual(
      councils.map(folder => said(folder, 'placed.csv')),
      [['Ann,ELM'], ['Ben,OAK']],
    )
  })

  test('stops with every fault by file and line, and writes nothing', () => {
    const folder = folderOf({
      'schools.csv': 'school_id,places\nOAK,-1\nOAK,2\n',
      'preferences.csv': 'child_id,rank,school_id\nAnn,x,OAK\nAnn,1,OAK\nAnn,1,ELM\n',
      'ranking.csv': 'school_id,child_id,position\nOAK,Ann,1\nOAK,Ben,3\nFIR,Ann,1\n',
      'told.csv': 'says,child_id,school_id\nmaybe,Ann,ELM\n',
      'offers.csv': 'child_id,school_id\nAnn,OAK\nAnn,ELM\n',
    })
    assert.throws(
      () => exchangeRound(folder, out(folder)),
      (error: RoundRefused) => {
        assert.ok(error instanceof RoundRefused)
        assert.deepEqual(
          error.faults.map(faultLine).map(line => line.split(':')[0]),
          [
            'schools.csv, line 2',
            'schools.csv, line 3',
            'preferences.csv, line 2',
            'preferences.csv, line 4',
            'ranking.csv, line 3',
            'ranking.csv, line 4',
            'told.csv, line 2',
            'offers.csv, line 3',
          ],
        )
        return true
      },
    )
    assert.ok(!existsSync(out(folder)))
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sinceWords } from '../commands/audit-verify.ts'
import { differencesFrom, type Facts } from './manifest.ts'
import { isFull } from './restore-backup.actions.ts'

const facts = (rows: Facts['rows'], rules = 'as they were', snapshot = '90:90:'): Facts => ({
  snapshot,
  rows,
  fenced: 1,
  rules,
  roots: 0,
})

describe('a restored database is held against what the backup says of it', () => {
  const said = { before: facts({ entry: 1_000, link: 8 }), after: facts({ entry: 1_003, link: 8 }) }

  test('as many rows as just before the copy’s moment, just after, or something between are as they should be', () => {
    for (const entry of [1_000, 1_002, 1_003]) assert.deepEqual(differencesFrom(said, facts({ entry, link: 8 })), [])
  })

  test('where transactions ran in that moment, as many fewer or more as these may have taken away and put there in turn', () => {
    const busy = {
      before: facts({ entry: 1_000 }, 'as they were', '70:90:70,88'),
      after: facts({ entry: 1_003 }, 'as they were', '91:93:'),
    }
    for (const entry of [995, 1_008]) assert.deepEqual(differencesFrom(busy, facts({ entry })), [])
    for (const entry of [994, 1_009]) assert.match(differencesFrom(busy, facts({ entry })).join(), /says 995 to 1,008/)
  })

  test('a row too few, one too many, and a table that is missing or was not there are told', () => {
    assert.deepEqual(differencesFrom(said, facts({ entry: 999, link: 9, planted: 1 })), [
      'entry has 999 rows, where the backup says 1,000 to 1,003',
      'link has 9 rows, where the backup says 8',
      'planted has 1 row, where the backup says 0',
    ])
    assert.deepEqual(differencesFrom(said, facts({ entry: 1_000 })), ['link has 0 rows, where the backup says 8'])
  })

  test('a flag, a policy, a function or a grant that is another is told, however many rows there are', () => {
    assert.deepEqual(differencesFrom(said, facts({ entry: 1_000, link: 8 }, 'one policy less')), [
      'row security is not as the backup says',
    ])
  })
})

test('of a trail that was set back it is said what was signed after, that nothing was, or that nobody can say', () => {
  const set = { roots: 5, known: 5, lost: 0, witness: 'w' }
  assert.match(sinceWords({ ...set, known: 9, lost: 4 }), /4 roots are in w, and the events under them are lost/)
  assert.equal(sinceWords(set), 'The witness knew of nothing that happened after it.')
  assert.equal(sinceWords({ ...set, known: 4 }), 'The witness knew of nothing that happened after it.')
  assert.match(sinceWords({ ...set, known: 0 }), /knew 0 roots\): nobody can say what happened after it/)
})

test('a disk that is full is told from other faults, whether we or PostgreSQL came upon it', () => {
  const ours = Object.assign(new Error('write'), { code: 'ENOSPC' })
  const theirs = new Error('postgres failed: FATAL: could not write to file "pg_wal/1": No space left on device')
  assert.deepEqual([ours, theirs, new Error('The backup is damaged.')].map(isFull), [true, true, false])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endInvolvement, startInvolvement } from '../../access/index.ts'
import { aChild, anEntry, aReader, aSeal, testGrounds } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { atDesk } from '../testing/index.ts'
import { findLooks } from './index.ts'

test('a look is asked about by nothing that is sealed, nor by what a source told whose agreement is withdrawn; nor does work that one began and ended oneself explain it', async () => {
  const db = await testDatabase()
  try {
    const { jobs, pages } = await testGrounds(db, () => new Date('2026-11-24T04:20:00Z'))
    const rows = async (text: string, values: unknown[] = []) => (await db.owner.query(text, values)).rows
    const [kin, holder] = [await aReader(db.owner, 'social-worker'), await aReader(db.owner, 'social-worker')]
    const [hidden, told] = [await aChild(db.owner), await aChild(db.owner, 'withdrawn')]
    await rows(`update access.principal set name = 'Iva Quill' where id = $1`, [kin.userId])
    // so that no surname is common
    await rows('insert into person (has_record) select true from generate_series(1, 300)')
    const carer = { kind: 'carer', category: 'identity', body: { name: 'Iva Quill' } } as const
    const seal = await aSeal(db.owner, { kind: 'silent', holder: holder.userId, named: [holder.userId] })
    await anEntry(db.owner, hidden, { ...carer, seal })
    await anEntry(db.owner, told, { ...carer, source: 'withdrawn' })
    await rows(
      `with w as (insert into search_word (word, sound) values ('quill', '') returning id)
       insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id) select id, $1, 'surname', 1, 1, $2 from w`,
      [told.id, told.sourcePersonId],
    )
    for (const child of [hidden, told])
      await rows(
        `insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
         values ('2026-11-23T10:00:00Z', $1, 'social-worker', 'test', '/children/:child', $2, 'shown', 'universal', 'test')`,
        [kin.userId, child.id],
      )
    const foundWhen = async (withdrawn: string | null) => {
      await rows(`update source set agreement_withdrawn_at = $1 where id = 'withdrawn'`, [withdrawn])
      await rows('delete from access.looks_weighed')
      await findLooks(jobs)
      return (await rows('select rule, child_id as child from access.look_to_ask order by rule')) as object[]
    }
    assert.deepEqual(await foundWhen('2026-11-23T12:00:00Z'), [])
    // Work that they began and ended themselves is given by nobody.
    await atDesk(pages, kin, 'recorder', async command => {
      const [from, to] = ['2026-11-20' as PlainDate, '2026-11-23' as PlainDate]
      const work = { childId: told.id, principalId: kin.userId, kind: 'social-work', from }
      await endInvolvement(command, await startInvolvement(command, work), to)
    })
    assert.deepEqual(await foundWhen(null), [
      { rule: 'own-name', child: told.id },
      { rule: 'own-surname', child: told.id },
    ])
    // So is one of the family whom a worker wrote down, and the child, whose name in full is the reader's own.
    for (const more of [
      { kind: 'family-person', category: 'contact', body: { name: 'QUILL, Iva', relation: 'aunt' } },
      { kind: 'identity', category: 'identity', body: { forename: 'Iva', surname: 'Quill' } },
    ] as const) {
      await rows('delete from access.look_to_ask')
      await rows(`update entry set known_to = '2026-11-23' where kind in ('carer', 'family-person')`)
      await anEntry(db.owner, told, more)
      assert.deepEqual((await foundWhen(null))[0], { rule: 'own-name', child: told.id }, more.kind)
    }
  } finally {
    await db.drop()
  }
})

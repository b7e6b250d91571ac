import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anEntry } from '../../access/testing/index.ts'
import { coreKinds, recordPages } from '../../children/index.ts'
import { twoChildren, wordsOf } from '../../children/testing/index.ts'
import { socialCarePanels } from './social-care.page.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
before(async () => {
  town = await twoChildren(recordPages({ kinds: coreKinds, panels: socialCarePanels, dutyPhone: '01632 960450' }))
})
after(() => town.db.drop())

test('the visit page says when social care last saw the child, as the record does', async () => {
  const visit = async () => wordsOf(await town.ask(town.worker, town.child, { path: '/children/:child/visit' }))
  assert.match(await visit(), /Last seen No worker has written that they saw the child, as far as you can see/)
  const body = { on: '2026-11-12', alone: true }
  await anEntry(town.db.owner, town.child, { kind: 'last-seen', category: 'care-content', body })
  assert.match(await visit(), /Last seen 12 November 2026, seen alone/)
})

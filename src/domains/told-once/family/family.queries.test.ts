import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Answer, noMasks, type SignedInFamily, withContext } from '../../../access/index.ts'
import { anEntry, aReader, type TestChild } from '../../../access/testing/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { goesTo, moved, toldTown } from '../testing/told-town.actions.ts'

const town = await toldTown()
const { db, grounds, duty, worker, heard } = town
const { someChild, someFamily, ask, askAs, addressesOf, linesOf } = town
after(town.leave)

const form = (forename: string, more: Record<string, string> = {}) => ({
  ...moved,
  'child-forename': forename,
  'child-surname': 'Hart',
  'born-day': '30',
  'born-month': '11',
  'born-year': '2015',
  'teller-relation': 'mother',
  responsibility: 'yes',
  saidBy: 'Dana Hart',
  ...more,
})
const send = async (family: SignedInFamily, forename: string): Promise<string> =>
  goesTo(await askAs(family, '/family/tell', { form: form(forename, { step: 'send' }) }))
const reads = async (family: SignedInFamily, told: string): Promise<string> =>
  wordsOf(await askAs(family, '/family/told/:told', { params: { told } }))
const kept = async (told: string) =>
  (
    await db.owner.query<{
      uuid: string
      state: string
      claim: string
      claim_how: string | null
      child_id: number | null
      held_why: string[]
    }>(
      `select c.uuid, c.state, c.claim, c.claim_how, c.child_id, c.held_why from told_change c join family_told f on f.change_id = c.id where f.uuid = $1`,
      [told],
    )
  ).rows[0] ?? assert.fail()
const decide = async (told: string, fields: Record<string, string>, by = duty): Promise<Answer> =>
  ask(by, '/told-changes/:change', { params: { change: (await kept(told)).uuid }, form: fields })
const look = async (told: string, by = duty) =>
  wordsOf(await ask(by, '/told-changes/:change', { params: { change: (await kept(told)).uuid } }))
const checked = { decision: 'yes', how: 'birth-certificate' }

describe('a family tells of a change by its own account', () => {
  let dana: SignedInFamily
  let leo: TestChild
  let told: string
  before(async () => {
    dana = await someFamily('dana')
    leo = await someChild('Leo')
  })

  test('sees which services will be told before it sends, the same whether or not the child is known', async () => {
    const known = wordsOf(await askAs(dana, '/family/tell', { form: form('Leo') }))
    assert.match(
      known,
      /Check before you send.*Who will be told.*a person first checks.*Council Tax Libraries.*Confidential services never are/,
    )
    assert.equal(
      wordsOf(await askAs(dana, '/family/tell', { form: form('Nobodin') })).replaceAll('Nobodin', 'Leo'),
      known,
    )
    const { rows } = await db.owner.query('select from told_change')
    assert.equal(rows.length, 0, 'nothing is kept until then')
  })

  test('reads what is wrong by field, and loses nothing that it typed', async () => {
    const answer = await askAs(dana, '/family/tell', {
      form: form('Łucja', { postcode: '', saidBy: '', responsibility: '' }),
    })
    const text = wordsOf(answer)
    assert.equal('status' in answer && answer.status, 422)
    assert.match(text, /Choose whether you have parental responsibility.*Enter a whole postcode.*Enter your name/)
    assert.match('page' in answer ? String(answer.page.body) : '', /value="Łucja"/)
  })

  test('may stop and come back: what it typed is its own, sealed, and gone when it is sent or forgotten', async () => {
    for (const name of ['Siân Llŷr', 'Łucja Żak', 'فاطمة', '田中', '<script>alert(1)</script>']) {
      await askAs(dana, '/family/tell', { form: { 'child-forename': name, step: 'save' } })
      const page = await askAs(dana, '/family/tell')
      const shown = 'page' in page ? String(page.page.body) : ''
      assert.ok(shown.includes(`value="${name.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`), name)
    }
    const { rows } = await db.owner.query('select encode(words, $1) as text from family_draft', ['escape'])
    assert.doesNotMatch(rows[0].text, /script/)
    const other = await someFamily('other')
    const theirs = await askAs(other, '/family/tell')
    assert.doesNotMatch('page' in theirs ? String(theirs.page.body) : '', /script/)
    await askAs(dana, '/family/tell', { form: { step: 'forget' } })
    assert.equal((await db.owner.query('select from family_draft')).rowCount, 0)
  })

  test('gets a receipt, and nothing changes: no record, no service', async () => {
    told = await send(dana, 'Leo')
    assert.match(
      await reads(dana, told),
      /Received Thank you\. A person reads it.*Your receipt number is [B-Z2-9]{5}-[B-Z2-9]{5}\./,
    )
    assert.deepEqual(await addressesOf(leo), ['Larch Close'])
    const { uuid, ...row } = await kept(told)
    assert.deepEqual(row, { state: 'held', claim: 'unchecked', claim_how: null, child_id: leo.id, held_why: ['claim'] })
    assert.deepEqual(await linesOf(uuid), [])
    assert.equal((await db.owner.query('select from family_draft')).rowCount, 0)
    assert.equal(heard.length, 0)
  })

  test('is nobody else’s to read: another account, a worker, or the records', async () => {
    const other = await someFamily('other')
    await assert.rejects(askAs(other, '/family/told/:told', { params: { told } }), NotFound)
    assert.match(wordsOf(await askAs(other, '/family/told')), /You have told us of no change yet/)
    assert.match(wordsOf(await ask(worker, '/told')), /You have told of no change yet/)
  })

  test('has no sight of any table but its own words, whatever it asks the database', async () => {
    const { rows: tables } = await db.owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'access', 'intake')
         and c.relkind in ('r', 'p') and c.relrowsecurity and has_table_privilege('throughline_pages', c.oid, 'select')
         -- Which systems send and which schools there are, everybody reads.
         and c.oid not in ('source'::regclass, 'access.establishment'::regclass)`,
    )
    const context = {
      kind: 'family',
      id: String(dana.familyId),
      principals: [],
      masks: noMasks,
      at: new Date('2026-11-20T10:00:00Z'),
    } as const
    const seen: string[] = []
    await withContext(grounds.pages, context, async tx => {
      for (const { name } of tables) {
        const { rows } = await sql<{ some: boolean }>`select exists (select from ${sql.raw(name)}) as some`.execute(tx)
        if (rows[0]?.some) seen.push(name)
      }
    })
    assert.ok(tables.length > 40)
    assert.deepEqual(seen, ['family_told'])
  })

  test('waits for duty, who sees the claim as a claim; nothing goes on before it was checked', async () => {
    assert.match(
      await look(told),
      /Parental responsibility Yes E-mail, verified by their sign-in dana@example\.org Receipt number/,
    )
    assert.match(wordsOf(await decide(told, { decision: 'yes' })), /Choose how the claim was checked/)
    await decide(told, { decision: 'begin' })
    assert.match(await reads(dana, told), /We are checking it Somebody is making sure/)
    await assert.rejects(
      db.owner.query(`update told_change set state = 'applied' where uuid = $1`, [(await kept(told)).uuid]),
      /check constraint/,
    )
    await decide(told, { decision: 'ask', ask: 'proof' })
    assert.match(
      await reads(dana, told),
      /We need to talk to you We need to see something that shows who you are.*give your receipt number/,
    )
    assert.deepEqual(await addressesOf(leo), ['Larch Close'])
    goesTo(await decide(told, checked))
    assert.deepEqual(await addressesOf(leo), ['Larch Close', 'Mill Street'])
    assert.match(await reads(dana, told), /Done It is changed, and the services below are told/)
    assert.deepEqual(
      (await linesOf((await kept(told)).uuid)).map(line => line.service),
      ['council-tax', 'libraries'],
    )
    await assert.rejects(decide(told, checked), NotFound)
  })

  test('of a child whom its words do not lead to waits for the right record, and stops there at the gate', async () => {
    const lost = await send(dana, 'Leonardo')
    assert.deepEqual((await kept(lost)).held_why, ['claim', 'not-found'])
    assert.match(wordsOf(await decide(lost, checked)), /Enter the child’s full name and date of birth/)
    const ivy = await someChild('Ivy')
    await anEntry(db.owner, ivy, {
      kind: 'protection-plan',
      category: 'protection',
      sensitivity: 2,
      body: { category: 'x' },
    })
    goesTo(await decide(lost, { ...checked, child: `/children/${ivy.address}` }))
    assert.deepEqual(await addressesOf(ivy), ['Larch Close'])
    assert.match(await look(lost), /Claim checked We saw the birth certificate.*There is a plan to protect the child/)
    goesTo(await decide(lost, { decision: 'yes' }))
    assert.deepEqual(await addressesOf(ivy), ['Larch Close', 'Mill Street'])
  })

  test('is refused in words that say nothing of why', async () => {
    const refused = await send(dana, 'Leo')
    goesTo(await decide(refused, { decision: 'no' }))
    assert.match(
      await reads(dana, refused),
      /We need to talk to you We need to talk to you about this\. Nothing has changed/,
    )
    assert.equal((await kept(refused)).state, 'refused')
  })

  test('shows the gate’s reasons to whoever checks it, as they are when they look', async () => {
    const sam = await someChild('Sam')
    await anEntry(db.owner, sam, {
      kind: 'danger-note',
      category: 'identity',
      body: { sort: 'not-to-meet', short: 'Dan', whatToDo: 'x' },
    })
    const stopped = await send(dana, 'Sam')
    assert.deepEqual((await kept(stopped)).held_why, ['claim'])
    assert.match(await look(stopped), /Somebody must not be met or told, or the parents live apart/)
  })

  test('whoever may look at it reads whether the family’s e-mail has gone: in the same words whatever stands against it', async () => {
    const page = async (by = duty): Promise<string> => wordsOf(await ask(by, '/told-changes/e-mails'))
    const elsewhere = await aReader(db.owner, 'social-worker')
    const leos = /Leo Hart .{0,80}Goes within ten minutes/
    assert.match(await page(), leos)
    assert.match(await page(worker), leos)
    assert.doesNotMatch(await page(elsewhere), /Hart/)
    const said = new Set<string>()
    for (const [kind, category, body] of [
      ['danger-note', 'protection', { sort: 'not-to-meet', short: 'Not to be told', who: 'Dan Hart' }],
      ['identity', 'identity', { deathDate: '2026-11-19' }],
    ] as const) {
      const entry = await anEntry(db.owner, leo, { kind, category, body })
      said.add(await page())
      await db.owner.query('update entry set known_to = now() where id = $1', [entry])
    }
    assert.equal(said.size, 1)
    assert.match([...said].join(''), /Leo Hart .{0,80}Held: ask the family or the duty team first/)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'restricted', 'test', $2, '2026-01-01')`,
      [leo.id, elsewhere.userId],
    )
    assert.doesNotMatch(await page(), /Leo/)
    await db.owner.query('delete from access.shield')
  })

  test('of a shielded child goes to those it names, whose every answer leaves “received” with the family', async () => {
    const holder = await aReader(db.owner, 'team-manager')
    const fay = await someChild('Fay')
    for (const kind of ['protected', 'restricted', 'sealed']) {
      await db.owner.query('delete from access.shield_allowed; delete from access.shield')
      await db.owner.query(
        `with s as (insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, $2, 'test', $3, '2026-01-01') returning id)
         insert into access.shield_allowed select id, $3 from s`,
        [fay.id, kind, holder.userId],
      )
      const father = await someFamily(`father-${kind}`)
      const shut = await send(father, 'Fay')
      const received = await reads(father, shut)
      assert.match(received, /Received/)
      assert.doesNotMatch(wordsOf(await ask(duty, '/told-changes')), /Fay Hart/)
      const { rows } = await db.owner.query(
        `select principal from access.notice where kind = 'call-back' and user_id = $1`,
        [father.familyId],
      )
      assert.deepEqual(rows, [{ principal: holder.userId }])
      for (const answer of [{ decision: 'begin' }, { decision: 'ask', ask: 'call' }, checked]) {
        await decide(shut, answer, holder)
        assert.equal(await reads(father, shut), received, kind)
      }
    }
    await db.owner.query('delete from access.shield_allowed; delete from access.shield')
  })

  test('sends ten in a day and no more; what it typed then is kept', async () => {
    const busy = await someFamily('busy')
    for (let sent = 0; sent < 10; sent++) await send(busy, 'Nobodin')
    const answer = await askAs(busy, '/family/tell', { form: form('Nobodin', { step: 'send' }) })
    assert.match(wordsOf(answer), /You have told us of 10 changes in a day/)
    assert.equal((await db.owner.query('select from family_draft where family_id = $1', [busy.familyId])).rowCount, 1)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SignedInReader } from '../../../../access/index.ts'
import { Conflict, NotFound } from '../../../../kernel/index.ts'
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { boxes, clerking } from '../../appeals/testing/index.ts'
import { families, type RoundDesk, upload, words } from '../../rounds/testing/index.ts'

type World = {
  readonly on: (day: string) => void
  readonly at: () => readonly [TestDatabase, RoundDesk, SignedInReader]
}

/** What happens outside a round that is out, in the world of its appeals: a round is costly to run, and one serves both. */
export const inYearTests = ({ on, at }: World): void => {
  const { addressOf, orderLists, listOf } = families(() => [at()[0], at()[1]])
  const { asClerk, lodge, page } = clerking(at)
  const ask: RoundDesk['ask'] = (...asked) => at()[1].ask(...asked)
  const path = '/admissions/:round/in-year'
  const params = async () => ({ application: await addressOf('Z01') })
  const one = async () => words(await ask(`${path}/:application`, { params: await params() }))
  const does = async (part: string, form: Record<string, string>) =>
    ask(`${path}/:application/${part}`, { params: await params(), form })
  const full = 'Each class has as many children as its room holds, and there is no other teacher.'

  describe('outside the round', () => {
    test('an application stands on the lists by the criteria, and is owed an answer in the school’s own days', async () => {
      on('2027-10-18')
      await at()[0].owner.query(`insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from)
        select e.id, 2027, n.kind, n.kind, n.from_on::date, n.to_on::date, ${at()[1].officer.userId}, '2026-09-01' from access.establishment e,
          (values ('term', '2027-09-02', '2027-12-17'), ('holiday', '2027-10-25', '2027-10-29'), ('term', '2028-01-04', '2028-07-20')) as n(kind, from_on, to_on)`)
      await ask('/admissions/:round/applications', {
        form: {},
        files: upload({
          'children.csv':
            'child_id,forename,surname,birth_date,received_on,address_proof\nZ01,Zed,Late,2023-04-01,2027-10-15,council tax\n',
          'preferences.csv': 'child_id,rank,school_id\nZ01,1,ASH\nZ01,2,BIR\n',
          'distances.csv': 'child_id,school_id,distance\nZ01,ASH,0.10\nZ01,BIR,0.20\n',
        }),
      })
      await at()[0].owner.query(`update admission_application set tied = 'none' where reference = 'Z01'`)
      await orderLists()
      assert.match(await listOf('ASH'), /Zed Late/)
      const list = words(await ask(path))
      assert.match(
        list,
        /1 application\. .* Zed Late 15 October 2027 By 5 November 2027, 12 November 2027 at the latest/,
      )
    })

    test('is refused in writing with a reason of that school and no other child, and the family may appeal', async () => {
      const form = { school: 'ASH', ...boxes('refused', '2027-10-18'), why: full }
      assert.match(words(await does('refuse', { ...form, why: `${full} P05 Marsh waits.` })), /names another child/)
      assert.match(
        words(await does('refuse', { ...form, ...boxes('refused', '2027-10-14') })),
        /before the application/,
      )
      assert.ok('redirect' in (await does('refuse', form)))
      assert.match(words(await does('refuse', form)), /Choose the school/)
      const letter = words(
        await ask(`${path}/:application/letters/:key`, { params: { ...(await params()), key: 'ASH' } }),
      )
      assert.match(letter, /Each class has .* until 22 November 2027/)
      await assert.rejects(
        ask(`${path}/:application/letters/:key`, { params: { ...(await params()), key: 'BIR' } }),
        NotFound,
      )
      on('2027-11-15')
      assert.match(
        await one(),
        /Was due 12 November 2027 .* ASH 1st Refused in writing 18 October 2027 BIR 2nd Not answered/,
      )
    })

    test('an appeal against it is heard within thirty school days of its lodging', async () => {
      assert.match(
        words(await asClerk('/appeals/new/:application', { params: await params() })),
        /ASH Refused 18 October 2027/,
      )
      const lodged = await lodge('Z01', 'ASH', '2027-11-01', '2027-10-18')
      assert.ok('redirect' in lodged)
      assert.match(await page('Z01'), /Lodged 22 November 2027 1 November 2027 .*Heard 13 December 2027/)
    })

    test('the protocol gives a place within twenty school days, over the number, and keeps no category', async () => {
      await assert.rejects(does('place', { at: 'ASH', ...boxes('placed', '2027-11-15') }), Conflict)
      assert.ok('redirect' in (await does('refer', { ...boxes('eligible', '2027-10-15'), confirmed: 'Dana Frost' })))
      await assert.rejects(does('refer', { ...boxes('eligible', '2027-10-15'), confirmed: 'Dana Frost' }), Conflict)
      assert.match(
        await one(),
        /Place by 19 November 2027 \. Confirmed by Dana Frost|Place by 19 November 2027\. Confirmed by Dana Frost/,
      )
      assert.ok('redirect' in (await does('place', { at: 'BIR', ...boxes('placed', '2027-11-15') })))
      const { rows } = await at()[0].owner.query(
        `select o.given_by, o.standing, o.rank from admission_offer o join admission_application a on a.id = o.application_id where a.reference = 'Z01'`,
      )
      assert.deepEqual(rows, [{ given_by: 'fair access', standing: 'held', rank: 2 }])
      assert.match(await one(), /Answered 15 November 2027, late .* Place at BIR, 15 November 2027/)
      await assert.rejects(does('end-referral', { ended: 'moved away' }), Conflict)
    })
  })
}

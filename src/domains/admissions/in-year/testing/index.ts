import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SignedInReader } from '../../../../access/index.ts'
import { aChild, anEntry, aReader } from '../../../../access/testing/index.ts'
import { Conflict, NotFound } from '../../../../kernel/index.ts'
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { boxes, clerking } from '../../appeals/testing/index.ts'
import { countRolls } from '../../rounds/rolls.job.ts'
import { families, type RoundDesk, upload, words } from '../../rounds/testing/index.ts'
import { rankLists } from '../../rounds/waiting/waiting.job.ts'

type World = {
  readonly on: (day: string) => void
  readonly at: () => readonly [TestDatabase, RoundDesk, SignedInReader]
}

/** What happens outside a round that is out, in the world of its appeals: a round is costly to run, and one serves both. */
export const inYearTests = ({ on, at }: World): void => {
  const { addressOf, orderLists, listOf, propose } = families(() => [at()[0], at()[1]])
  const { asClerk, lodge, page } = clerking(at)
  const ask: RoundDesk['ask'] = (...asked) => at()[1].ask(...asked)
  const path = '/admissions/:round/in-year'
  const params = async () => ({ application: await addressOf('Z01') })
  const one = async () => words(await ask(`${path}/:application`, { params: await params() }))
  const does = async (part: string, form: Record<string, string>) =>
    ask(`${path}/:application/${part}`, { params: await params(), form })
  /** The offers page from a school's line on. */
  const places = async (key: string) => {
    const text = words(await ask('/admissions/:round/offers', { query: { page: 1 } }))
    return text.slice(text.indexOf(` ${key} `))
  }
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

    test('the letters of refusals are printed as one batch to where the gate lets them go, without a name where no carer is recorded', async () => {
      const { owner } = at()[0]
      const batch = async () => words(await ask(`${path}/letters`))
      assert.match(await batch(), /1 letter is not here, because no address may be printed/)
      const child = await aChild(owner)
      await anEntry(owner, child, {
        kind: 'identity',
        category: 'identity',
        body: { forename: 'Zed', surname: 'Late', birthDate: '2023-04-01' },
      })
      const home = { type: 'home', paon: '7', street: 'Mill Street', postcode: 'NM1 4QT' }
      const lives = await anEntry(owner, child, { kind: 'address', category: 'contact', sensitivity: 2, body: home })
      await owner.query(`update entry set known_from = '2027-09-01' where id = $1`, [lives])
      await owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'Z01'`, [
        child.id,
      ])
      assert.match(await batch(), /The parent or carer ?7 Mill Street ?NM1 4QT .* Each class has/)
      const { rows } = await owner.query('select id from in_year_refusal')
      const gone = await ask(`${path}/letters`, { form: { letter: String(rows[0].id), way: 'gate' } })
      assert.match(words(gone), /1 letter is noted as gone/)
      assert.match(await batch(), /No letter is ready to go/)
      await owner.query(`update admission_application set child_id = null, tied = 'none' where reference = 'Z01'`)
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

    test('a place given by the protocol is taken before anybody on the list, and frees none for them', async () => {
      assert.match(await places('BIR'), /BIR 4 5 0 0 0/)
    })
  })

  describe('the schools’ rolls', () => {
    test('free the place of who has left, and take one for who came without an offer; what they take back is taken back', async () => {
      const { owner } = at()[0]
      const { rows: schools } = await owner.query(
        `insert into access.establishment (laestab, name) values ('BIR', 'Birch') returning id`,
      )
      const held =
        await owner.query(`select a.id, a.reference from admission_offer o join admission_application a on a.id = o.application_id
        where o.school_key = 'BIR' and o.ended is null and a.reference <> 'Z01' order by a.reference limit 2`)
      const [leaver, shielded, comer] = [await aChild(owner), await aChild(owner), await aChild(owner)]
      for (const [i, child] of [leaver, shielded].entries())
        await owner.query(`update admission_application set child_id = $1, tied = 'person' where id = $2`, [
          child.id,
          held.rows[i].id,
        ])
      const body = { forename: 'New', surname: 'Comer', birthDate: '2023-02-01' }
      await anEntry(owner, comer, { kind: 'identity', category: 'identity', body })
      const enrol = (child: number, from: string, to: string) =>
        owner.query(
          'insert into access.roll (child_id, establishment_id, starts_on, ends_on) values ($1, $2, $3, $4)',
          [child, schools[0].id, from, to],
        )
      await enrol(leaver.id, '2027-09-03', '2027-11-10')
      await enrol(shielded.id, '2027-09-03', '2027-11-10')
      await owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2027-11-01')`,
        [shielded.id],
      )
      await countRolls(at()[1].jobs)
      assert.match(await places('BIR'), /BIR 4 4 0 0 0/)
      const gone = held.rows[0].reference
      assert.match(
        words(await ask('/admissions/:round/offers', { query: { page: 1 } })),
        new RegExp(`${gone} Marsh .{0,60}not on the school’s roll since 10 November 2027`),
      )
      await enrol(comer.id, '2027-10-01', 'infinity')
      await countRolls(at()[1].jobs)
      assert.match(await places('BIR'), /BIR 4 5 0 0 0/)
      await owner.query(`delete from access.roll where child_id = $1`, [leaver.id])
      await countRolls(at()[1].jobs)
      assert.match(await places('BIR'), /BIR 4 6 0 0 0/)
      // who holds an offer by an application that is tied to nobody, and comes onto the roll, takes the one place
      await owner.query(
        `update admission_application set child_id = null, tied = 'none', forename = 'Una', surname = 'Née', birth_date = '2023-01-05' where id = $1`,
        [held.rows[0].id],
      )
      const una = await aChild(owner)
      const identity = { forename: 'UNA', surname: 'née', birthDate: '2023-01-05' }
      await anEntry(owner, una, { kind: 'identity', category: 'identity', body: identity })
      await enrol(una.id, '2027-09-03', 'infinity')
      await countRolls(at()[1].jobs)
      assert.match(await places('BIR'), /BIR 4 6 0 0 0/)
      // an application with the name of a child who is shut tells nobody by the count that the child is at the school
      await owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2027-11-01')`,
        [una.id],
      )
      await countRolls(at()[1].jobs)
      assert.match(await places('BIR'), /BIR 4 7 0 0 0/)
    })

    test('say how full another year group is, to which families apply without a round', async () => {
      const { owner } = at()[0]
      const entry = at()[1].round
      const form = { group: '4', year: '2027', copy: entry, watches: 'The monitoring officer' }
      assert.match(
        words(await ask('/admissions/year-groups', { form: { ...form, group: '' } })),
        /Choose the year group/,
      )
      const begun = await ask('/admissions/year-groups', { form })
      await assert.rejects(ask('/admissions/year-groups', { form }), Conflict)
      at()[1].round = 'redirect' in begun ? (begun.redirect.split('/').at(-1) ?? '') : ''
      assert.match(
        await places('ASH'),
        /ASH 5 0 0 0 0 .*No place is free where the roll is not known yet: ASH, BIR, CED/,
      )
      const { rows } = await owner.query(`select id from access.establishment where laestab = 'ASH'`)
      for (let n = 0; n < 4; n++) {
        const child = await aChild(owner)
        const body = { forename: 'Pupil', surname: `N${n}`, birthDate: '2018-10-0'.concat(String(n + 1)) }
        await anEntry(owner, child, { kind: 'identity', category: 'identity', body })
        await owner.query('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
          child.id,
          rows[0].id,
          '2023-09-01',
        ])
      }
      await countRolls(at()[1].jobs)
      assert.match(await places('ASH'), /ASH 5 4 0 0 1/)
      await ask('/admissions/:round/applications', {
        form: {},
        files: upload({
          'children.csv':
            'child_id,forename,surname,birth_date,received_on,address_proof\nY01,Yara,Mover,2019-01-09,2027-11-12,council tax\n',
          'preferences.csv': 'child_id,rank,school_id\nY01,1,ASH\n',
          'distances.csv': 'child_id,school_id,distance\nY01,ASH,0.40\n',
        }),
      })
      const id = await owner.query(
        `update admission_application set tied = 'none' where reference = 'Y01' returning round_id`,
      )
      await rankLists(at()[1].jobs, id.rows[0].round_id)
      assert.match(await listOf('ASH'), /4 held, .* 1 free.* 1st Yara Mover/)
      assert.match(
        words(await ask(path)),
        /Applications that came since 1 September 2027.* Yara Mover 12 November 2027/,
      )
      await propose('ASH')
      const { rows: proposals } = await owner.query(`select uuid from admission_proposal where decided is null`)
      const agree = { params: { key: 'ASH', proposal: proposals[0].uuid }, form: { what: 'agree' } }
      await ask(
        '/admissions/:round/waiting/:key/proposals/:proposal',
        agree,
        await aReader(owner, 'admissions-officer'),
      )
      assert.match(await places('ASH'), /ASH 5 5 0 0 0/)
      assert.match(
        words(await ask('/admissions/places')),
        /School Reception 2027 Year 4 ASH 0 , .* BIR .* CED 0 Not known/,
      )
      assert.match(words(await ask('/admissions/:round')), /Applications From 1 September 2027 to 31 August 2028/)
      at()[1].round = entry
    })
  })
}

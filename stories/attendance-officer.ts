import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feedState, londonDate } from '../src/kernel/index.ts'
import type { Stage } from './stage.ts'
import { countOf, find, wordsOf } from './visitor.ts'

/** What Absence today says first where a school has sent nothing, by whether a register is due at this hour. */
const absenceWords = {
  quiet: /Schools that have sent nothing today/,
  'not-due': /1 school is not due to send a register yet/,
  came: /Away, and nobody knows why yet/,
  'no school day': /No register is due today/,
} as const

/** What the school year says of Liam: one session on its first morning, and none from 1 August until the first register of September. */
const absenceOfYear = /-(08-\d\d|09-0\d)$/.test(londonDate(new Date()))
  ? /Missed \d+ of \d+ sessions?|No school has sent a register for this school year/
  : /Missed \d+ of \d+ sessions?/

const silent = /young.?carer|carer|dialysis|caring/i

/** An education welfare officer's day: a child of hers, and a child who is not. */
export const attendanceOfficerStories = (stage: () => Stage): void => {
  test('an education welfare officer finds Liam though she mistypes him, and sees his absence and a pause, never why', async () => {
    const { signIn } = stage().visitors
    const sam = await signIn('Sam Ali')
    await find(sam, 'Liem Dohertey')
    await sam.page.getByRole('link', { name: 'Liam Doherty' }).click()
    await sam.page.getByRole('heading', { name: 'Liam Doherty', level: 1 }).waitFor()
    await sam.look()
    stage().liam = new URL(sam.page.url()).pathname
    assert.doesNotMatch(await wordsOf(sam.page), silent)
    await sam.page.getByRole('link', { name: 'School', exact: true }).click()
    await sam.page.getByRole('heading', { name: 'School and attendance' }).waitFor()
    await sam.look()
    const words = await wordsOf(sam.page)
    assert.match(words, /Speak to someone first/)
    assert.match(words, absenceOfYear)
    assert.match(words, /Quarry Bank Academy/)
    assert.doesNotMatch(words, silent)
    await sam.leave()
  })

  test('a stranger to Liam finds nothing, reads “Page not found” at his address, and the auditor sees that she tried', async () => {
    const { signIn } = stage().visitors
    const nadia = await signIn('Nadia Holt')
    await find(nadia, 'Liam Doherty')
    assert.match(await wordsOf(nadia.page), /No child found/)
    const answers = [await nadia.open(stage().liam), await nadia.open(`${stage().liam}/school`)]
    assert.deepEqual(
      answers.map(answer => answer?.status()),
      [404, 404],
    )
    await nadia.look()
    const refused = await wordsOf(nadia.page, 'body')
    assert.match(refused, /Page not found/)
    assert.doesNotMatch(refused, /Liam|Doherty/)
    const nowhere = await nadia.open('/children/00000000-0000-4000-8000-000000000000')
    assert.equal(nowhere?.status(), 404)
    assert.equal(await wordsOf(nadia.page, 'body'), refused)
    await nadia.leave()

    const frances = await signIn('Frances Amory')
    await frances.open('/who-looked?who=Nadia+Holt&outcome=refused')
    await frances.look()
    const reference = stage().liam.split('/')[2]?.slice(0, 8) ?? ''
    const rows = frances.page.getByRole('row').filter({ hasText: reference })
    assert.equal(await countOf(rows), 2)
    assert.match(await rows.first().innerText(), /Nadia Holt/)
    await frances.leave()
  })

  test('an officer whose school has no term dates is told so, mends what she mistyped, and then reads that it is quiet: nothing is known of its pupils', async () => {
    const nadia = await stage().visitors.signIn('Nadia Holt')
    // From the navigation: on some days Today says so too.
    const navigation = nadia.page.getByRole('navigation', { name: 'Main' })
    await navigation.getByRole('link', { name: 'Absence today' }).click()
    await nadia.page.getByRole('heading', { name: 'Absence today', level: 1 }).waitFor()
    await nadia.look()
    await navigation.getByRole('link', { name: 'My schools' }).click()
    await nadia.page.getByRole('link', { name: 'Term dates of your schools' }).click()
    await nadia.page.getByText('1 school has no term dates here').waitFor()
    await nadia.look()
    const heading = await nadia.page.getByRole('heading', { level: 1 }).innerText()
    const year = Number(/20\d\d/.exec(heading)?.[0])
    await nadia.page.getByRole('table').getByRole('link').click()
    const days = {
      // Terms over the whole year, so that any working day is one on which a register is due.
      'Autumn term, first day': `1 8 ${year}`,
      'Autumn term, last day': `31 December ${year}`,
      'Spring term, first day': `1 1 ${year + 1}`,
      'Spring term, last day': `25 3 ${year}`,
      'Summer term, first day': `1/4/${year + 1}`,
      'Summer term, last day': `31 7 ${year + 1}`,
    }
    for (const [label, day] of Object.entries(days)) await nadia.page.getByLabel(label, { exact: true }).fill(day)
    const save = nadia.page.getByRole('button', { name: 'Save term dates' })
    await save.click()
    await nadia.page.getByRole('alert').getByText('must be in the school year').waitFor()
    await nadia.look()
    await nadia.page.getByLabel('Spring term, last day', { exact: true }).fill(`25 3 ${year + 1}`)
    await save.click()
    await nadia.page.getByText('are saved for 1 school').waitFor()
    assert.equal(await countOf(nadia.page.getByText('no term dates here')), 0)

    await nadia.page.getByRole('table').getByRole('link').click()
    await nadia.page.waitForURL(/\/my-schools\/[^/]+\/term-dates(\?|$)/)
    const [school = ''] = (await nadia.page.getByRole('heading', { level: 1 }).innerText()).split(':')
    await nadia.page.getByLabel('Registers are due by').fill('7:00')
    await nadia.page.getByRole('button', { name: 'Save the time' }).click()
    await nadia.page.getByText('by 7am').first().waitFor()
    await nadia.open('/absence-today')
    await nadia.look()
    const state = feedState({ dueBy: '07:00' }, new Date()) ?? 'no school day'
    assert.match(await wordsOf(nadia.page), absenceWords[state])
    if (state === 'quiet') {
      assert.ok((await nadia.page.getByRole('table', { name: 'overdue' }).innerText()).includes(school))
      await nadia.open('/')
      assert.match(await wordsOf(nadia.page), /1 school has sent no register today/)
    }
    await nadia.leave()
  })
}

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { addDays, isWeekday, londonDate, type PlainDate, plainDate } from '../src/kernel/index.ts'
import type { Stage } from './stage.ts'
import { type Visitor, wordsOf } from './visitor.ts'
import { locate } from './way-in.ts'

type Answers = Readonly<Record<string, string | readonly string[]>>

/** Of which year, from April to March, the Children in Need census tells a day. */
const censusYear = (day: PlainDate): number => Number(day.slice(0, 4)) + (day.slice(5) > '03-31' ? 1 : 0)
const today = londonDate(new Date())
/** The case ends today, or on the last day of March where another year would tell its assessment. */
const end = censusYear(addDays(today, -25)) === censusYear(today) ? today : plainDate(Number(today.slice(0, 4)), 3, 31)

/** A weekday, so many days before the end or the last one before. */
const back = (days: number): PlainDate => {
  let day = addDays(end, -days)
  while (!isWeekday(day)) day = addDays(day, -1)
  return day
}

/** A social worker's case of one child, from the referral to its end. */
export const caseworkStories = (stage: () => Stage): void => {
  test('a referral becomes an assessment, an enquiry, a conference and a plan, is reviewed and closed, and the census tells it', async () => {
    const tom = await stage().visitors.signIn('Tom Ellwood')
    const { page } = tom
    await locate(tom, { name: 'Ruby Pearce', cast: 'ruby' })
    await page.getByRole('radio', { name: 'Because of a referral' }).check()
    await page.getByRole('button', { name: 'Start work with this child' }).click()
    await page.getByRole('heading', { name: /^Ruby /, level: 1 }).waitFor()
    const record = `${new URL(page.url()).pathname}/case`
    const answers = (step: string, on: PlainDate, given: Answers) => fill(tom, `${record}/${step}`, on, given)
    const take = async (step: string, on: PlainDate, given: Answers): Promise<void> => {
      await answers(step, on, given)
      await page.waitForURL(url => url.pathname === record)
    }
    const main = () => wordsOf(page)

    await take('referral', back(70), { source: '2A', need: 'N1', words: 'She comes to school with bruises.' })
    await take('decision', back(69), { outcome: 'assessment', need: 'N1', words: 'It is the second report.' })
    // the census’s own rule, as it is written: nothing begins before its referral
    await answers('assessment-start', back(75), { words: 'What happens in the evenings.' })
    await page.getByRole('alert').getByText('It cannot be before the referral').waitFor()
    await tom.look()
    assert.equal(await page.locator('textarea[name=words]').inputValue(), 'What happens in the evenings.')
    await take('assessment-start', back(68), {})
    const clocks = await main()
    assert.match(clocks, /Finish the assessment\s+.*: the referral/)
    assert.match(clocks, /Finish the assessment\s+.*: its own start/)

    const there = { took: ['police', 'health', 'care'], outcome: 'joint' }
    await take('strategy', back(60), { ...there, words: 'A third report.', steps: 'Gran stays tonight.' })
    const found = { seen: 'yes', alone: 'yes', outcome: 'conference' }
    await take('enquiry-end', back(53), { ...found, words: 'She is left alone at night.' })
    const plan = { plan: 'yes', category: 'NEG', who: 'Mum, gran, school, police' }
    await take('conference', back(46), { ...plan, words: 'Neglect.', steps: 'Gran stays on weekdays.' })
    await take('safety', back(46), {
      danger: 'Ruby is alone at night and may be hurt.',
      goal: 'For three months an adult who is well is there every night.',
      ...{ who1: 'Ruby', score1: '3', who2: 'Mum', score2: '6' },
    })
    await take('visit', back(43), { seen: 'yes', alone: 'yes', words: 'Her room is warm.' })
    await take('core-group', back(40), { who: 'Mum, gran', words: 'Gran stays.', steps: 'Gran goes on.' })
    const seen = { seen: 'yes', factors: ['4B'], outcome: 'protection', words: 'Neglect.' }
    await answers('assessment-end', back(20), { ...seen, development: 'She learns well.' })
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: 'Keep as a draft' }).click()
    await page.getByText('What you typed is kept.').waitFor()
    await take('assessment-end', back(20), { parenting: 'Mum is tired.', environment: 'Gran is near.' })
    const working = await main()
    assert.match(working, /Child protection plan\s+Since/)
    assert.match(
      working,
      /Ruby is alone at night and may be hurt\.[\s\S]*For three months[\s\S]*Ruby\s+3[\s\S]*Mum\s+6/,
    )
    await tom.look()

    await take('review-conference', back(3), { who: 'Mum, gran, school', words: 'An adult is there.', outcome: 'end' })
    await take('close', back(0), { reason: 'RC7', words: 'Gran lives with them now.' })
    assert.match(await main(), /Nothing is open/)
    await tom.leave()

    const folder = await mkdtemp(join(tmpdir(), 'throughline census '))
    const out = join(folder, 'census.xml')
    const year = String(censusYear(end))
    const { code, told } = await stage().northmere.command('export', 'cin', '--out', out, '--year', year)
    assert.deepEqual([code, told], [0, ''])
    const census = (await readFile(out, 'utf8')).replace(/>\s+</g, '><')
    await rm(folder, { recursive: true, force: true })
    const of = census.split('<CINdetails>').find(one => one.includes(`<CINreferralDate>${back(70)}<`)) ?? ''
    for (const part of [
      `<CINclosureDate>${back(0)}</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>`,
      `<AssessmentAuthorisationDate>${back(20)}</AssessmentAuthorisationDate>`,
      `<CPPstartDate>${back(46)}</CPPstartDate><CPPendDate>${back(3)}</CPPendDate>`,
    ])
      assert.ok(of.includes(part), `${part} in ${of}`)
  })
}

/** Answers the form of a step, each question by its name, and sends it. */
const fill = async ({ page, open }: Visitor, address: string, on: PlainDate, answers: Answers): Promise<void> => {
  if (new URL(page.url()).pathname !== address) await open(address)
  const [year = '', month = '', date = ''] = on.split('-')
  const day = { 'on-day': date, 'on-month': month, 'on-year': year }
  for (const [name, value] of Object.entries({ ...day, ...answers }))
    for (const one of [value].flat()) {
      const box = page.locator(`main [name="${name}"]`)
      const type = await box.first().getAttribute('type')
      if (type === 'radio' || type === 'checkbox') await page.locator(`main [name="${name}"][value="${one}"]`).check()
      else await box.fill(one)
    }
  await page.locator('main form button').first().click()
}

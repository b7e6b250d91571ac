import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'
import { countOf, type Visitor, wordsOf } from './visitor.ts'

const day = 86_400_000
const papers = 'Birth certificate, and a council tax bill'

/** From a family's application to the place it is given, and why. */
export const admissionsStories = (stage: () => Stage): void => {
  test('a family applies, two officers approve, and on release day the family reads the place and why, in words of its own child alone', async () => {
    const { arrive, signIn } = stage().visitors
    const olwen = await signIn('Olwen Pritchard')
    const { round, school } = await openRound(olwen)
    const grace = await arrive({ phone: true })
    await applyAsGrace(grace)
    await takeIn(olwen, round)
    await readyToRun(olwen, round)
    const run = await runAndApprove(olwen, round)
    assert.doesNotMatch(await reload(grace), /pleased to offer|sorry/)
    const tomos = await signIn('Tomos Reed')
    await tomos.open(run)
    await tomos.page.getByRole('button', { name: 'Approve these offers' }).click()
    await tomos.page.getByText('Two people have approved these offers').waitFor()
    await tomos.leave()
    await until(grace, /We are (pleased|sorry)/)
    await grace.look()
    const words = await wordsOf(grace.page)
    assert.match(words, /Why not a school you named higher\s.*Criterion 3 \(all other children\)/s)
    assert.match(words, /You are \d+\w\w on the waiting list/)
    await olwen.open(run)
    await olwen.page
      .getByRole('link', { name: 'Offers are out' })
      .or(olwen.page.getByText('The offers are out since'))
      .first()
      .waitFor()
    await readLetter(olwen, run, school)
    await olwen.leave()
    await grace.leave()
  })

  test('an officer answers “why is this child last?” six pages from the front page', async () => {
    const olwen = await stage().visitors.signIn('Olwen Pritchard')
    const { page } = olwen
    await page.getByRole('navigation').getByRole('link', { name: 'Admission rounds' }).first().click()
    await page.getByRole('link', { name: /practice/ }).click()
    await page.getByRole('link', { name: 'Runs and approval' }).click()
    await page.waitForURL(/\/runs$/)
    await page.locator('main table a').first().click()
    await page.waitForURL(/\/runs\/[^/]+$/)
    await page.locator('main table').first().getByRole('link').first().click()
    await page.waitForURL(/\/runs\/[^/]+\/schools\/[^/]+$/)
    await page.locator('main table a').last().click()
    await page.getByRole('heading', { name: /why this place/ }).waitFor()
    const words = await wordsOf(page)
    assert.match(words, /Place in the order\s+\d+\w\w.*How many stand before, by criterion/s)
    await olwen.leave()
  })
}

const fillDay = async (page: Page, legend: string | RegExp, when: Date): Promise<void> => {
  const boxes = page.getByRole('group', { name: legend }).first()
  await boxes.getByLabel('Day').fill(String(when.getUTCDate()))
  await boxes.getByLabel('Month').fill(String(when.getUTCMonth() + 1))
  await boxes.getByLabel('Year').fill(String(when.getUTCFullYear()))
}

/** Sets the days of the practice round, so many from today. */
const setDays = async (
  { page, open, look }: Visitor,
  round: string,
  { closes, offers }: { closes: number; offers: number },
): Promise<void> => {
  await open(`${round}/days`)
  await look()
  await fillDay(page, 'From which day may families apply online?', new Date(Date.now() - 2 * day))
  await fillDay(page, 'Closing day', new Date(Date.now() + closes * day))
  await fillDay(page, 'Offer day', new Date(Date.now() + offers * day))
  await page.getByLabel('Time of release on the offer day').fill('00:00')
  await page.getByRole('button', { name: 'Save the days' }).click()
  await page.getByText('The days are saved').waitFor()
}

/** Opens the practice round to families, and leaves its first school one place, so that somebody is refused it. */
const openRound = async (olwen: Visitor): Promise<{ round: string; school: string }> => {
  const { page } = olwen
  await page.getByRole('navigation').getByRole('link', { name: 'Admission rounds' }).first().click()
  await page.getByRole('link', { name: /practice/ }).click()
  await page.getByRole('link', { name: 'Change the days' }).waitFor()
  const round = new URL(page.url()).pathname
  await setDays(olwen, round, { closes: 2, offers: 3 })
  await page.getByRole('link', { name: 'Schools, places and criteria' }).click()
  await page.waitForURL(/\/schools$/)
  const first = page.locator('main table a').first()
  const school = await first.innerText()
  await first.click()
  await page.getByLabel('Places').fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The school is saved').waitFor()
  return { round, school }
}

/** Grace signs in, applies for a child whom no record knows, and has a receipt. */
const applyAsGrace = async (grace: Visitor): Promise<void> => {
  const { page } = grace
  await grace.open('/family/school-places')
  await page.getByRole('button', { name: /Grace Okafor/ }).click()
  await page.getByText('to 31 August').first().waitFor()
  const [, year = ''] = /to 31 August (\d{4})/.exec(await wordsOf(page)) ?? []
  await page.getByRole('link', { name: /practice/ }).click()
  await grace.look()
  await page.getByLabel('First name').fill('Ebele')
  await page.getByLabel('Last name').fill('Okafor')
  await fillDay(page, 'Date of birth', new Date(`${year}-03-09T00:00:00Z`))
  await page.getByLabel('Where the child lives').fill('22 Mill Street')
  await page.getByLabel('Postcode').fill('NM1 4QT')
  await page.getByLabel('The school you want most').selectOption({ index: 1 })
  await page.getByLabel('School 2').selectOption({ index: 2 })
  await page.getByLabel('Which papers show what you say here?').fill(papers)
  await page.getByRole('button', { name: 'Save and come back later' }).click()
  await page.getByRole('link', { name: 'Go on with it' }).click()
  await page.getByLabel('Your name').fill('Grace Okafor')
  await page.getByLabel('Who you are to the child').selectOption('mother')
  await page.getByRole('radio', { name: 'Yes' }).last().check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Check before you send' }).waitFor()
  await grace.look()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Your receipt number is').waitFor()
  await grace.look()
}

const takeIn = async (olwen: Visitor, round: string): Promise<void> => {
  const { page } = olwen
  await olwen.open(`${round}/online`)
  await page.getByRole('link', { name: 'Ebele Okafor' }).click()
  await olwen.look()
  assert.match(await wordsOf(page), new RegExp(papers))
  await page.getByRole('radio', { name: 'The claim is checked: take it in' }).check()
  await page.getByRole('radio', { name: 'We saw the birth certificate' }).check()
  await page.getByLabel('Easting of the address').fill('460000')
  await page.getByLabel('Northing').fill('340000')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'The application' }).click()
  await page.getByRole('button', { name: 'The child is on no record here' }).click()
  await page.getByText('Saved.').waitFor()
}

/** Checks, ties and withdraws what stands in the way, and closes the round. */
const readyToRun = async (olwen: Visitor, round: string): Promise<void> => {
  const { page } = olwen
  const each = async (standing: string, work: () => Promise<void>): Promise<void> => {
    for (let most = 20; most > 0; most--) {
      await olwen.open(`${round}/applications?page=1&standing=${standing}`)
      const found = page.locator('main table a').last()
      if ((await countOf(found)) === 0) return
      await found.click()
      await work()
    }
  }
  await each('twice', async () => {
    await page.getByText('Withdraw the application').click()
    await page.getByLabel('Why it does not count').fill('Sent twice')
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('The application is withdrawn').waitFor()
  })
  await each('untied', async () => {
    await page.getByRole('button', { name: 'The child is on no record here' }).click()
    await page.getByText('Saved.').waitFor()
  })
  await each('unchecked', async () => {
    await page.getByRole('radio', { name: 'Yes' }).check()
    await page.getByLabel('By which proof').fill('Council tax bill')
    await page.getByRole('button', { name: 'Save the check' }).click()
    await page.getByText('The check is saved').waitFor()
  })
  await setDays(olwen, round, { closes: -1, offers: 0 })
  await each('late', async () => {
    await page.getByText('Take it as on time').click()
    await page.getByLabel('The good reason').fill('Moved here last week')
    await page.getByRole('button', { name: 'Take as on time' }).click()
    await page.getByText('The application counts as on time').waitFor()
  })
}

/** Gives the address of the run. */
const runAndApprove = async (olwen: Visitor, round: string): Promise<string> => {
  const { page } = olwen
  await olwen.open(`${round}/runs`)
  await page.getByRole('button', { name: 'Begin a run' }).click()
  await page.waitForURL(/\/runs\/[\w-]{36}$/)
  await until(olwen, /Checksum of the offers/)
  await page.getByRole('button', { name: 'Approve these offers' }).click()
  await page.getByText('You have approved these offers').waitFor()
  return new URL(page.url()).pathname
}

const readLetter = async ({ page, look }: Visitor, run: string, school: string): Promise<void> => {
  await page.goto(run)
  await page.getByRole('link', { name: school, exact: true }).click()
  await page.getByRole('link', { name: 'Ebele Okafor' }).click()
  await page.getByRole('link', { name: 'Letter to print' }).click()
  await look()
  assert.match(await wordsOf(page), /watched over by The monitoring officer/)
}

const reload = async ({ page }: Visitor): Promise<string> => {
  await page.reload()
  return await wordsOf(page)
}

/** Loads the page again until it says so: something is worked off behind it. */
const until = async (visitor: Visitor, words: RegExp): Promise<void> => {
  for (let tries = 60; tries > 0; tries--) {
    if (words.test(await reload(visitor))) return
    await visitor.page.waitForLoadState('networkidle')
  }
  assert.match(await reload(visitor), words)
}

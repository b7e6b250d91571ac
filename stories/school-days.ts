import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  academicYearDays,
  academicYearOf,
  addDays,
  isWeekday,
  londonDate,
  type PlainDate,
} from '../src/kernel/index.ts'
import { birthDateOf, pupilOf } from './northmere.ts'
import type { Stage } from './stage.ts'
import { countOf, find, listenAt, type Visitor, wordsOf } from './visitor.ts'

const silent = /young.?carer|carer|dialysis|caring/i
const today = londonDate(new Date())

/** The last weekdays up to today, the oldest first; fewer in the first week of August, when the school year begins. */
const lastWeekdays = (count: number): PlainDate[] => {
  const { from } = academicYearDays(academicYearOf(today))
  const days: PlainDate[] = []
  for (let day = today; day >= from && days.length < count; day = addDays(day, -1))
    if (isWeekday(day)) days.unshift(day)
  return days
}

/** What a school's system sends of one pupil's days, as a delta made at this hour of today. */
const bundleOf = (cast: string, hour: number, days: readonly PlainDate[], code: string) => {
  const { laestab, misId } = pupilOf(cast)
  const [from = today, to = today] = [days[0], days.at(-1)]
  const lines = [
    {
      ...{ type: 'manifest', la: laestab.slice(0, 3), estab: laestab.slice(3), mode: 'delta', covers: ['attendance'] },
      ...{ generated_at: `${today}T${hour}:00:00Z`, from, to },
    },
    ...days.map(date => ({ type: 'attendance_day', mis_id: misId, date, am: code, pm: code })),
  ]
  const text = `${lines.map(line => JSON.stringify(line)).join('\n')}\n`
  return { name: `${laestab}_${hour}.ndjson`, mimeType: 'application/x-ndjson', buffer: Buffer.from(text) }
}

const bringIn = async ({ page, open }: Visitor, file: ReturnType<typeof bundleOf>): Promise<void> => {
  await open('/imports')
  await page.getByLabel('Files to bring in').setInputFiles(file)
  await page.getByRole('button', { name: 'Bring in', exact: true }).click()
  await page.getByRole('heading', { name: 'What it brought' }).waitFor()
}

/** Shows what is new on Today as often as the page tells of it, until it says so: what comes first may be of another child. */
const showNews = async ({ page }: Visitor, saysSo: () => Promise<boolean>): Promise<void> => {
  do {
    await page.getByText('There is something new on Today.').waitFor()
    await listenAt(page, () => page.getByRole('link', { name: 'Show it' }).click())
  } while (!(await saysSo()))
}

/** Who is told without asking, who is asked before anything is done, and a family that says a thing once. */
export const schoolDayStories = (stage: () => Stage): void => {
  const days = lastWeekdays(5)
  const skip = days.length < 5 ? 'The school year is not five weekdays old.' : false
  test('a child with special needs stops attending: her social worker’s open page says so, and no longer once a reason is known', {
    skip,
  }, async () => {
    const { signIn } = stage().visitors
    const priya = await signIn('Priya Raman')
    const iris = await signIn('Iris Feld')
    const away = () =>
      priya.page
        .getByRole('listitem')
        .filter({ hasText: 'Amelia Okafor-Reid' })
        .filter({ hasText: 'Away from school without a known reason' })
    await listenAt(priya.page, () => priya.open('/'))
    assert.equal(await countOf(away()), 0)
    await bringIn(iris, bundleOf('amelia', 21, days, 'N'))
    await showNews(priya, async () => (await countOf(away())) > 0)
    await priya.look()

    await bringIn(iris, bundleOf('amelia', 22, days.slice(-1), 'I'))
    await showNews(priya, async () => (await countOf(away())) === 0)
    await Promise.all([priya.leave(), iris.leave()])
  })

  test('Liam’s officer asks before she acts, learns what his worker shares and not why, and a plan stands instead of a notice', async () => {
    const { signIn } = stage().visitors
    const sam = await signIn('Sam Ali')
    const help = `${stage().liam}/attendance-help`
    await sam.open(help)
    await sam.page.getByLabel('Why do you begin?').fill('Liam misses Mondays and Thursdays.')
    await sam.page.getByRole('button', { name: 'Begin to help' }).click()
    await sam.page.getByText('Help with attendance has begun.').waitFor()
    await sam.look()
    assert.match(await wordsOf(sam.page), /Speak to someone first[\s\S]*Notice to improve\s+Not yet/)
    await sam.open(`${help}/ask/notice-to-improve`)
    await sam.page.getByLabel('What would you do, and why?').fill('Send a notice to improve: the Mondays go on.')
    await sam.page.getByRole('radio', { name: 'No, ask them here' }).check()
    await sam.page.getByRole('button', { name: 'Save' }).click()
    await sam.page.getByText('Your question is sent.').waitFor()

    const ravi = await signIn('Ravi Menon')
    await ravi.page.getByRole('listitem').filter({ hasText: 'An officer asks before a step' }).getByRole('link').click()
    await ravi.page.getByRole('radio', { name: 'Offer support instead' }).check()
    await ravi.page.getByLabel('What is shared with the officer?').fill('Mornings are hard at home on two days a week.')
    await ravi.page.getByRole('button', { name: 'Send the answer' }).click()
    await ravi.page.getByText('Mornings are hard').waitFor()
    await ravi.leave()

    await sam.open(`${help}/plan`)
    await sam.page.getByLabel('What is done?').first().fill('Notes from a classmate, and no detention for being late')
    await sam.page.getByLabel('Who does it?').first().fill('His form tutor')
    await sam.page.getByLabel('Who agreed to it?').fill('Liam and his mum')
    await fillDay(sam.page, 'By when?', addDays(today, 14))
    await fillDay(sam.page, 'When is it looked at again?', addDays(today, 28))
    await sam.page.getByRole('button', { name: 'Save the plan' }).click()
    await sam.page.getByText('Notes from a classmate').waitFor()
    const words = await wordsOf(sam.page)
    assert.match(words, /Offer support instead[\s\S]*Mornings are hard at home/)
    assert.doesNotMatch(words, silent)
    await sam.leave()
  })

  test('a family that has moved says so once, on a phone: a person checks who they are, and then the record and Council Tax know', async () => {
    const { arrive, signIn } = stage().visitors
    const mum = await arrive({ phone: true })
    const { page } = mum
    await mum.open('/family')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Sign in as Grace Okafor' }).click()
    await page.getByRole('heading', { name: 'Tell us of a change' }).waitFor()
    await mum.look()
    const born = birthDateOf('amelia')
    await page.getByLabel('Child’s first name').fill('Amelia')
    await page.getByLabel('Child’s last name').fill('Okafor-Reid')
    await fillDay(page, 'Child’s date of birth', londonDate(born))
    await page.getByRole('radio', { name: 'Address' }).check()
    await page.getByLabel('House and street').fill('22 Mill Street')
    await page.getByLabel('Postcode').fill('NM1 4QT')
    await fillDay(page, 'From which day is it so?', today)
    await page.getByLabel('Your name').fill('Grace Okafor')
    await page.getByLabel('Who you are to the child').selectOption({ label: 'Mother' })
    await page.getByRole('radio', { name: 'Yes', exact: true }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Who will be told' }).waitFor()
    await mum.look()
    assert.match(await wordsOf(page), /Council Tax[\s\S]*Confidential services never are/)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Received').first().waitFor()
    const receipt = new URL(page.url()).pathname

    const priya = await signIn('Priya Raman')
    await priya.open('/told-changes')
    await priya.page.getByRole('link', { name: 'Look at this change: Amelia Okafor-Reid' }).click()
    await priya.look()
    await priya.page.getByRole('radio', { name: 'The claim is checked' }).check()
    await priya.page.getByRole('radio', { name: 'The record names them as a parent' }).check()
    await priya.page.getByRole('button', { name: 'Save' }).click()
    await priya.page.getByText('It is on the record, and the services are told.').waitFor()
    await find(priya, 'Amelia Okafor')
    await priya.page.getByRole('link', { name: 'Amelia Okafor-Reid' }).click()
    await priya.page.getByText('22 Mill Street').first().waitFor()
    await priya.leave()

    await mum.open(receipt)
    await page.getByText('Done', { exact: true }).waitFor()
    await mum.leave()
  })
}

const fillDay = async (page: Page, legend: string, day: PlainDate): Promise<void> => {
  const group = page.getByRole('group', { name: legend }).first()
  const [year = '', month = '', date = ''] = day.split('-')
  await group.getByLabel('Day').fill(date)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { birthDateOf } from './northmere.ts'
import type { Stage } from './stage.ts'
import { countOf, type Visitor, wordsOf } from './visitor.ts'

type Sought = { readonly name: string; readonly cast: string }

/** Asks for one child exactly, with a reason, and comes to "A record exists". */
export const locate = async (visitor: Visitor, { name, cast }: Sought): Promise<void> => {
  const { page } = visitor
  const born = birthDateOf(cast)
  await visitor.open('/locate')
  await visitor.look()
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('Day').fill(String(born.getUTCDate()))
  await page.getByLabel('Month').fill(String(born.getUTCMonth() + 1))
  await page.getByLabel('Year').fill(String(born.getUTCFullYear()))
  await page.getByLabel('Why do you need to find this child?').fill('Referral from the school about missed days')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.getByRole('heading', { name: 'A record exists' }).waitFor()
  await visitor.look()
}

/** The lawful way to a child that one does not work with yet. */
export const wayInStories = (stage: () => Stage): void => {
  test('an officer finds exactly one child by name and birth date, starts work, and the record opens', async () => {
    const sam = await stage().visitors.signIn('Sam Ali')
    await locate(sam, { name: 'Reuben Cohen-Ward', cast: 'reuben' })
    assert.equal(await countOf(sam.page.getByRole('link', { name: /Reuben/ })), 0)
    await sam.page.getByRole('radio', { name: 'Because of a referral' }).check()
    await sam.page.getByRole('button', { name: 'Start work with this child' }).click()
    await sam.page.getByRole('heading', { name: 'Reuben Cohen-Ward', level: 1 }).waitFor()
    assert.match(await wordsOf(sam.page), /you are Reuben’s education welfare officer/)
    await sam.leave()
  })

  test('an officer asks for access, her manager says yes until a day, and then the record opens', async () => {
    const sam = await stage().visitors.signIn('Sam Ali')
    await locate(sam, { name: 'Esther Cohen-Ward', cast: 'esther' })
    await sam.page
      .getByRole('checkbox', { name: /needs|SEN/i })
      .first()
      .check()
    await sam.page.getByLabel('Why do you need it?').fill('Panel on Thursday about a shared timetable')
    await sam.page.getByRole('button', { name: 'Ask for access' }).click()
    await sam.page.getByText('Your request was sent').waitFor()
    await sam.look()
    assert.equal(await countOf(sam.page.getByRole('link', { name: 'Open the record' })), 0)

    const ada = await stage().visitors.signIn('Ada Birch')
    await ada.open('/my-access')
    await ada.look()
    await ada.page.getByRole('button', { name: 'Work as team manager' }).click()
    await ada.page.getByRole('link', { name: 'Approvals' }).click()
    await ada.look()
    await ada.page.getByRole('radio', { name: 'Approve' }).check()
    const last = new Date(Date.now() + 30 * 86_400_000)
    await ada.page.getByLabel('Day').fill(String(last.getUTCDate()))
    await ada.page.getByLabel('Month').fill(String(last.getUTCMonth() + 1))
    await ada.page.getByLabel('Year').fill(String(last.getUTCFullYear()))
    await ada.page.getByRole('button', { name: 'Save answer to Sam Ali' }).click()
    await ada.page.getByText('Approved. They have been told').waitFor()
    await ada.leave()

    await sam.open('/access-requests')
    await sam.page.getByRole('link', { name: 'Open the record' }).click()
    await sam.page.getByRole('heading', { name: 'Esther Cohen-Ward', level: 1 }).waitFor()
    await sam.leave()
  })
}

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { birthDateOf } from './northmere.ts'
import type { Stage } from './stage.ts'
import { find, type Visitor, wordsOf } from './visitor.ts'

const llyr = 'Llŷr ap Gwilym'

/** From a neighbour's word to a plan, a meeting with a father who must not learn where they live, and one visit to three children. */
export const familyHelpStories = (stage: () => Stage): void => {
  test('a worry by word of mouth is screened, passed to a team, allocated, and becomes a plan with the child’s own words', async () => {
    const { signIn } = stage().visitors
    const neighbour = await stage().visitors.arrive()
    await neighbour.open('/worry')
    assert.match(await wordsOf(neighbour.page), /^\W*(Warning\s*)?If a child is in danger now, call 999/)
    await neighbour.look()
    await neighbour.leave()

    const maud = await signIn('Maud Kessler')
    const contact = await writeContact(maud)
    await decideContact(maud, contact)
    await maud.leave()

    const bronwen = await signIn('Bronwen Achebe')
    await bronwen.page.getByRole('link', { name: llyr }).first().click()
    await bronwen.page.getByRole('radio', { name: 'Allocate it to a worker' }).check()
    const sashas = bronwen.page.getByRole('option', { name: /^Sasha Quill/ }).first()
    await bronwen.page
      .getByLabel('To whom?')
      .first()
      .selectOption({ label: await sashas.innerText() })
    await bronwen.page.getByRole('button', { name: 'Save' }).click()
    await bronwen.page.getByText('The work is with Sasha Quill').waitFor()
    await bronwen.leave()

    const sasha = await signIn('Sasha Quill')
    const { page } = sasha
    assert.match(await wordsOf(page), /Bronwen Achebe gave you work with this child/)
    const record = await openLlyr(sasha)
    await agreeHelp(sasha, record)
    const words = await wordsOf(page)
    assert.match(words, /Breakfast at school/)
    assert.match(words, /Sasha Quill/)
    await sasha.open(`${record}/early-help/assessment`)
    await sasha.look()
    await page.getByLabel('What does Llŷr say?').fill('I get up on my own.')
    await page.getByLabel('What goes well').first().fill('He is well and eats when food is there.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('I get up on my own.').waitFor()
    await sasha.leave()
  })

  test('the pack for a father who must not learn the address says nothing of it, and is saved as a PDF', async () => {
    const sasha = await stage().visitors.signIn('Sasha Quill')
    const { page } = sasha
    const record = await openLlyr(sasha)
    await sasha.open(`${record}/danger-notes/new`)
    await page.getByRole('radio', { name: 'Who must not be met or told' }).check()
    await page.getByLabel('Who is it?').fill('Geraint ap Gwilym')
    await page.getByLabel('What to know, in a few words').fill('Not to be told where they are: Geraint')
    await page.getByLabel('What to do').fill('Say nothing of the address to Geraint ap Gwilym.')
    await page.getByRole('radio', { name: /wherever Llŷr lives/ }).check()
    await page.getByRole('button', { name: 'Save the note' }).click()
    await page.waitForURL(url => !url.pathname.endsWith('/danger-notes/new'))
    await writeEarlyHelp(sasha, record, 'Mornings go better since they came to 4 Fell Road.')

    await sasha.open(`${record}/meetings/new`)
    await page.getByRole('radio', { name: 'Meeting of the team around the child' }).check()
    await fillDay(page, 'Which day?', new Date(Date.now() + 7 * 86_400_000))
    await page.getByLabel('Where is it?').fill('Room 2, town hall')
    await page.getByRole('checkbox', { name: /Geraint ap Gwilym/ }).check()
    await page.getByRole('button', { name: 'Call the meeting' }).click()
    await page.getByText('A note says who must not be met or told').first().waitFor()
    await page.getByRole('link', { name: 'Prepare a pack for Geraint ap Gwilym' }).click()
    await page.getByRole('checkbox', { name: 'Early help' }).check()
    await page.getByRole('button', { name: 'Show the pack' }).click()
    await page.getByRole('heading', { name: 'As Geraint ap Gwilym will see it' }).waitFor()
    await sasha.look()
    await page.getByLabel('What did your manager agree?').fill('He comes to the second half.')
    await page.getByRole('button', { name: 'Make the pack' }).click()
    await page.getByRole('alert').getByText('Read what is left out').waitFor()
    await page.getByRole('checkbox', { name: 'I have read what is left out' }).check()
    await page.getByRole('button', { name: 'Make the pack' }).click()
    await page.getByText('The pack is made.').waitFor()
    await page.getByRole('link', { name: 'See the pack for Geraint ap Gwilym' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save it as a PDF' }).click()
    const download = await saved
    assert.equal(download.suggestedFilename(), 'meeting-pack.pdf')
    assert.equal((await readFile(await download.path())).subarray(0, 8).toString(), '%PDF-1.7')
    await page.getByRole('button', { name: 'Open the pack' }).click()
    await page.getByText('It is for Geraint ap Gwilym alone').waitFor()
    const words = await wordsOf(page)
    assert.match(words, /What changed since the last meeting|There was no such meeting before/)
    assert.doesNotMatch(words, /Fell Road|NM6|Upper Fellby/)
    await sasha.leave()
  })

  test('one visit to three children is written once, and what one of them says alone stands on no other record', async () => {
    const sasha = await stage().visitors.signIn('Sasha Quill')
    const { page } = sasha
    await find(sasha, 'Esther Cohen-Ward')
    await page.getByRole('link', { name: 'Esther Cohen-Ward' }).click()
    await page.getByRole('button', { name: 'Add a note' }).click()
    await page.getByRole('link', { name: 'Write one note about several children of the family' }).click()
    await sasha.look()
    await page.getByRole('radio', { name: 'Visit', exact: true }).check()
    await page.getByLabel('What happened, for all of them?').fill('All three at home; tea was ready.')
    for (const name of ['Esther', 'Reuben', 'Ezra']) {
      const own = page.getByRole('group', { name: new RegExp(`^${name} Cohen-Ward`) })
      await own.getByRole('checkbox', { name: `This note is about ${name}` }).check()
      await own.getByRole('radio', { name: 'Yes, with others' }).check()
    }
    await page.getByLabel('About Reuben alone').fill('He asked to talk at scouts.')
    await page.getByRole('radio', { name: /^Early help/ }).check()
    await page.getByRole('button', { name: 'Save the notes' }).click()
    await page.getByText('The note is saved on 3 records.').waitFor()
    for (const name of ['Esther', 'Reuben', 'Ezra']) {
      await find(sasha, `${name} Cohen-Ward`)
      await page.getByRole('link', { name: `${name} Cohen-Ward` }).click()
      await page.getByRole('heading', { name: `${name} Cohen-Ward`, level: 1 }).waitFor()
      await sasha.open(`${new URL(page.url()).pathname}/timeline`)
      const words = await wordsOf(page)
      assert.match(words, /All three at home/)
      assert.equal(words.includes('talk at scouts'), name === 'Reuben')
    }
    await sasha.leave()
  })
}

const openLlyr = async (visitor: Visitor): Promise<string> => {
  await find(visitor, llyr)
  await visitor.page.getByRole('link', { name: llyr }).click()
  await visitor.page.getByRole('heading', { name: llyr, level: 1 }).waitFor()
  return new URL(visitor.page.url()).pathname
}

/** Writes down what somebody tells, and gives the address of the contact. */
const writeContact = async (maud: Visitor): Promise<string> => {
  const { page } = maud
  await maud.open('/front-door/new')
  await page.getByLabel('What worries them?').fill('Llŷr came in hungry again. His gran says mum is worn out.')
  await page.getByLabel('Name', { exact: true }).fill(llyr)
  await page.getByLabel('How they know the child').selectOption('neighbour')
  await page.getByRole('radio', { name: 'Yes, they know' }).check()
  await page.getByRole('radio', { name: 'By word of mouth' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: llyr }).first().click()
  await page.getByRole('heading', { name: llyr, level: 1 }).waitFor()
  return new URL(page.url()).pathname
}

/** Finds whose it is by name and date of birth, offers early help and passes it on. */
const decideContact = async (maud: Visitor, contact: string): Promise<void> => {
  const { page } = maud
  await maud.open(contact)
  await fillDay(page, 'Date of birth', birthDateOf('llyr'))
  await page.getByRole('button', { name: 'Find the child' }).click()
  await page.getByRole('heading', { name: 'A record matches exactly' }).waitFor()
  await maud.look()
  await page.getByRole('button', { name: 'It is about this child: begin work' }).click()
  await page.getByText('It is on the child’s record.').waitFor()
  await page.getByRole('radio', { name: 'Offer early help' }).check()
  await page.getByLabel('Why', { exact: true }).fill('Mum wants help in the mornings.')
  await page.getByRole('radio', { name: 'Not told' }).check()
  await page.getByRole('button', { name: 'Save the decision' }).click()
  await page.getByLabel('Which team takes it on?').selectOption({ label: 'Early Help North' })
  await page.getByRole('button', { name: 'Pass it to the team' }).click()
  await page.getByText('Early Help North has it now').waitFor()
}

/** The family agrees, a lead practitioner accepts, and a plan is agreed. */
const agreeHelp = async (sasha: Visitor, record: string): Promise<void> => {
  const { page } = sasha
  await sasha.open(`${record}/early-help`)
  await page.getByLabel('Why is it offered?').fill('Mum asks for help with mornings.')
  await page
    .getByRole('group', { name: 'Does it follow a plan of social care?' })
    .getByLabel('No', { exact: true })
    .check()
  await page.getByRole('radio', { name: 'They want it' }).check()
  await page.getByLabel('Who agreed?').fill('Mum and Llŷr')
  await page.getByRole('radio', { name: 'Llŷr, and a parent with parental responsibility' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Name a lead practitioner' }).click()
  await page.getByRole('radio', { name: 'I am, and I accept' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Agree a plan' }).click()
  await page.getByLabel('What is to be better').fill('Llŷr has breakfast every school day.')
  await page.getByLabel('What is done').first().fill('Breakfast at school')
  await page.getByLabel('Who does it').first().fill('Sasha Quill')
  await fillDay(page, 'By when', new Date(Date.now() + 14 * 86_400_000))
  await page.getByLabel('Who agreed to it').fill('Llŷr, mum, school')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Write the assessment' }).waitFor()
}

const writeEarlyHelp = async ({ page, open }: Visitor, record: string, text: string): Promise<void> => {
  await open(`${record}/notes/new`)
  await page.getByRole('radio', { name: 'Visit', exact: true }).check()
  await page.getByLabel('What happened?').fill(text)
  await page.getByRole('radio', { name: /^Early help/ }).check()
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.getByText('Your note is saved.').waitFor()
}

/** Fills in the three boxes of a day. */
const fillDay = async (page: Page, legend: string, day: Date): Promise<void> => {
  const boxes = page.getByRole('group', { name: legend }).first()
  await boxes.getByLabel('Day').fill(String(day.getUTCDate()))
  await boxes.getByLabel('Month').fill(String(day.getUTCMonth() + 1))
  await boxes.getByLabel('Year').fill(String(day.getUTCFullYear()))
}

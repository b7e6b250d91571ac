import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'
import { find, listenAt, type Visitor, wordsOf } from './visitor.ts'

type Note = { readonly text: string; readonly said: string }

/** Fills in the form of a note as somebody does after a visit. */
const writeNote = async (page: Page, note: Note): Promise<void> => {
  await page.getByRole('radio', { name: 'Visit', exact: true }).check()
  await page.getByLabel('Who was there?').fill('Amelia and her mum')
  await page.getByRole('radio', { name: 'Yes, alone' }).check()
  await page.getByLabel('What did Millie say?').fill(note.said)
  await page.getByLabel('What happened?').fill(note.text)
  await page.getByRole('group', { name: 'Who can see this note?' }).getByRole('radio').first().check()
}

const openAmelia = async (visitor: Visitor): Promise<string> => {
  await find(visitor, 'Amelia Okafor')
  await visitor.page.getByRole('link', { name: 'Amelia Okafor-Reid' }).click()
  await visitor.page.getByRole('heading', { name: 'Amelia Okafor-Reid', level: 1 }).waitFor()
  await visitor.look()
  return new URL(visitor.page.url()).pathname
}

// A4 between the margins of print.css, at 96 px an inch, and how far down it half of the sheet is.
const betweenMargins = { width: 688, height: 994 }
const halfSheet = 501

/** A social worker between two visits, with a telephone. */
export const socialWorkerStories = (stage: () => Stage): void => {
  test('on a phone without script, Today warns of the dog before a tap, and a note is added and corrected with both kept', async () => {
    const priya = await stage().visitors.signIn('Priya Raman', { phone: true, script: false })
    const { page } = priya
    const today = await wordsOf(page)
    for (const hazard of ['Key safe', 'Visit in pairs', 'Large dog at the address']) assert.ok(today.includes(hazard))
    await page.getByRole('link', { name: 'Amelia Okafor-Reid' }).first().click()
    await page.waitForURL(/\/visit$/)
    assert.match(await wordsOf(page), /Visit in pairs[\s\S]*Large dog at the address/)
    const record = new URL(page.url()).pathname.replace(/\/visit$/, '')
    const size = page.viewportSize()
    await page.setViewportSize(betweenMargins)
    await page.emulateMedia({ media: 'print' })
    const printed = (await page.locator('main').boundingBox())?.height ?? Number.NaN
    assert.ok(printed <= halfSheet, `what is taken to the door prints ${printed} px high, half a sheet is ${halfSheet}`)
    await page.emulateMedia({ media: 'screen' })
    if (size) await page.setViewportSize(size)

    await priya.open(`${record}/notes/new`)
    await page.getByRole('button', { name: 'Save the note' }).click()
    await page.getByRole('alert').getByText('Write what happened').waitFor()
    await writeNote(page, { text: 'Saw Amelia in her room.', said: 'I like the dog.' })
    await page.getByRole('button', { name: 'Save the note' }).click()
    await page.getByText('Your note is saved.').waitFor()
    const saved = await wordsOf(page)
    assert.match(saved, /Yes, alone/)
    assert.match(saved, /“I like the dog\.”/)

    await page
      .getByRole('button', { name: 'Correct this note' })
      .or(page.getByRole('link', { name: 'Correct this note' }))
      .click()
    await page.getByLabel('What happened?').fill('Saw Amelia in the kitchen.')
    await page.getByLabel('Why do you correct it?').fill('It was the kitchen')
    await page.getByRole('button', { name: 'Save the correction' }).click()
    await page.getByText('The correction is saved.').waitFor()
    assert.match(await wordsOf(page), /Saw Amelia in the kitchen\./)
    await page.getByText(/^As it was, written/).click()
    assert.match(await wordsOf(page), /Saw Amelia in her room\./)
    await priya.leave()
  })

  test('with the keyboard alone a social worker signs in, finds Amelia, reads and writes a note', async () => {
    const visitor = await stage().visitors.arrive()
    const { page } = visitor
    await visitor.open('/')
    await tabTo(page, /^Sign in as Priya Raman$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Today/ }).waitFor()
    await tabTo(page, /Find a child/)
    await page.keyboard.type('okafor reid amelia')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^\d+ child(ren)?$/ }).waitFor()
    await tabTo(page, /^Amelia Okafor-Reid$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Amelia Okafor-Reid', level: 1 }).waitFor()
    await tabTo(page, /^Add a note$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Add a note' }).waitFor()
    await visitor.look()
    await tabTo(page, /^Visit$/)
    await page.keyboard.press('ArrowDown')
    await tabTo(page, /^What happened\?/)
    await page.keyboard.type('Rang mum from the car.')
    await tabTo(page, /^Address, phone and carers/)
    await page.keyboard.press('Space')
    await tabTo(page, /^Save the note$/)
    await page.keyboard.press('Enter')
    await page.getByText('Your note is saved.').waitFor()
    await visitor.look()
    assert.match(await wordsOf(page), /Rang mum from the car\./)
    await visitor.leave()
  })

  test('a second reader of the record is told that it has changed as soon as a note is written', async () => {
    const priya = await stage().visitors.signIn('Priya Raman')
    const record = await openAmelia(priya)
    const colleague = await stage().visitors.signIn('Priya Raman')
    await listenAt(colleague.page, () => colleague.open(record))
    await priya.open(`${record}/notes/new`)
    await writeNote(priya.page, { text: 'Mum rang back.', said: '' })
    await priya.page.getByRole('button', { name: 'Save the note' }).click()
    await priya.page.getByText('Your note is saved.').waitFor()
    await colleague.page.getByText('This record has changed').waitFor()
    await colleague.look()
    await Promise.all([priya.leave(), colleague.leave()])
  })
}

/** Presses Tab until what has the focus is called so; at most as often as a long page has stops. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  await page.waitForLoadState()
  for (let stops = 0; stops < 120; stops++) {
    await page.keyboard.press('Tab')
    if (name.test(await page.evaluate<string>(focusedName))) return
  }
  assert.fail(`The Tab key never came to ${name}`)
}
// Runs in the browser, so it is a text: the browser's names are none of ours.
const focusedName = `(() => {
  const at = document.activeElement
  const label = at?.labels?.[0] ?? at
  return (at?.getAttribute('aria-label') ?? label?.textContent ?? '').split(' ').map(word => word.trim()).filter(Boolean).join(' ')
})()`

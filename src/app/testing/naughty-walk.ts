import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { sessionCookie } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import type { TestSite } from './index.ts'
import { type RealForm, realForms } from './naughty-forms.ts'
import type { SmallWorld } from './small-world.ts'

/** The strings, without those that are blanks alone: a form takes them as nothing. */
export const naughtyStrings = (
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../platform/files/fixtures/naughty-strings.txt'), 'utf8'),
  ) as string[]
).filter(text => text.trim() !== '')

/** Where the strings are typed: a site that listens, its database, and the child of the small world. */
export type NaughtyPlace = {
  readonly db: TestDatabase
  readonly site: TestSite
  readonly world: SmallWorld
  readonly browser: Browser
}
/** Which forms, all unless it is said; one round of boxes in each, or as many as the strings need; and who hears that a form is done. */
export type NaughtyHow = {
  readonly forms?: readonly RealForm[]
  readonly oneRound?: boolean
  readonly told?: (form: RealForm) => void
}
/** What was typed and read back, and each string that did not come back as it was. */
export type NaughtyWalk = { readonly typed: number; readonly faults: readonly string[] }

/**
 * Types each string into each form, once into a box of one line and once into one of many lines where the form has both, sends it as a person does, and
 * reads the page that follows. The text must stand there to the letter, but for blanks at its two ends, which every form leaves out (a draft keeps them), and the end
 * of a line, which a browser sends as CRLF and shows as LF; no dialog, window, error or request to elsewhere may come of it.
 */
export const walkNaughty = async (
  place: NaughtyPlace,
  strings: readonly string[],
  { forms = realForms, oneRound = false, told = () => {} }: NaughtyHow = {},
): Promise<NaughtyWalk> => {
  const base = await listening(place)
  await prepare(place)
  const faults: string[] = []
  let typed = 0
  for (const [at, form] of forms.entries()) {
    const context = await signedIn(place, base, form)
    const page = await context.newPage()
    const tell = (words: string) => void faults.push(`${form.what}: ${words}`)
    listenTo(page, base, tell)
    const fit = strings.filter(
      text => !form.sendsBack?.test(text) && (form.cuts || text.length <= (form.longest ?? text.length)),
    )
    const all = Math.ceil(fit.length / Math.min(...kindsOf(form).map(boxes => boxes.length)))
    // in one round each form begins with others
    await sendAll(place, page, base, form, fit, oneRound ? [at, at + 1] : [0, all], seen => {
      typed += form.boxes.length
      for (const fault of faultsOf(form, seen)) tell(fault)
    })
    await context.close()
    told(form)
  }
  return { typed, faults }
}

/** Where the site can be reached, which listens from now on. */
export const listening = async ({ site }: NaughtyPlace): Promise<string> => {
  const { server } = site.app
  if (!server.listening) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a letter needs: help with attendance that goes on, and a parent at an address that is whole. */
const prepare = async ({ db, site, world }: NaughtyPlace): Promise<void> => {
  const officer = world.readers.get('education-welfare-officer')
  if (!officer) throw new Error('The world has no officer')
  const { id, address } = world.amara
  await db.owner.query(
    `update entry set body = body || case kind when 'address' then '{"town": "Northmere", "uprn": "100012345678"}'::jsonb
       else '{"livesWith": true, "parentalResponsibility": true}' end where kind in ('address', 'carer') and child_id = $1`,
    [id],
  )
  const visitor = await site.signIn(officer)
  await visitor.post(`/children/${address}/attendance-help`, { words: 'She has missed Mondays.' })
}

const signedIn = async (
  { db, site, world, browser }: NaughtyPlace,
  base: string,
  form: RealForm,
): Promise<BrowserContext> => {
  let reader = world.readers.get(form.who)
  if (!reader) {
    reader = await aReader(db.owner, form.who)
    await aRelation(db.owner, { child: world.amara.id }, { principal: reader.userId })
  }
  await site.signIn(reader)
  const context = await browser.newContext()
  await context.addCookies([
    { name: sessionCookie(false), value: `session-of-${reader.userId}-${reader.role}`, url: base },
  ])
  return context
}

/** Tells of whatever a page must not do: run a script, open a window, fail, ask for anything elsewhere. */
export const listenTo = (page: Page, base: string, tell: (words: string) => void): void => {
  page.on('dialog', dialog => {
    tell(`a script ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', message => message.type() === 'error' && tell(`the console says ${message.text()}`))
  page.on('pageerror', error => tell(`an error on the page: ${error.message}`))
  page.on('popup', () => tell('a window opened'))
  page.on('request', request => {
    if (new URL(request.url()).origin !== base) tell(`asked for ${request.url()}`)
  })
}

/** As it comes back: lines end in LF, no blanks at its ends but in a draft, and where a box takes no more, as much as it takes. */
const kept = (text: string, { longest = Number.POSITIVE_INFINITY, readAt }: RealForm): string => {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  return readAt === 'the form' ? lines : lines.trim().slice(0, longest)
}

const kindsOf = ({ boxes }: RealForm) =>
  [boxes.filter(box => box.area), boxes.filter(box => !box.area)].filter(some => some.length > 0)

/** Each string goes through one box at least of each of the two kinds; a round fills every box. */
const sendAll = async (
  { db, world }: NaughtyPlace,
  page: Page,
  base: string,
  form: RealForm,
  strings: readonly string[],
  [from, to]: readonly [from: number, to: number],
  seen: (one: Seen) => void,
): Promise<void> => {
  const address = base + form.address(world.amara.address)
  for (let round = from; round < to; round++) {
    const typed = Object.fromEntries(
      kindsOf(form).flatMap(boxes =>
        boxes.map((box, at) => [box.name, strings[(round * boxes.length + at) % strings.length] ?? '']),
      ),
    )
    await page.goto(address)
    await page.evaluate(filling({ ...form.chosen, ...typed }))
    for (const name of form.buttons) {
      const pressed = page.getByRole('main').getByRole('button', { name, exact: true })
      await Promise.all([page.waitForEvent('framenavigated'), pressed.click()])
      await page.waitForLoadState('load')
    }
    if (form.readAt === 'the form') await page.goto(address)
    if (form.lies) await page.goto(base + (await db.owner.query<{ at: string }>(form.lies)).rows[0]?.at)
    seen({ typed, ...(await page.evaluate<Omit<Seen, 'typed'>>(reading)) })
    // what lists grow by is taken off again
    await db.owner.query(
      `update entry set known_to = now() where kind in ('family-person', 'task') and known_to = 'infinity'`,
    )
  }
}

/** A page after a form was sent: what was typed, and what its elements and its boxes say. */
type Seen = {
  readonly typed: Readonly<Record<string, string>>
  readonly texts: readonly string[]
  readonly boxes: Readonly<Record<string, string>>
}
const faultsOf = (form: RealForm, { typed, texts, boxes }: Seen): string[] => {
  const texted = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, kept(text, form)]))
  const all = new Set(texts)
  return form.boxes.flatMap(({ name, shown }) => {
    const text = texted[name] ?? ''
    const stands = form.readAt ? boxes[name] === text : all.has(shown?.(text, texted) ?? text)
    return stands ? [] : [`${name} does not give back ${JSON.stringify(text)}`]
  })
}

// These run in the browser, so they are texts: the browser's names are none of ours.
const filling = (values: Readonly<Record<string, string>>) => `(() => {
  for (const [name, value] of Object.entries(${JSON.stringify(values)}))
    for (const box of document.querySelectorAll('main [name="' + name + '"]'))
      if (box.type === 'radio' || box.type === 'checkbox') box.checked = box.value === value
      else box.value = value
})()`
const reading = `(() => {
  const main = document.querySelector('main')
  return {
    texts: [...main.querySelectorAll('*')].filter(one => one.innerText !== '').map(one => one.textContent),
    boxes: Object.fromEntries([...main.querySelectorAll('input, textarea')].map(box => [box.name, box.value])),
  }
})()`

import type { Page } from 'playwright-core'
import { type SignedInReader, sessionCookie } from '../../access/index.ts'
import { addressOf, firstIds, isChange } from './addresses.ts'
import { listening, listenTo, type NaughtyPlace } from './naughty-walk.ts'

/** What came of it: forms that were sent, boxes that were typed into, boxes that were shown again, and whatever was wrong. */
export type PagesWalk = {
  readonly forms: number
  readonly typed: number
  readonly shownAgain: number
  readonly faults: readonly string[]
}

/**
 * Types strings into every box of each form that stands at the address it is sent to, if any of the staff may open it in the small world, and sends it
 * without choosing anything else. No dialog, window, error, fault of the machine or request to elsewhere may come of it; where the form comes back, each box must hold to
 * the letter what was typed, but for blanks at its ends. Each form gets `rounds` lots of strings, each from another place of the list.
 */
export const walkPages = async (
  place: NaughtyPlace,
  strings: readonly string[],
  { rounds, told = () => {} }: { readonly rounds: number; readonly told?: (path: string) => void },
): Promise<PagesWalk> => {
  const base = await listening(place)
  const faults: string[] = []
  const sum = { forms: 0, typed: 0, shownAgain: 0 }
  let next = 0
  const pages = new Set(place.site.routes.filter(route => !isChange(route)).map(route => route.path))
  for (const route of place.site.routes.filter(route => isChange(route) && pages.has(route.path))) {
    const address = addressOf(route, firstIds(place.world))
    const reader = await whoOpens(place, address)
    if (!reader) continue
    const context = await place.browser.newContext()
    await context.addCookies([
      { name: sessionCookie(false), value: `session-of-${reader.userId}-${reader.role}`, url: base },
    ])
    const page = await context.newPage()
    // a form that goes back with errors answers 422, which a browser tells in its console
    listenTo(
      page,
      base,
      words => /the console says .* status of 4\d\d/.test(words) || faults.push(`${route.path}: ${words}`),
    )
    for (let round = 0; round < rounds; round++) {
      await page.goto(base + address)
      const typed = await page.evaluate<Typed>(typing(strings, next))
      const many = Object.keys(typed).length
      if (many === 0) break
      next += many
      const answer = await send(page)
      sum.typed += many
      if (round === 0) sum.forms++
      if (answer >= 500) faults.push(`${route.path} answers ${answer}`)
      const again = await page.evaluate<{ readonly isBack: boolean; readonly boxes: Typed }>(readingAgain)
      for (const [name, text] of again.isBack ? Object.entries(typed) : []) {
        if (again.boxes[name] === undefined) continue
        sum.shownAgain++
        if (again.boxes[name].trim() !== text.trim())
          faults.push(`${route.path}: ${name} does not give back ${JSON.stringify(text)}`)
      }
    }
    await context.close()
    told(route.path)
  }
  return { ...sum, faults }
}
type Typed = Readonly<Record<string, string>>

/** The first of the staff to whom the page with the form opens. */
const whoOpens = async ({ site, world }: NaughtyPlace, address: string): Promise<SignedInReader | undefined> => {
  for (const reader of world.readers.values()) {
    const { statusCode, body } = await (await site.signIn(reader)).get(address)
    if (statusCode === 200 && /<(?:textarea|input)[^>]*govuk-(?:textarea|input)/.test(body)) return reader
  }
  return undefined
}

const send = async (page: Page): Promise<number> => {
  const [answer] = await Promise.all([
    page.waitForResponse(one => one.request().method() === 'POST' && one.request().isNavigationRequest()),
    page.waitForEvent('framenavigated'),
    page.evaluate(sending),
  ])
  await page.waitForLoadState('load')
  return answer.status()
}

// These run in the browser, so they are texts.
const boxes = `[...document.querySelectorAll('main form[data-typing] textarea, main form[data-typing] input')]
  .filter(box => ['textarea', 'text', 'search', 'email', 'tel', 'url'].includes(box.type) && box.name)`
const typing = (strings: readonly string[], from: number) => `(() => {
  const strings = ${JSON.stringify(strings)}
  const forms = [...document.querySelectorAll('main form')].filter(form => form.method === 'post')
  const most = form => form.querySelectorAll('textarea, input[type=text], input:not([type])').length
  const form = forms.sort((one, other) => most(other) - most(one))[0]
  if (!form || most(form) === 0) return {}
  form.dataset.typing = ''
  form.noValidate = true
  const typed = {}
  const boxes = ${boxes}
  boxes.forEach((box, at) => { box.value = strings[(${from} + at) % strings.length]; typed[box.name] = box.value })
  return typed
})()`
const sending = `document.querySelector('main form[data-typing]').querySelector('button:not([type=button]), input[type=submit]').click()`
const readingAgain = `(() => ({
  isBack: document.querySelector('.govuk-error-summary') !== null,
  boxes: Object.fromEntries([...document.querySelectorAll('main textarea, main input')].filter(box => box.type !== 'hidden').map(box => [box.name, box.value])),
}))()`

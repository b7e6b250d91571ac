import type { Browser, Locator, Page, Response } from 'playwright-core'
import { type Glass, openGlass } from '../src/platform/browser/testing/index.ts'

/** Everything a browser complained of, or axe found, on any page that a story reached. */
export type Faults = string[]

/** One person at one browser. */
export type Visitor = {
  readonly page: Page
  /** Opens an address of the product. */
  open(path: string): Promise<Response | null>
  /** Looks the page over with axe at 1280 and 320 px, and for sideways scrolling at 390 px too; a page of the same kind is looked at once for each person. */
  look(): Promise<void>
  leave(): Promise<void>
}
export type VisitorOptions = { readonly phone?: boolean; readonly script?: boolean }

/** Makes visitors: each has a browser profile of their own, and all their faults come together. */
export const visitorsOf = (browser: Browser, address: string, faults: Faults) => {
  const looked = new Set<string>()
  const arrive = async ({ phone = false, script = true }: VisitorOptions = {}): Promise<Visitor> => {
    const context = await browser.newContext({
      baseURL: address,
      javaScriptEnabled: script,
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
      locale: 'en-GB',
    })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    noteFaults(page, faults)
    let glass: Promise<Glass> | undefined
    const look = () => {
      glass ??= openGlass(context, address)
      return glass.then(glass => lookOver(page, glass, looked, faults))
    }
    return {
      page,
      open: path => page.goto(path),
      look: () => (script ? look() : Promise.resolve()),
      leave: () => context.close(),
    }
  }
  /** Somebody of Northmere's staff, signed in. */
  const signIn = async (name: string, options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await arrive(options)
    await visitor.open('/')
    await visitor.page.getByRole('button', { name: `Sign in as ${name}`, exact: true }).click()
    await visitor.page.waitForURL(`${address}/**`)
    await visitor.look()
    return visitor
  }
  return { arrive, signIn }
}
export type Visitors = ReturnType<typeof visitorsOf>

/** Types into the box at the top of every page and goes to the results. */
export const find = async ({ page, look }: Visitor, words: string): Promise<void> => {
  const box = page.getByRole('banner').getByRole('searchbox')
  const before = page.url()
  await box.fill(words)
  await box.press('Enter')
  await page.waitForURL(({ href, pathname }) => href !== before && /\/find\/[^/]+$/.test(pathname))
  await look()
}

/** What a page says, once all of it has come: what was clicked leads to a page whose first lines may be there before its last. */
export const wordsOf = async (page: Page, part: 'main' | 'body' = 'main'): Promise<string> => {
  await page.waitForLoadState()
  return await page.locator(part).innerText()
}

/** Whether a page has such a thing, or so many of it, once all of it has come. */
export const countOf = async (found: Locator): Promise<number> => {
  await found.page().waitForLoadState()
  return await found.count()
}

/** Goes to a page, and stays until it listens for what changes: of what was changed before that it tells nothing. */
export const listenAt = async (page: Page, go: () => Promise<unknown>): Promise<void> => {
  const listening = page.waitForResponse(answer => new URL(answer.url()).pathname.endsWith('/live'))
  await Promise.all([listening, go()])
}

const noteFaults = (page: Page, faults: Faults): void => {
  const tell = (words: string) => faults.push(`${kindOf(page.url())}: ${words}`)
  page.on('console', message => {
    // That a refused page answers 404 is what a story looks at itself.
    if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text())) tell(message.text())
  })
  page.on('pageerror', error => tell(error.message))
}

/** A page's kind: its address without whom it is about. */
const kindOf = (url: string): string => new URL(url).pathname.replace(/\/[\w-]{20,}(?=\/|$)/g, '/:id')

const lookOver = async (page: Page, glass: Glass, looked: Set<string>, faults: Faults): Promise<void> => {
  await page.waitForLoadState()
  const kind = `${kindOf(page.url())} “${await page.title()}”`
  if (looked.has(kind)) return
  looked.add(kind)
  faults.push(...(await glass.look(page)).map(fault => `${kind} ${fault}`))
}

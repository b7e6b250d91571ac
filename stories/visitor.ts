import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page, type Response } from 'playwright-core'

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

const widths = [1280, 390, 320]
// Between 390 and 320 px no rule of the styles changes: what axe looks at is the same, only narrower.
const axeWidths = [1280, 320]
const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** The browser of the stories: Debian's Chromium, or the one in CHROMIUM. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })

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
    listen(page, faults)
    return {
      page,
      open: path => page.goto(path),
      look: () => (script ? lookOver(page, looked, faults) : Promise.resolve()),
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
  await box.fill(words)
  await box.press('Enter')
  await page.waitForURL(/\/find\/[^/]+$/)
  await look()
}

const listen = (page: Page, faults: Faults): void => {
  const tell = (words: string) => faults.push(`${kindOf(page.url())}: ${words}`)
  page.on('console', message => {
    // That a refused page answers 404 is what a story looks at itself.
    if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text())) tell(message.text())
  })
  page.on('pageerror', error => tell(error.message))
}

/** A page's kind: its address without whom it is about. */
const kindOf = (url: string): string => new URL(url).pathname.replace(/\/[\w-]{20,}(?=\/|$)/g, '/:id')

const lookOver = async (page: Page, looked: Set<string>, faults: Faults): Promise<void> => {
  const kind = `${kindOf(page.url())} “${await page.title()}”`
  if (looked.has(kind)) return
  looked.add(kind)
  const before = page.viewportSize()
  await page.evaluate(axeSource)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const seen = await page.evaluate<Seen>(axeWidths.includes(width) ? examine : measure)
    faults.push(...seen.violations.map(violation => `${kind} at ${width} px: ${violation}`))
    if (seen.overflow > 0) faults.push(`${kind} at ${width} px: scrolls sideways by ${seen.overflow} px`)
  }
  if (before) await page.setViewportSize(before)
}

type Seen = { readonly violations: readonly string[]; readonly overflow: number }
// Both run in the browser, so they are texts: the browser's names are none of ours.
const measure = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  return { violations: [], overflow: scrollWidth - clientWidth }
})()`
const examine = `(async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, elementRef: false })
  const { scrollWidth, clientWidth } = document.documentElement
  return { violations: violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes[0].html.slice(0, 120)), overflow: scrollWidth - clientWidth }
})()`

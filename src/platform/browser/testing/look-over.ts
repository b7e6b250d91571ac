// Tests look at pages in a real browser. What a page says of itself is read where it was opened; axe, which takes four times as long
// to start in a page as to look at one, stands ready in a page of its own and is shown each page's elements there.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

// Between 390 and 320 px no rule of the styles changes: a phone's page is the same at both, only narrower.
const [wide, narrow] = [1280, 320]
const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** Looks pages over, one after another: what axe finds, and sideways scrolling, at 1280 and 320 px. */
export type Glass = {
  look(page: Page): Promise<string[]>
  /** The same of a document as the server gives it, before any script of its own has run; axe at 1280 px, and of `main` alone. */
  lookAtText(html: string): Promise<string[]>
}

const shell = '/usr/bin/chromium-headless-shell'

/** Where the browser is: CHROMIUM, or Debian's, without its windows where it is there: that takes two thirds of the time. */
export const chromiumPath = (): string => process.env.CHROMIUM ?? (existsSync(shell) ? shell : '/usr/bin/chromium')

/** Opens the browser. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })

/** Makes a glass for the pages of one address; it stays open as long as its context. */
export async function openGlass(context: BrowserContext, address: string): Promise<Glass> {
  // Each width has a pane: to lay a page out anew at another costs more than to show it twice.
  const openPane = async (width: number) => {
    const pane = await context.newPage()
    await pane.setViewportSize({ width, height: 900 })
    // An empty page of the same address, so that styles are found as the page finds them. It never reaches the server.
    const empty = new URL('/glass', address).href
    await pane.route(empty, route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await pane.goto(empty)
    await pane.evaluate(axeSource)
    return async (html: string, axeOf?: 'document' | '"main"') => {
      await pane.evaluate(showing(html))
      const violations = axeOf ? await pane.evaluate<string[]>(examining(axeOf)) : []
      const overflow = await pane.evaluate<number>(measure)
      return [...violations, ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [])].map(
        fault => `at ${width} px: ${fault}`,
      )
    }
  }
  const [atWide, atNarrow] = [await openPane(wide), await openPane(narrow)]
  const look = async (page: Page) => {
    const html = await page.evaluate<string>(elements)
    return [...(await atWide(html, 'document')), ...(await atNarrow(html, 'document'))]
  }
  const lookAtText = async (text: string) => {
    const html = text.replace(/<script\b[^>]*><\/script>/g, '')
    return [...(await atWide(html, '"main"')), ...(await atNarrow(html))]
  }
  return { look, lookAtText }
}

// These run in the browser, so they are texts: the browser's names are none of ours.
// The elements as they stand once the page's own scripts have run; the scripts themselves are not run twice.
const elements = `(() => {
  const copy = document.documentElement.cloneNode(true)
  for (const script of copy.querySelectorAll('script')) script.remove()
  return copy.outerHTML
})()`
// A document that is written is "complete" before its style is read: without it a page is laid out as no reader sees it.
const showing = (html: string) => `(async () => {
  document.open()
  document.write(${JSON.stringify(`<!doctype html>${html.replace(/^<!doctype html>/i, '')}`)})
  document.close()
  const unread = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(link => !link.sheet)
  await Promise.all(unread.map(link => new Promise((done, failed) =>
    Object.assign(link, { onload: done, onerror: () => failed(new Error('No style: ' + link.href)) }))))
  if (document.readyState !== 'complete') await new Promise(done => addEventListener('load', done, { once: true }))
})()`
const measure = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const examining = (what: 'document' | '"main"') => `(async () => {
  const { violations } = await axe.run(${what}, { resultTypes: ['violations'], preload: false, elementRef: false })
  return violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes[0].html.slice(0, 120))
})()`

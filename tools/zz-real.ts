import { chromium } from 'playwright-core'
const [who, child] = [process.argv[2]!, process.argv[3]!]
const tabs = process.argv.slice(4)
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const c = await b.newContext({ viewport: { width: 1280, height: 900 } })
const p = await c.newPage()
await p.goto('http://localhost:3977/')
if (process.argv[2] === 'list') { console.log((await p.innerText('body')).slice(0, 5000)); console.log(p.url()) ; await b.close(); process.exit() }
for (let i = 0; i < 3; i++) {
  const btn = p.getByRole('button', { name: new RegExp(`Sign in\\s+as ${who}`) })
  if (await btn.count()) { await btn.first().click(); break }
  const go = p.getByRole('button', { name: /sign in/i }).or(p.getByRole('link', { name: /sign in/i })); if (await go.count()) await go.first().click()
}
await p.waitForLoadState()
console.log(p.url(), (await p.innerText('main')).slice(0, 800))
if (child === 'none') { await b.close(); process.exit() }
await p.goto('http://localhost:3977/')
const link = p.getByRole('link', { name: new RegExp(child) })
console.log(await link.count())
if (!(await link.count())) { await p.fill('input[name=q]', child); await p.keyboard.press('Enter'); await p.waitForLoadState() }
await p.getByRole('link', { name: new RegExp(child) }).first().click()
await p.waitForLoadState()
const url = p.url()
for (const tab of ['', ...tabs]) {
  const t = Date.now()
  const r = await p.goto(url + tab)
  console.log(tab, r?.status(), Date.now() - t, 'ms')
  await p.screenshot({ path: `/tmp/recshots/real-${child}${tab.replaceAll('/', '_')}.png`, fullPage: true })
}
await b.close()

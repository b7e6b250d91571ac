import { writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { coreKinds } from '../src/children/index.ts'
import { recordPages } from '../src/children/pages/index.ts'
import { exampleFrame } from '../src/children/pages/record.examples.ts'
import { assets, page } from '../src/platform/views/index.ts'

const extra = process.argv[2] === 'domains' ? ((await import('../src/domains/attendance/index.ts')) as any) : {}
const eduM = process.argv[2] === 'domains' ? ((await import('../src/domains/education/index.ts')) as any) : undefined
const edu = eduM
  ? [{ panel: eduM.educationPanels[0], state: 'ready', data: eduM.educationPanels[0].examples.usual }]
  : []
const wr = process.argv[2] === 'writing' ? ((await import('../src/children/writing/index.ts')) as any) : {}
const frame = {
  council: 'Northmere Council',
  user: { name: 'Priya Raman', role: 'Social worker' },
  nav: [
    { text: 'My children', href: '/my-children', current: true },
    { text: 'Start work with a child', href: '/locate' },
  ],
  csrf: 'x',
}
const routes: any[] = extra.attendancePages
  ? extra
      .attendancePages({ panels: [] })
      .map((r: any) => ({
        ...r,
        examples: Object.fromEntries(Object.entries(r.examples).map(([k, d]: any) => [k, { ...d, panels: edu }])),
      }))
  : wr.writingPages
    ? wr.writingPages
    : (recordPages({ kinds: coreKinds, panels: [] }) as any)
const css = assets()
  .find(a => a.name === 'app.css')!
  .body.toString()
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const want = process.argv.slice(3)
for (const r of routes.filter(r => r.examples))
  for (const [name, data] of Object.entries(r.examples)) {
    const id = `${r.path.replace('/children/:child', '') || '/overview'}-${name}`.replace(/[^a-z0-9-]+/gi, '_')
    if (want.length && !want.some(w => id.includes(w))) continue
    const a = r.answer(data, exampleFrame)
    if (!a.page) continue
    const htmlText = String(page({ ...frame, ...a.page })).replace(
      /<link rel="stylesheet"[^>]*>/,
      `<style>${css}</style>`,
    )
    for (const width of [1280, 390, ...(id.includes('visit') ? [360] : [])]) {
      const p = await b.newPage({ viewport: { width, height: width === 360 ? 640 : 900 } })
      await p.setContent(htmlText)
      await p.screenshot({ path: `/tmp/recshots/${id}-${width}.png`, fullPage: width !== 360 })
      await p.close()
    }
  }
await b.close()

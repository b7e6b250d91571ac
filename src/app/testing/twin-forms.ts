import type { RoleKey, Route } from '../../access/index.ts'
import { addressOf, firstIds, isChange, leastOf } from './addresses.ts'
import { hiddenWord } from './hidden-rows.ts'
import type { FormFields, Visitor } from './index.ts'
import { addressesOf, seen, type Twins, whileHidden } from './twin-worlds.ts'

type Sent = { readonly to: string; readonly fields: FormFields }

/**
 * What a role could tell the worlds apart by in what its forms are answered: every form's address with nothing in it and with the least that it takes,
 * and each form that stands on a page of the role's with every box filled in. What a form begins has a random address, which is taken out; where one
 * leads on to a page, that page is compared too. Sending changes both worlds, so nothing else is measured in them afterwards. `share` sends one in so many.
 */
export const formDifferences = (
  twins: Twins,
  role: RoleKey,
  { share = 1 }: { share?: number } = {},
): Promise<{ readonly differing: readonly string[]; readonly sent: number; readonly taken: number }> =>
  whileHidden(twins, role, async (here, there) => {
    const { site, world } = twins.plain
    const known = new Set(Object.values(world.ids).flat())
    const bare = (text: string) =>
      text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => (known.has(id) ? id : 'BEGUN'))
    const differing: string[] = []
    let taken = 0
    const bodies = [...barely(site.routes.filter(isChange), firstIds(world)), ...(await filled(here, twins, share))]
    const all = bodies.filter((_, at) => at % share === 0)
    for (const form of all) {
      const [a, b] = [await answerTo(here, form), await answerTo(there, form)]
      if (a.status < 400) taken += 1
      if (a.status >= 500 || b.status >= 500) differing.push(`${form.to} fails\n`)
      const [x, y] = [bare(a.said), bare(b.said)]
      if (x !== y || y.includes(hiddenWord)) differing.push(`${form.to} ${JSON.stringify(form.fields)}\n${x}\n${y}`)
    }
    return { differing, sent: all.length, taken }
  })

const barely = (routes: readonly Route[], ids: Readonly<Record<string, string>>): Sent[] =>
  routes.flatMap(route => {
    const least = leastOf('form' in route ? route.form : undefined)
    const to = addressOf(route, ids)
    return [{ to, fields: {} }, ...(Object.keys(least).length > 0 ? [{ to, fields: least }] : [])]
  })

/** The forms of the pages that this role is shown, each address once, filled in by hand. */
const filled = async (visitor: Visitor, { plain }: Twins, share: number): Promise<Sent[]> => {
  const found = new Map<string, Sent>()
  const pages = addressesOf(plain.site.routes, plain.world).filter(one => !one.endsWith('/live'))
  for (const page of pages.filter((_, at) => at % share === 0)) {
    const { body } = await visitor.get(page)
    for (const [, head = '', inside = ''] of body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
      const to = attribute(head, 'action')
      if (!/method="post"/.test(head) || !to || leaves.test(to)) continue
      const fields = boxesIn(inside)
      // One address may take several forms, told apart by their buttons.
      found.set(`${to} ${JSON.stringify(fields)}`, { to, fields })
    }
  }
  return [...found.values()]
}
// What ends the session, and urgent access, which opens by right what was hidden.
const leaves = /^\/(sign-out|role|my-access|family)|\/urgent-access$/
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

const boxesIn = (inside: string): [string, string][] => {
  const fields = new Map<string, string>()
  for (const [tag, sort, rest = ''] of inside.matchAll(
    /<(input|textarea|select|button)\b[^>]*>([\s\S]*?(?=<\/select>))?/g,
  )) {
    const name = attribute(tag, 'name')
    if (!name || name === '_csrf') continue
    const type = sort === 'input' ? (attribute(tag, 'type') ?? 'text') : sort
    const value = attribute(tag, 'value') ?? ''
    // Of a choice the first; of what is hidden, and of buttons, what stands there.
    if (type === 'radio' || type === 'checkbox' || type === 'hidden' || type === 'button') {
      if (!fields.has(name)) fields.set(name, value)
    } else if (type === 'select') fields.set(name, /<option[^>]*value="([^"]+)"/.exec(tag + rest)?.[1] ?? '')
    else fields.set(name, written(name))
  }
  return [...fields]
}
const written = (name: string): string => {
  if (name.endsWith('-day')) return '19'
  if (name.endsWith('-month')) return '11'
  if (name.endsWith('-year')) return '2026'
  return 'Written by hand, and long enough to be a reason'
}

const answerTo = async (
  visitor: Visitor,
  { to, fields }: Sent,
): Promise<{ readonly status: number; readonly said: string }> => {
  const { statusCode: status, headers, body } = await visitor.post(to, fields)
  // The time of day, and how long until one may send more: the server's own clock, not the worlds'.
  const { date: _date, 'x-ratelimit-reset': _reset, ...others } = headers
  const next = status === 303 ? headers.location : undefined
  return {
    status,
    said: JSON.stringify({
      status,
      headers: others,
      body,
      next: next?.startsWith('/') ? await seen(visitor, next) : '',
    }),
  }
}

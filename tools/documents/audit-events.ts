import { categoriesOf, type RecordKind, type Route } from '../../src/access/index.ts'
import { type Category, categories } from '../../src/kernel/index.ts'
import { code, heading, table } from './markdown.ts'

/** What is written down when each route answers: the order is that of the table of contents. */
export const auditEvents = (routes: readonly Route[]): string =>
  `${heading('What is written down of each look and each change', '`src/app/pages.ts`')}
Every answer that shows or changes anything is preceded by a row of \`access.access_event\`, written in the same transaction: who, in which role,
the purpose, the path's pattern (never an id of a person), the child, the categories, the outcome, the rule, and the request. If it cannot be
written, nothing is shown. A refusal (\`refused\`) is written in a transaction of its own and says which rule refused: \`inactive\`, \`conflict\`,
\`shield\`, \`no-reason\`, \`category\`, \`write\`, \`right\`, or \`absent\`; the reader gets the same answer for all of them.

Besides the routes below: signing in, changing role (\`src/access/sign-in/session.actions.ts\`), provisioning
(\`src/access/arrangements/provision.ts\`), \`throughline access explain\`, \`throughline backup\`, \`throughline restore --live\` (how far the trail was set back) and \`throughline export\` (with the hash of what it wrote) each write a row of their own. Comparing two records writes one
for each record; finding a child outside one's own work writes one with the rule that answered.

${table(['route', 'purpose', 'who may', 'what is written'], routes.map(routeRow))}
`

const routeRow = (route: Route): string[] => [
  code(`${route.sort.endsWith('action') ? 'POST' : 'GET'} ${route.path}`),
  route.purpose,
  openedBy(route),
  written(route),
]

const openedBy = (route: Route): string => {
  const right = 'right' in route && route.right ? `the right ${code(route.right)}` : undefined
  switch (route.sort) {
    case 'child-page':
      return 'a live reason on the child'
    case 'child-action':
      return right ? `a live reason on the child, and ${right}` : 'a live reason on the child'
    case 'list-action':
      return `a live reason on each child${right ? `, and ${right}` : ''}`
    case 'list-page':
      return right ?? 'signed in; row security cuts the list'
    case 'desk-page':
    case 'desk-action':
      return right ?? 'signed in'
    case 'plain-page':
      return route.open ? 'anybody' : 'signed in'
    case 'open-action':
      return `anybody; ${route.most} from one network in ten minutes`
    case 'family-page':
    case 'family-action':
      return 'a family’s own account'
    case 'family-open-page':
      return 'anybody'
  }
}

const written = (route: Route): string => {
  switch (route.sort) {
    case 'child-page':
      return `\`shown\`, the child, the reason that opened it; ${needed(route.needs)}`
    case 'list-page':
      return `\`shown\`, no child, rule \`own-work\`; ${needed(route.needs)}`
    case 'desk-page':
      return `\`shown\`, no child, rule ${code(`right:${route.right}`)}; read as ${code(route.actor)}`
    case 'child-action':
      return `\`done\`, the child, the reason that opened it; carried out as \`recorder\`; ${route.writes ? `writes ${code(route.writes.kind)}` : 'writes no entry'}`
    case 'list-action':
      return `\`done\` for each child, the reason that opened it; carried out as \`recorder\`; writes ${code(route.writes.kind)}`
    case 'desk-action':
      return `\`done\`, no child, rule ${code(route.right ? `right:${route.right}` : 'signed-in')}; carried out as ${code(route.actor)}`
    case 'plain-page':
      return 'nothing: no child’s data'
    case 'open-action':
      return `\`done\`, no child, rule \`open-to-all\`; carried out as ${code(route.actor)}`
    case 'family-page':
      return '`shown`, no child, rule `own-words`; nothing of a record'
    case 'family-action':
      return '`done`, no child, rule `own-words`; handed on as `recorder`'
    case 'family-open-page':
      return 'nothing: no child’s data'
  }
}

const needed = (kinds: readonly RecordKind[]): string => {
  const all = categoriesOf(kinds)
  const missing = categories.filter(category => !all.includes(category))
  const said = (list: readonly Category[]) => list.join(', ')
  if (missing.length === 0) return 'every category'
  return missing.length < all.length
    ? `every category but ${said(missing)}`
    : said(categories.filter(c => all.includes(c)))
}

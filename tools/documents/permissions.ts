import { consentRules, councilsOwnSentence, masksOf, type Role } from '../../src/access/index.ts'
import { type Category, categories, categoriesIn } from '../../src/kernel/index.ts'
import { code, heading, table } from './markdown.ts'

/** Who may see what, one table for each role. Says what the masks say, which are what the database compares. */
export const permissions = (roles: readonly Role[]): string =>
  [
    heading('Who may see what', '`src/access/roles.ts`'),
    `Nothing here is enough by itself: each line also needs a live reason that ties the reader to the child (an involvement, a school's roll,
an approved request), unless the role has a duty over all children. Hard refusals (own family, restricted, sealed) beat every line.

- **content**: entries of the category, up to the sensitivity that the role may see.
- **summary**: only kinds and fields marked as a summary (see the data dictionary).
- **who to speak to**: the service, the worker and the telephone; nothing of what is known.
- **nothing**: the answer is the same as for a child of whom nothing is known.
`,
    ...roles.map(roleSection),
    `## Where the child decides

${consentRules.map(rule => `- ${code(rule.category)}, by ${rule.by.map(code).join(' or ')}: ${rule.sentence}`).join('\n')}
`,
  ].join('\n')

const roleSection = (role: Role): string =>
  `## ${upperFirst(role.title)}

${role.sentence}

${table(
  ['category', 'sees'],
  categories.map(category => [category, sightsOf(role)(category)]),
)}

- Sensitivity up to ${role.maxSensitivity}.${role.school ? ` ${councilsOwnSentence}` : ''}
- Duty over all children: ${role.universal ? `${role.universal.categories.join(', ')}, sensitivity 1, never restricted or sealed. “${role.universal.sentence}”` : 'none.'}
- Rights: ${role.rights.length === 0 ? 'none.' : `${role.rights.map(code).join(', ')}.`}
`

const sightsOf = (role: Role): ((category: Category) => string) => {
  const masks = masksOf(role)
  const within = (mask: number) => new Set(categoriesIn(mask))
  const [full, summary, existence] = [within(masks.full), within(masks.summary), within(masks.existence)]
  return category => {
    if (full.has(category)) return 'content'
    if (summary.has(category)) return 'summary'
    return existence.has(category) ? 'who to speak to' : 'nothing'
  }
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

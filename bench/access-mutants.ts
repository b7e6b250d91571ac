/** One slip of whoever writes the policy: what stands there once, and what would stand there then. */
export type Mutant = { readonly of: string; readonly file: string; readonly from: string; readonly to: string }

const mutantsOf = (file: string, slips: readonly (readonly [of: string, from: string, to: string])[]): Mutant[] =>
  slips.map(([of, from, to]) => ({ of, file, from, to }))

/** Slips that let somebody see too much, or too little. */
export const mutants: readonly Mutant[] = [
  ...mutantsOf('src/access/policy.ts', [
    ['who has left still sees', `if (!reader.active) return`, `if (false) return`],
    ['own family is no refusal', `if (child.conflict) return`, `if (false) return`],
    ['a shield is no refusal', `if (child.shield && !child.allowed) return`, `if (false) return`],
    ['the allowed are refused', `if (child.shield && !child.allowed) return`, `if (child.shield) return`],
    ['the allowed of every child are refused', `child.shield && !child.allowed`, `child.shield || !child.allowed`],
    ['somebody else’s reason is mine', `reader.principals.includes(r.principal) && isLive(r, at)`, `isLive(r, at)`],
    [
      'an ended reason holds',
      `reader.principals.includes(r.principal) && isLive(r, at)`,
      `reader.principals.includes(r.principal)`,
    ],
    ['a reason begins a moment late', `relation.startsAt <= at`, `relation.startsAt < at`],
    ['a reason ends a moment late', `at < relation.endsAt`, `at <= relation.endsAt`],
    ['a reason has begun before it begins', `relation.startsAt <= at && at < relation.endsAt`, `at < relation.endsAt`],
    ['a reason has no end', `relation.startsAt <= at && at < relation.endsAt`, `relation.startsAt <= at`],
    ['training does not count', `(trained || r.reason === 'urgent')`, `true`],
    ['without training nothing is urgent', `(trained || r.reason === 'urgent')`, `trained`],
    ['a duty outlasts training', `trained && (reader.masks.universalFull`, `(reader.masks.universalFull`],
    ['no reason is wanted', `if (relations.length === 0 && !universal)`, `if (false)`],
    ['a duty over every child is none', `if (relations.length === 0 && !universal)`, `if (relations.length === 0)`],
    ['a sealed fact is open', `if (label.seal && !label.named) return`, `if (false) return`],
    ['those whom a seal names are shut out', `if (label.seal && !label.named) return`, `if (label.seal) return`],
    ['a silent seal is hinted at', `seal === 'known' && decision.relations`, `decision.relations`],
    [
      'a known seal is never hinted at',
      `seal === 'known' && decision.relations.length > 0`,
      `false && decision.relations.length > 0`,
    ],
    ['a seal is hinted at to a duty', `decision.relations.length > 0 && !silent`, `!silent`],
    [
      'a seal of a silent category is hinted at',
      `decision.relations.length > 0 && !silentCategories.includes(category)`,
      `decision.relations.length > 0`,
    ],
    ['sensitivity does not count', `if (label.sensitivity > ceiling) continue`, ``],
    [
      'the ceiling itself is too high',
      `if (label.sensitivity > ceiling) continue`,
      `if (label.sensitivity >= ceiling) continue`,
    ],
    ['the role’s level does not count', `Math.max(masks.maxSensitivity, r.named ? 4 : own)`, `4`],
    ['the reason’s ceiling does not count', `Math.max(r.maxSensitivity, own)`, `4`],
    ['a name on the child’s list opens nothing more', `r.named ? 4 : own`, `own`],
    ['a name on the fact opens nothing more', `const own = label.named ? 4 : 0`, `const own = 0`],
    [
      'the role does not cut',
      `((r.limit & masks.full) | r.extra) & bit) !== 0) return 'full'`,
      `(r.limit | r.extra) & bit) !== 0) return 'full'`,
    ],
    [
      'what a reason opens by itself is shut',
      `(((r.limit & masks.full) | r.extra) & bit) !== 0) return 'full'`,
      `(r.limit & masks.full & bit) !== 0) return 'full'`,
    ],
    [
      'a summary is content of any kind',
      `if (label.summary && (r.limit & masks.summary & bit) !== 0) sight`,
      `if ((r.limit & masks.summary & bit) !== 0) sight`,
    ],
    [
      'who to speak to is never said',
      `else if (sight === 'none' && (r.limit & masks.existence & bit) !== 0) sight = 'existence'`,
      ``,
    ],
    ['who to speak to beats a summary', `else if (sight === 'none' && (r.limit`, `if ((r.limit`],
    ['a duty sees what is sensitive', `if (label.sensitivity <= 1 && decision.universal)`, `if (decision.universal)`],
    ['a duty sees nothing', `if (label.sensitivity <= 1 && decision.universal)`, `if (false)`],
    ['whoever reads may write', `r.writes && (((r.limit`, `(((r.limit`],
    [
      'a summary may be written',
      `decision.masks.full) | r.extra) & categoryBit`,
      `decision.masks.summary) | r.extra) & categoryBit`,
    ],
  ]),
  ...mutantsOf('src/access/masks.ts', [
    ['S opens content', `full: categoryMask(where('F'))`, `full: categoryMask(where('FS'))`],
    ['T says whom to speak to', `...where('E').filter`, `...where('ET').filter`],
    ['a silent category says whom to speak to', `.filter(c => !silent(c))`, ``],
  ]),
  ...mutantsOf('src/access/consent.ts', [
    ['a consent for somebody else is mine', `principals.includes(consent.principal) &&`, ``],
    ['a consent holds before it begins', `consent.startsAt <= at &&`, ``],
    ['a consent begins a moment late', `consent.startsAt <= at`, `consent.startsAt < at`],
    ['a consent has no end', `at < consent.endsAt &&`, ``],
    ['a consent ends a moment late', `at < consent.endsAt`, `at <= consent.endsAt`],
    ['what is taken back still holds', `at < consent.withdrawnAt &&`, ``],
    ['what is taken back holds a moment more', `at < consent.withdrawnAt`, `at <= consent.withdrawnAt`],
    ['a parent’s word is a consent', `&& rule.by.includes(consent.by)`, ``],
    ['a consent to say who opens the summary', `of('summary')),`, `of('summary', 'contact')),`],
    ['a consent to a summary says not who', `of('summary', 'contact')),`, `of('contact')),`],
    ['a consent opens in full', `...masks,`, `...masks, full: union(masks.full, of('summary')),`],
    [
      'a consent counts for a duty over every child',
      `...masks,`,
      `...masks, universalSummary: of('summary'), universalFull: of('summary'),`,
    ],
    ['a consent takes what the role sees', `union(masks.summary, of('summary'))`, `of('summary')`],
  ]),
  ...mutantsOf('src/access/worlds/decide-world.ts', [
    ['a consent of one child is of all', `consents.get(child.id)`, `[...consents.values()].flat()`],
    ['who has left a team keeps its reasons', `.filter(member => isOn(member, now))`, ``],
    ['there is no time to write up', `const ends = endOf(one, graceMilliseconds)`, `const ends = endOf(one)`],
    ['urgent access has no end of its own', `endOf(one) < last ? endOf(one) : last`, `endOf(one)`],
    [
      'oversight is of every child',
      `i.team === one.team && isOn(i, now, graceMilliseconds)`,
      `isOn(i, now, graceMilliseconds)`,
    ],
    ['oversight outlives the work', `i.team === one.team && isOn(i, now, graceMilliseconds)`, `i.team === one.team`],
    ['a colleague is named by the child’s list', `&& tie.principal === number('user', user)`, ``],
  ]),
]

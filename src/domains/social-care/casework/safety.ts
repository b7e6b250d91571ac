import { type Body, textIn } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { CaseFile } from './case-file.ts'

const places = [1, 2, 3, 4, 5, 6] as const

/** The questions of a scale. */
export const scoreFields = places.flatMap(n => [`who${n}`, `score${n}`])

/** One person's score, 0 to 10. */
export type Score = { readonly who: string; readonly score: number }
/** Whose score is what in one form. */
export const scoresIn = (body: Body): Score[] =>
  places.flatMap(n => {
    const [who, score] = [textIn(body, `who${n}`)?.trim(), textIn(body, `score${n}`)?.trim()]
    return who && score !== undefined ? [{ who, score: Number(score) }] : []
  })

/** Mum of one day is mum of another. */
const sameName = (who: string): string => who.toLowerCase()

/** Each score is a whole number from 0 to 10, of somebody, and of each person one: never an average. */
export const wrongScores = (body: Body): FormError[] => {
  const errors: FormError[] = []
  const seen = new Set<string>()
  for (const n of places) {
    const [who, score] = [textIn(body, `who${n}`)?.trim(), textIn(body, `score${n}`)?.trim()]
    if (score !== undefined && !/^(10|\d)$/.test(score))
      errors.push({ field: `score${n}`, text: 'Enter a whole number from 0 to 10' })
    if (score !== undefined && !who) errors.push({ field: `who${n}`, text: 'Enter whose score it is' })
    if (who && score === undefined) errors.push({ field: `score${n}`, text: `Enter the score of ${who}` })
    const name = who && sameName(who)
    if (name && seen.has(name))
      errors.push({ field: `who${n}`, text: `${who} has a score already: one for each person` })
    if (name) seen.add(name)
  }
  return errors
}

/** A danger statement with its goal, and every person's scores by day. */
export type Statement = {
  readonly address: string
  readonly on: PlainDate
  readonly body: Body
  readonly days: readonly PlainDate[]
  readonly people: readonly { readonly who: string; readonly points: readonly (number | null)[] }[]
}
/** The danger statements of a case, each with its scale over time. */
export const statementsOf = ({ steps }: CaseFile): Statement[] =>
  steps
    .filter(one => one.step === 'safety')
    .map(one => {
      const scored = [one, ...steps.filter(each => each.step === 'score' && each.body.statement === one.address)]
      const rows = scored
        .map(each => ({ on: each.on, scores: scoresIn(each.body) }))
        .sort((a, b) => (a.on < b.on ? -1 : 1))
      const names = new Map(rows.flatMap(row => row.scores).map(({ who }) => [sameName(who), who]))
      return {
        address: one.address,
        on: one.on,
        body: one.body,
        days: rows.map(row => row.on),
        people: [...names].map(([name, who]) => ({
          who,
          points: rows.map(row => row.scores.find(each => sameName(each.who) === name)?.score ?? null),
        })),
      }
    })

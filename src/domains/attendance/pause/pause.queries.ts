import type { ChildGrant } from '../../../access/index.ts'
import { type KnownFact, namesOf, pause, readFacts } from '../../../children/index.ts'
import type { Category, PlainDate, Sensitivity } from '../../../kernel/index.ts'
import type { Consulted } from '../case/consulted.ts'
import { pauseOf } from '../pause-line.ts'
import { absenceQuestion, pauseQuestion, pauseReason } from './pause.record.ts'
import { aboutOf, answersSince, outcomeOf, type Question } from './pause.ts'
import { pauseRules } from './pause-rules.ts'

/** A reason that this reader may know. */
export type ToldReason = {
  readonly entry: number
  readonly address: string
  readonly category: Category
  readonly sensitivity: Sensitivity
  /** Of a reason that a rule set: which, and since when what it goes by is so. */
  readonly rule?: { readonly rule: string; readonly version: string; readonly since: string }
  readonly sort: string
  readonly list: string
  readonly words: string
  readonly reviewBy: PlainDate | undefined
  readonly by: string
  readonly on: PlainDate | undefined
  /** It is kept to no named people: its service may share it with education welfare. */
  readonly mayShare: boolean
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const wordsOf = (passages: unknown): string =>
  Array.isArray(passages) ? passages.map(one => textOf((one as { text?: unknown }).text)).join('\n\n') : ''

/** By what it is called now, also where a later version has taken its place. */
const titleOf = ({ rule }: { readonly rule: string }): string =>
  pauseRules.find(one => one.rule === rule)?.title ?? rule

type Names = ReadonlyMap<number, string>
const nameIn = (names: Names, fact: KnownFact): string => {
  const { rule } = ruleOf(fact)
  if (rule && !fact.author) return `the rule “${titleOf(rule)}”, version ${rule.version}`
  return names.get(fact.author ?? 0) ?? 'a worker'
}

const ruleOf = ({ body }: KnownFact): Pick<ToldReason, 'rule'> => {
  const [rule, version, since] = [body.rule, body.version, body.since].map(textOf)
  return rule && version && since ? { rule: { rule, version, since } } : {}
}

/** The reasons that stand, as far as this reader may know them, with the questions put before their service. */
export const readReasons = async (
  grant: ChildGrant<'pause-reason' | 'pause-question'>,
): Promise<{ readonly reasons: readonly ToldReason[]; readonly questions: readonly Question[] }> => {
  const facts = await readFacts(grant, [pauseReason, pauseQuestion])
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  return {
    reasons: facts
      .filter(fact => fact.kind === 'pause-reason' && fact.body.state === 'stands')
      .map(fact => ({
        entry: fact.entry,
        address: fact.address,
        category: fact.category,
        sensitivity: fact.sensitivity,
        ...ruleOf(fact),
        sort: textOf(fact.body.sort),
        list: textOf(fact.body.list),
        words: wordsOf(fact.body.passages),
        reviewBy: (textOf(fact.body.reviewBy) || undefined) as PlainDate | undefined,
        by: nameIn(names, fact),
        on: fact.from,
        mayShare: !fact.kept,
      })),
    questions: facts.filter(fact => fact.kind === 'pause-question').flatMap(fact => questionOf(fact, names)),
  }
}

const questionOf = (fact: KnownFact, names: Names): Question[] => {
  const { body } = fact
  const about = aboutOf(body.about)
  if (!about) return []
  const askedAt = textOf(body.askedAt)
  return [
    {
      entry: fact.entry,
      address: fact.address,
      question: textOf(body.question),
      about,
      askedAt: askedAt ? new Date(askedAt) : fact.knownFrom,
      by: nameIn(names, fact),
      words: wordsOf(body.passages),
      answerBy: textOf(body.answerBy) as PlainDate,
      outcome: outcomeOf(body.outcome),
      answeredOn: (textOf(body.answeredOn) || undefined) as PlainDate | undefined,
      shared: wordsOf(body.shared),
    },
  ]
}

/** What the officer knows of a pause: whom to speak to, and what they have asked and been told. */
export const readConsulted = async (
  grant: ChildGrant<'pause' | 'absence-question'>,
): Promise<{ readonly consulted: Consulted | undefined; readonly questions: readonly Question[] }> => {
  const facts = await readFacts(grant, [pause, absenceQuestion])
  const asked = facts.filter(fact => fact.kind === 'absence-question')
  const names = await namesOf(
    grant,
    asked.map(fact => fact.author),
  )
  const questions = asked
    .flatMap(fact => questionOf(fact, names))
    .sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime())
  const paused = facts.filter(fact => fact.kind === 'pause').at(-1)
  const line = paused && pauseOf([paused])
  const consulted = line && {
    who: line.consult,
    ...(line.phone ? { phone: line.phone } : {}),
    answers: answersSince(questions, paused.knownFrom),
  }
  return { consulted, questions }
}

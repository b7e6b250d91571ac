import { type Fact, factNames, type Level, levelAt } from './facts.ts'
import { defaultModel, type LinkModel } from './model.ts'
import { bitsOf, type Score } from './score.ts'
import { rulesIn, type VetoRule, vetoRules } from './veto-rules.ts'
import { weigh } from './weights.ts'
import { wordsFor } from './words.ts'

/** A score in words and numbers, frozen with the decision it led to. It names no values, so it holds no personal data. */
export type Evidence = {
  readonly model: string
  readonly bits: number
  readonly probability: number
  /** What was known before any fact was compared; with the levels' bits it adds up to `bits`. */
  readonly prior: number
  readonly levels: readonly {
    readonly fact: Fact
    readonly level: Level
    readonly bits: number
    readonly words: string
  }[]
  readonly vetoes: readonly { readonly rule: VetoRule; readonly words: string }[]
}

const round = (bits: number): number => Math.round(bits * 100) / 100

/** Puts a score in words. Each fact's bits are what it added to the facts before it, so that the column adds up. */
export const explain = (score: Score, model: LinkModel = defaultModel): Evidence => {
  const weights = weigh(model)
  const vector = new Array<number>(factNames.length).fill(0)
  const prior = bitsOf(weights, vector, score.commonness)
  let sofar = prior
  const levels = factNames.flatMap((fact, at) => {
    const level = levelAt(fact, score.vector[at] ?? 0)
    if (level === undefined) return []
    vector[at] = score.vector[at] ?? 0
    const now = bitsOf(weights, vector, score.commonness)
    const added = now - sofar
    sofar = now
    return [{ fact, level, bits: round(added), words: wordsFor(fact, level) }]
  })
  const vetoes = rulesIn(score.vetoes).map(rule => ({ rule, words: vetoRules[rule].words }))
  return {
    model: model.version,
    bits: round(score.bits),
    probability: score.probability,
    prior: round(prior),
    levels,
    vetoes,
  }
}

/** Everything that was weighed, in sentences: the rules broken first, then the facts as they were compared. */
export const evidenceInWords = (score: Score, model: LinkModel = defaultModel): string[] => {
  const { vetoes, levels } = explain(score, model)
  return [...vetoes, ...levels].map(({ words }) => words)
}

/** What points towards the same child, the strongest first. */
export const pointsTowards = (score: Score, model: LinkModel = defaultModel): string[] =>
  explain(score, model)
    .levels.filter(({ bits }) => bits > 0)
    .sort((x, y) => y.bits - x.bits)
    .map(({ words }) => words)

/** What should make a person stop and think: rules broken, then facts that disagree. Never empty. */
export const stopAndThink = (score: Score, model: LinkModel = defaultModel): string[] => {
  const { vetoes, levels } = explain(score, model)
  const against = levels.filter(({ bits }) => bits < 0).sort((x, y) => x.bits - y.bits)
  const lines = [...vetoes, ...against].map(({ words }) => words)
  return lines.length > 0
    ? lines
    : ['Nothing compared here disagrees. Brothers, sisters and namesakes can agree on all of it']
}

import { factAt, factNames, levelsOf } from './facts.ts'
import type { LevelChances, LinkModel } from './model.ts'
import type { Score } from './score.ts'
import { vetoRules } from './veto-rules.ts'

/** How many pairs the model's own chances are worth beside the pairs counted: few pairs change it little. */
const worth = 300

const numbers = ['nhs', 'upn', 'uln', 'local'] as const
const same = 1

/** How often each level of each fact was met, by fact and level code. */
export type LevelCounts = readonly number[][]

export const noCounts = (): LevelCounts => factNames.map(fact => new Array<number>(levelsOf[fact].length + 1).fill(0))

/** Counts a pair that shares a valid number which nothing contradicts; any other teaches nothing. */
export const countLevels = (counts: LevelCounts, { vector, vetoes }: Score): void => {
  if (!numbers.some(fact => vector[factAt[fact]] === same) || (vetoes & vetoRules['id-conflict'].bit) !== 0) return
  addLevels(counts, { vector })
}

/** Counts a pair's levels. */
export const addLevels = (counts: LevelCounts, { vector }: Pick<Score, 'vector'>): void => {
  vector.forEach((code, at) => {
    counts[at]![code]!++
  })
}

/** Counts taken in several places, together. */
export const addCounts = (all: readonly LevelCounts[]): LevelCounts =>
  noCounts().map((row, fact) => row.map((_, code) => all.reduce((sum, counts) => sum + counts[fact]![code]!, 0)))

/**
 * The model with its chances for "one child" learnt from pairs that share a valid number and do not conflict: labels that
 * the records give for nothing (linkage.md §0.6, where learning blindly from all pairs went wrong). Numbers themselves, and
 * the chances for different children, stay as they were. Give it the levels of such pairs, and a version of its own.
 */
export const trainModel = (model: LinkModel, counts: LevelCounts, version: string): LinkModel => {
  const facts = { ...model.facts }
  for (const fact of factNames) {
    if ((numbers as readonly string[]).includes(fact)) continue
    const row = counts[factAt[fact]] ?? []
    const total = row.slice(1).reduce((sum, count) => sum + count, 0)
    const learnt: [string, LevelChances][] = levelsOf[fact].map((level, at) => {
      const chances = model.facts[fact][level] ?? { match: 1, stranger: 1, household: 1, twin: 1 }
      // Swapped names are weighed once, at the forename: the surname's level is held neutral.
      const neutral = chances.match === 1 && chances.stranger === 1
      const match = neutral ? 1 : ((row[at + 1] ?? 0) + worth * chances.match) / (total + worth)
      return [level, { ...chances, match: Math.min(1, match) }]
    })
    facts[fact] = Object.fromEntries(learnt)
  }
  return { ...model, version, facts }
}

/** Facts whose chances for strangers go by how common a name is, or are known: numbers are never shared by chance. */
const notBySample = new Set<string>(['forename', 'surname', ...numbers])

/** How pairs drawn at random agree: their levels, and how many share the forename, the surname or both. */
export type StrangerCounts = {
  readonly levels: LevelCounts
  readonly names: { readonly pairs: number; readonly forename: number; readonly surname: number; readonly both: number }
}

/** How many pairs with both names alike the model's own word is worth. */
const worthTogether = 10

/**
 * The model with its chances for strangers learnt from pairs drawn at random: how far birth dates are spread, how many live
 * in one town, how far forenames go with surnames. Give it what such pairs came to.
 */
export const learnStrangers = (model: LinkModel, { levels, names }: StrangerCounts): LinkModel => {
  const facts = { ...model.facts }
  for (const fact of factNames) {
    if (notBySample.has(fact)) continue
    const row = levels[factAt[fact]] ?? []
    const total = row.slice(1).reduce((sum, count) => sum + count, 0)
    const learnt = levelsOf[fact].map((level, at): [string, LevelChances] => {
      const chances = model.facts[fact][level]!
      const stranger = ((row[at + 1] ?? 0) + worth * chances.stranger) / (total + worth)
      return [level, { ...chances, stranger: Math.min(1, stranger) }]
    })
    facts[fact] = Object.fromEntries(learnt)
  }
  const byChance = (names.forename * names.surname) / Math.max(1, names.pairs)
  const together = (names.both + worthTogether * model.together) / (byChance + worthTogether)
  return { ...model, together: Math.max(1, together), facts }
}

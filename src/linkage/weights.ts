import { factNames, levelsOf } from './facts.ts'
import type { LinkModel } from './model.ts'

/** A model as flat tables of log2 chances, indexed by fact × width + level code. */
export type Weights = {
  readonly width: number
  readonly match: Float64Array
  readonly stranger: Float64Array
  readonly household: Float64Array
  readonly twin: Float64Array
  /** 0 where the stranger's chance is fixed. */
  readonly byFrequency: Float64Array
  /** Bits by which strangers share two names oftener than by chance. */
  readonly together: number
  readonly start: {
    readonly match: number
    readonly stranger: number
    readonly household: number
    readonly twin: number
  }
}

/** Works out a model's tables, once. */
export const weigh = (model: LinkModel): Weights => {
  const width = 1 + Math.max(...factNames.map(fact => levelsOf[fact].length))
  const table = () => new Float64Array(width * factNames.length)
  const [match, stranger, household, twin, byFrequency] = [table(), table(), table(), table(), table()]
  factNames.forEach((fact, row) => {
    levelsOf[fact].forEach((level, column) => {
      const chances = model.facts[fact][level]
      if (chances === undefined) throw new RangeError(`The model has no chances for ${fact}, ${level}`)
      const at = row * width + column + 1
      match[at] = Math.log2(chances.match)
      stranger[at] = Math.log2(chances.stranger)
      household[at] = Math.log2(chances.household)
      twin[at] = Math.log2(chances.twin)
      byFrequency[at] = chances.byFrequency ?? 0
    })
  })
  const { priors, population } = model
  const start = {
    match: Math.log2(priors.match),
    stranger: Math.log2(population),
    household: Math.log2(priors.household),
    twin: Math.log2(priors.twin),
  }
  return { width, match, stranger, household, twin, byFrequency, together: Math.log2(model.together), start }
}

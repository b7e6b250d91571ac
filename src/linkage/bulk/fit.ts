import type { LinkModel } from '../model.ts'
import { addCounts, learnStrangers, trainModel } from '../train.ts'
import { learnPriors } from './classes.ts'
import type { Share } from './engine.ts'

/** Pairs drawn at random to learn how strangers agree. */
const strangersWanted = 200_000

/** So many of the pairs that share a key are enough to learn from. */
const pairsWanted = 1_000_000

/**
 * The model fitted to records that share no numbers: how strangers agree, from pairs drawn at random; how many other records
 * there are of each class, from all pairs; and how often a fact of one child is written differently, from pairs that
 * all the other facts make sure of. That is not learning blindly (linkage.md §0.6 has how that goes wrong): no pair teaches
 * anything of a fact that it was chosen by, and the shipped model counts for hundreds of pairs.
 */
export const fitWithoutNumbers = async (
  pairs: readonly Float64Array[],
  model: LinkModel,
  records: number,
  share: Share,
): Promise<LinkModel> => {
  const each = Math.ceil(pairs.reduce((sum, list) => sum + list.length, 1) / pairsWanted)
  const withPriors = async (before: LinkModel): Promise<LinkModel> => {
    const fits = await share(
      'classes',
      pairs.map(list => [list, before, each] as const),
    )
    return { ...before, priors: learnPriors(fits, records, each, before) }
  }
  const after = Math.min(records - 1, Math.ceil(strangersWanted / Math.max(1, records)))
  const [strangers] = await share('strangers', [[0, Math.min(records, strangersWanted), after, model] as const])
  const fitted = await withPriors(strangers === undefined ? model : learnStrangers(model, strangers))
  const sure = await share(
    'sure',
    pairs.map(list => [list, fitted, each] as const),
  )
  return withPriors(trainModel(fitted, addCounts(sure), model.version))
}

import { chanceOf, type Linked, reasonInWords, whyOf } from '../../linkage/index.ts'
import { csvLine, writeTogether } from './write-files.ts'

/**
 * Writes who is with whom, the records in the order they came in and each cluster named by its first id; and, where asked,
 * every pair above the floor with what it was weighed by and what became of it.
 */
export const writeResults = (
  { out, pairs }: { readonly out: string; readonly pairs?: string | undefined },
  linked: Linked,
  idOf: (place: number) => string,
  placeOf: Uint32Array,
): void =>
  writeTogether(pairs ? [out, pairs] : [out], (toClusters, toPairs) => {
    writeClusters(linked.labels, idOf, placeOf, toClusters!)
    if (toPairs) writePairs(linked, idOf, toPairs)
  })

const writeClusters = (
  labels: Uint32Array,
  idOf: (place: number) => string,
  placeOf: Uint32Array,
  add: (text: string) => void,
): void => {
  const names = new Map<number, string>()
  labels.forEach((label, place) => {
    if (label === place) return
    const [known, id] = [names.get(label) ?? idOf(label), idOf(place)]
    names.set(label, id < known ? id : known)
  })
  add(csvLine(['record_id', 'cluster_id']))
  for (const place of placeOf) {
    const id = idOf(place)
    add(csvLine([id, names.get(labels[place]!) ?? id]))
  }
}

const writePairs = (
  { labels, edges, cases, model }: Linked,
  idOf: (place: number) => string,
  add: (text: string) => void,
): void => {
  const why = whyOf(edges)
  add(csvLine(['id_a', 'id_b', 'bits', 'probability', 'decision', 'why']))
  edges.a.forEach((a, edge) => {
    const [b, bits] = [edges.b[edge]!, edges.bits[edge]!]
    // Pairs that show twins are kept however little they score.
    if (bits < model.thresholds.keep && !cases.has(edge)) return
    const decision = labels[a] === labels[b] ? 'link' : cases.has(edge) ? 'review' : 'apart'
    add(
      csvLine([
        idOf(a),
        idOf(b),
        bits.toFixed(2),
        chanceOf(model.calibration, bits, edges.vetoes[edge]!).toFixed(6),
        decision,
        [reasonInWords(cases.get(edge), edges.vetoes[edge]!), why(edge)].filter(Boolean).join('. '),
      ]),
    )
  })
}

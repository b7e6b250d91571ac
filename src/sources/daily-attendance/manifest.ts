import type { FileHead, Recognised, Tree } from '../../intake/index.ts'
import { noonOf, treeOfObject } from '../../intake/index.ts'
import { type PlainDate, readDate } from '../../kernel/index.ts'

/** The first line of a bundle: whose it is, of when, and of which days. */
export type Manifest = {
  readonly laestab: string
  readonly school?: string
  readonly generatedAt: Date
  readonly from: PlainDate
  readonly to: PlainDate
  readonly mode: 'snapshot' | 'delta'
}

const day = (text: string | undefined): PlainDate | undefined => {
  const read = text === undefined ? undefined : readDate(text, { order: 'dmy' })
  return read && 'date' in read ? read.date : undefined
}

/** The manifest from its line; undefined where it does not say which school or when, without which no line can be kept. */
export const readManifest = ({ values }: Tree): Manifest | undefined => {
  const laestab = `${values['la'] ?? ''}${values['estab'] ?? ''}`
  const instant = new Date(values['generated_at'] ?? '')
  const generated = Number.isNaN(instant.getTime()) ? undefined : instant
  const to = day(values['to']) ?? day(values['generated_at'])
  if (!/^\d{7}$/.test(laestab) || !to) return undefined
  return {
    laestab,
    ...(values['school_name'] ? { school: values['school_name'] } : {}),
    generatedAt: generated ?? noonOf(to),
    from: day(values['from']) ?? to,
    to,
    mode: values['mode'] === 'snapshot' ? 'snapshot' : 'delta',
  }
}

/** The bundle's manifest, if the file begins with one. */
export const findManifest = (head: FileHead): Manifest | undefined => {
  const first = head.events.find(e => e.type === 'object')
  if (head.format !== 'json' || first?.type !== 'object' || typeof first.value !== 'object' || first.value === null)
    return undefined
  const tree = treeOfObject(first.value)
  return tree.values['type'] === 'manifest' ? readManifest(tree) : undefined
}

/** All schools' bundles of the same days are one run. */
export const recognisedFrom = ({ laestab, from, to, generatedAt, mode }: Manifest): Recognised => ({
  period: from === to ? from : `${from} to ${to}`,
  table: 'bundle',
  asOf: generatedAt,
  mode,
  order: mode === 'snapshot' ? 0 : 1,
  school: laestab,
})

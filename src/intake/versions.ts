/** One version of a source's row that is known already, with the moment the source spoke of. */
export type KnownVersion = {
  readonly id: number
  readonly version: number
  readonly asOf: number
  /** The latest moment at which the source said the same again; `asOf` at least. */
  readonly confirmedAt: number
  readonly hash: string
  readonly gone: boolean
  /** What the record shows now: at most one version of a key. */
  readonly current: boolean
  /** Its run was undone: it counts for nothing but its number. */
  readonly undone: boolean
  /** The finished run that brought it; undefined while that run is at work. */
  readonly run?: number | undefined
}

export type IncomingVersion = { readonly asOf: number; readonly hash: string; readonly gone: boolean }

export type VersionDecision =
  /** Equal to what is known of that moment: nothing is stored, but that `confirms` still held then. */
  | { readonly outcome: 'unchanged'; readonly confirms: KnownVersion | undefined }
  /** The latest in source order: it takes the place of `replaces`. */
  | { readonly outcome: 'current'; readonly version: number; readonly replaces: KnownVersion | undefined }
  /** Older than what is known: kept, and shown by nobody. `goneAt`: a later whole list did not have the key. */
  | { readonly outcome: 'history'; readonly version: number; readonly goneAt: number | undefined }

const same = (known: KnownVersion | undefined, incoming: IncomingVersion): boolean =>
  known !== undefined && known.gone === incoming.gone && (known.gone || known.hash === incoming.hash)

/** A file may say one key twice: whatever the run of the version that stood said for the same moment is no news. */
const saidBeside = (known: readonly KnownVersion[], stood: KnownVersion | undefined, incoming: IncomingVersion) =>
  stood?.run !== undefined &&
  known.some(v => v.run === stood.run && v.asOf === incoming.asOf && stood.asOf === incoming.asOf && same(v, incoming))

const inOrder = (a: KnownVersion, b: KnownVersion): number => a.asOf - b.asOf || a.version - b.version

/**
 * What becomes of an arriving row (design 2): unchanged only if equal to the latest version in source order, which is the
 * source's own as-of and then arrival; so A, B, A is three versions. `listedAt` is the latest whole list of the row's scope:
 * it confirmed the version that stands, so an older row never takes its place, whatever order files come in.
 */
export const decideVersion = (
  known: readonly KnownVersion[],
  listedAt: number | undefined,
  incoming: IncomingVersion,
): VersionDecision => {
  const live = known.filter(v => !v.undone)
  const current = live.find(v => v.current)
  const version = known.reduce((most, v) => Math.max(most, v.version), 0) + 1
  const confirmedAt = Math.max(current?.confirmedAt ?? Number.NEGATIVE_INFINITY, listedAt ?? Number.NEGATIVE_INFINITY)
  if (incoming.asOf >= confirmedAt) {
    if (same(current, incoming) || saidBeside(live, current, incoming))
      return { outcome: 'unchanged', confirms: incoming.asOf > confirmedAt ? current : undefined }
    return { outcome: 'current', version, replaces: current }
  }
  const before = live
    .filter(v => v.asOf <= incoming.asOf)
    .sort(inOrder)
    .at(-1)
  if (same(before, incoming) || saidBeside(live, before, incoming)) return { outcome: 'unchanged', confirms: undefined }
  return { outcome: 'history', version, goneAt: current ? undefined : listedAt }
}

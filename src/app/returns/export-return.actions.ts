import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { asActor, categoriesOf, type Ground, recordAccess, type Tx } from '../../access/index.ts'
import { listChildrenWith, type ReturnFact, readForReturn } from '../../children/index.ts'
import { statutoryReturns } from '../../domains/statutory-returns/index.ts'
import { categoryMask, dateParts, londonDate, type PlainDate } from '../../kernel/index.ts'
import { assertFree, type Bytes, type HeldFiles, heldFiles } from './hold-files.actions.ts'
import type { ReturnToWrite, WrittenReturn } from './written-return.ts'

/** Always the same words, whether there are such children or facts or none: how many would tell (docs/access.md). */
const neverIn =
  'Never in an export: children whose record is restricted or sealed, sealed facts, and what would give a protected address away. ' +
  'Whoever holds them tells the department or Ofsted of them by hand.'

/** What an export says of itself, and nothing of any child. Beside the file it is the manifest (security.md 3.8). */
export type ExportReport = {
  readonly return: string
  readonly title: string
  readonly year: number
  /** The last day it tells of. */
  readonly day: PlainDate
  readonly authority: string
  readonly writtenAt: string
  /** The account of the machine that asked, and the actor that read for it. */
  readonly by: string
  readonly actor: string
  /** The audit row that allowed it, by its request. */
  readonly decision: string
  readonly categories: readonly string[]
  readonly children: number
  readonly tables: Readonly<Record<string, number>>
  /** The file, or each file of the folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[]
  readonly lacking: readonly { readonly element: string; readonly count: number; readonly mend: string }[]
  readonly rules: string
  readonly issues: readonly { readonly rule: string; readonly count: number; readonly text: string }[]
  readonly neverIn: string
}

export type ExportRequest = {
  /** The return's name on the command line. */
  readonly name: string
  readonly kind: ReturnToWrite
  readonly day: PlainDate
  readonly authority: string
  readonly release: string
  readonly out: string
  readonly by: string
}

const yearOf = ({ day }: ExportRequest): number => dateParts(day).year

/** An hour: as long as the signed context of the one reading may hold. */
const longest = 3600

/**
 * Writes a return from what stands on the record now: one reading of it, an audit row, then the file and its manifest, all or nothing.
 * @throws Error in a plain sentence; nothing is written then.
 */
export const exportReturn = async (ground: Ground, request: ExportRequest): Promise<ExportReport> => {
  const manifest = `${request.out}.manifest.json`
  for (const path of [request.out, manifest]) await assertFree(path)
  const files = heldFiles()
  try {
    const report = await asActor(
      ground,
      'returns',
      async (tx, at) => {
        await files.drop()
        const written = await request.kind.write(readChildren(tx, request.kind), {
          ...request,
          year: yearOf(request),
          at,
          adopters: (await request.kind.adopters?.(tx, request.day)) ?? [],
        })
        const report = await reportOn(request, written, files, at)
        await files.hold(manifest, `${JSON.stringify(report, undefined, 2)}\n`)
        await recordExport(tx, at, request, report)
        return report
      },
      longest,
    )
    // The audit row stands before the file has its name: no audit, no answer.
    await files.name()
    return report
  } finally {
    await files.drop()
  }
}

const batch = 1000

const readChildren = async function* (tx: Tx, kind: ReturnToWrite): AsyncGenerator<readonly ReturnFact[]> {
  const children = await listChildrenWith(tx, kind.of)
  for (let at = 0; at < children.length; at += batch) {
    const some = children.slice(at, at + batch)
    const facts = await readForReturn(tx, some, kind.read)
    for (const child of some) yield facts.get(child) ?? []
  }
}

const reportOn = async (
  request: ExportRequest,
  { bytes, children, tables, lacking }: WrittenReturn,
  files: HeldFiles,
  at: Date,
): Promise<ExportReport> => {
  const { name, kind, day, authority, out, by } = request
  const lies = await files.hold(out, bytes)
  return {
    return: name,
    title: kind.title,
    year: yearOf(request),
    day,
    authority,
    writtenAt: at.toISOString(),
    by,
    actor: 'returns',
    decision: randomUUID(),
    categories: categoriesOf(kind.read),
    children,
    tables,
    files: partsOf(basename(out), bytes).map(([name, part]) => ({
      name,
      bytes: Buffer.byteLength(part),
      sha256: sha256(part),
    })),
    lacking: [...lacking].map(([element, count]) => ({ element, count, mend: kind.mend[element] ?? '' })),
    ...(children > 0 ? await checkedBy(request, lies, at) : { rules: 'none', issues: [] }),
    neverIn,
  }
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

const partsOf = (out: string, bytes: Bytes): (readonly [string, string | Buffer])[] =>
  typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [[out, bytes]] : [...bytes]

/** How often each rule that `validate` goes by would ask about the file, by the year's own set or the newest there is. */
const checkedBy = async (
  request: ExportRequest,
  path: string,
  at: Date,
): Promise<Pick<ExportReport, 'rules' | 'issues'>> => {
  const checked = statutoryReturns[request.name]
  if (!checked) return { rules: 'none', issues: [] }
  const ofYear = Math.min(yearOf(request), checked.newest)
  const found = checked.check(await checked.read(path), ofYear, checked.ofFiles, londonDate(at))
  const issues = [...Map.groupBy(found, issue => issue.rule)].map(([rule, all]) => ({
    rule,
    count: all.length,
    text: checked.rules.find(one => one.code === rule)?.text ?? '',
  }))
  return { rules: checked.rulesetOf(ofYear), issues }
}

const recordExport = (tx: Tx, at: Date, { kind, name, day, by }: ExportRequest, report: ExportReport): Promise<void> =>
  recordAccess(tx, at, {
    reader: undefined,
    actor: report.actor,
    purpose: 'statutory-return',
    action: `export ${name}`,
    childId: undefined,
    categories: categoryMask(categoriesOf(kind.read)),
    outcome: 'done',
    rule: 'statutory-return',
    requestId: report.decision,
    detail: { day, by, children: report.children, sha256: report.files.map(file => file.sha256).join(' ') },
  })

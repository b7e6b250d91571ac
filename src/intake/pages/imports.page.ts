import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { type Answer, deskAction, deskPage, type Input } from '../../access/index.ts'
import { checkFiles } from '../check-files.ts'
import { receiveFiles } from '../receive.actions.ts'
import type { ReportedProblem, RunReport } from '../report.queries.ts'
import { findSource } from '../run.ts'
import type { Source } from '../source.ts'
import { checkedView } from './checked.view.ts'
import { importsExamples } from './imports.examples.ts'
import { type ImportsData, importsView, noFileView, pageLength, refusedView } from './imports.view.ts'
import { isCovered, maskValue } from './masked.ts'
import type { ImportParts } from './parts.ts'
import { type Desk, listRuns } from './runs.queries.ts'
import { listNames } from './sources.queries.ts'

export const common = { right: 'imports', actor: 'import-desk', nav: '/imports' } as const
export const paged = Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })

/** `/imports`: did the files come, and are they sound? */
export const importsPage = deskPage({
  ...common,
  path: '/imports',
  purpose: 'see which files have come',
  query: paged,
  load: async (desk, { query }): Promise<ImportsData> => {
    const runs = await listRuns(desk, (query.page - 1) * pageLength, pageLength + 1)
    return {
      runs: runs.slice(0, pageLength),
      sources: await listNames(desk),
      page: query.page,
      more: runs.length > pageLength,
    }
  },
  answer: (data, frame) => ({ page: importsView(data, frame) }),
  examples: importsExamples,
})

const uploadForm = Type.Object({ source: Type.Optional(Type.String()), check: Type.Optional(Type.Literal('yes')) })

/** POST `/imports`: takes files in, or only checks them. */
export const uploadAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/imports',
    purpose: 'bring in files',
    form: uploadForm,
    files: true,
    act: async (desk, input) => {
      if (input.files.length === 0) return { page: noFileView(), status: 422 }
      return await withNamedFiles(parts, input, paths => takeIn(parts, desk, paths, input.form))
    },
  })

const takeIn = async (
  parts: ImportParts,
  desk: Desk,
  paths: readonly string[],
  form: { source?: string; check?: 'yes' },
): Promise<Answer> => {
  const sources = await parts.sources(desk)
  const options = {
    sources,
    ...(form.source ? { sourceId: form.source } : {}),
    ...(desk.reader ? { byUser: desk.reader.userId } : {}),
  }
  if (form.check) return { page: checkedView(await checkFiles(parts.ground, paths, options), coveredExample(sources)) }
  const { runs, refused } = await receiveFiles(parts.ground, paths, options)
  if (refused.length > 0) return { page: refusedView(refused, runs), status: 422 }
  const [first] = runs
  if (runs.length === 1 && first) return { redirect: `/imports/${first.run}` }
  return { redirect: '/imports', flash: `${runs.length} imports have begun.` }
}

const coveredExample =
  (sources: readonly Source[]) =>
  (run: RunReport, { example }: ReportedProblem): string => {
    if (example.line === null || example.got === null) return ''
    const got = maskValue(example.got, isCovered(findSource(sources, run.source), example.column))
    return `Line ${example.line}, ${example.column ?? 'the whole row'}: we got ${got === '' ? 'nothing' : got}.`
  }

/** Puts uploads under the names their senders gave, each in a folder of its own: the ending of a name says what a file is. */
const withNamedFiles = async <T>(
  parts: ImportParts,
  input: Input,
  work: (paths: string[]) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(parts.ground.tempDir ?? tmpdir(), 'throughline-file-'))
  try {
    const paths: string[] = []
    for (const [i, file] of input.files.entries()) {
      const own = join(folder, String(i))
      await mkdir(own)
      const path = join(own, plainName(file.name))
      await link(file.path, path).catch(() => copyFile(file.path, path))
      paths.push(path)
    }
    return await work(paths)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The last part of the name that a browser sent, without anything that could lead elsewhere. */
const plainName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/^\.+/, '')
    .slice(-150)
  return plain === '' ? 'unnamed' : plain
}

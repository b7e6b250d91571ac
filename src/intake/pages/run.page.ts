import { Type } from 'typebox'
import { type Answer, deskAction, deskPage, exportPages } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { bringAgain } from '../bring-again.actions.ts'
import { listRejectedTables, rejectedRows } from '../rejected-rows.queries.ts'
import { findSource } from '../run.ts'
import type { Source } from '../source.ts'
import { requestUndo } from '../undo.job.ts'
import { common, paged } from './imports.page.ts'
import { refusedView } from './imports.view.ts'
import { isCovered, maskValue } from './masked.ts'
import type { ImportParts } from './parts.ts'
import { type ProblemData, problemView } from './problems.view.ts'
import { problemExamples, runExamples, undoExamples } from './run.examples.ts'
import { type RunData, runBody, runView } from './run.view.ts'
import { countLater, type Desk, findPrevious, findRun, listProblemRows, listProblems } from './runs.queries.ts'
import { undoView } from './undo.view.ts'

const rowsLength = 50

const covered = <T extends { got: string | null; column: string | null }>(
  source: Source | undefined,
  problem: T,
): T => ({
  ...problem,
  got: problem.got === null ? null : maskValue(problem.got, isCovered(source, problem.column)),
})

const loadRun = async (parts: ImportParts, desk: Desk, uuid: string): Promise<RunData> => {
  const run = await findRun(desk, uuid)
  const source = findSource(await parts.sources(desk), run.sourceId)
  return {
    run,
    previous: await findPrevious(desk, run),
    problems: (await listProblems(desk, run.id)).map(one => covered(source, one)),
    tables: await listRejectedTables(desk, uuid),
  }
}

/** `/imports/:run`: how far it is, and what it brought. */
export const runPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/imports/:run',
    purpose: 'see what became of an import',
    load: (desk, { params }) => loadRun(parts, desk, params.run ?? ''),
    answer: (data, frame) => ({ page: runView(data, frame) }),
    examples: runExamples,
  })

/** `/imports/:run/progress`: what of the page changes while the import goes on. */
export const progressPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/imports/:run/progress',
    purpose: 'see how far an import is',
    load: (desk, { params }) => loadRun(parts, desk, params.run ?? ''),
    answer: (data, frame) => ({ fragment: runBody(data, frame) }),
    examples: runExamples,
  })

/** `/imports/:run/live`: says by the import's id that something has changed. */
export const runLivePage = deskPage({
  ...common,
  path: '/imports/:run/live',
  purpose: 'hear that an import has moved',
  load: async (desk, { params }) => (await findRun(desk, params.run ?? '')).run,
  answer: run => ({ live: [`run:${run}`] }),
  examples: { usual: '00000000-0000-4000-8000-000000000001' },
})

/** POST `/imports/:run/again`: brings its files in once more, now that more has been said of what they mean. */
export const againAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/imports/:run/again',
    purpose: 'read a file again',
    form: Type.Object({}),
    act: async (desk, { params }): Promise<Answer> => {
      const { run } = await findRun(desk, params.run ?? '')
      const byUser = desk.reader ? { byUser: desk.reader.userId } : {}
      const { runs, refused } = await bringAgain(parts.ground, run, { sources: await parts.sources(desk), ...byUser })
      const [first] = runs
      return first && refused.length === 0
        ? { redirect: `/imports/${first.run}` }
        : { page: refusedView(refused, runs), status: 422 }
    },
  })

/** `/imports/:run/problems/:problem`: every row with one problem. */
export const problemPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/imports/:run/problems/:problem',
    purpose: 'see which rows have a problem',
    query: paged,
    load: async (desk, { params, query }): Promise<ProblemData> => {
      const run = await findRun(desk, params.run ?? '')
      const id = Number(params.problem)
      if (!Number.isSafeInteger(id))
        throw new NotFound('There is no such problem.', 'Choose it from the import’s page.')
      const source = findSource(await parts.sources(desk), run.sourceId)
      const { problem, rows } = await listProblemRows(desk, run.id, id, (query.page - 1) * rowsLength, rowsLength + 1)
      return {
        run: run.run,
        source: run.source,
        problem: covered(source, problem),
        rows: rows.slice(0, rowsLength).map(row => covered(source, row)),
        page: query.page,
        more: rows.length > rowsLength,
      }
    },
    answer: data => ({ page: problemView(data) }),
    examples: problemExamples,
  })

/** `/imports/:run/rows/:table`: the rejected rows in the source's own layout, to be mended and sent again. */
export const rejectedRowsPages = (parts: ImportParts) =>
  exportPages({
    ...common,
    path: '/imports/:run/rows/:table',
    purpose: 'send rejected rows back',
    load: async (desk, { run: uuid = '', table: place }, { from, most }) => {
      const run = await findRun(desk, uuid)
      const table = (await listRejectedTables(desk, run.run))[Number(place)]
      if (!table) throw new NotFound('There are no such rows.', 'Choose them from the import’s page.')
      const rows = await rejectedRows(desk, run.run, table.table, { sources: await parts.sources(desk), from, most })
      return { name: `${run.source} ${run.period} rejected`, ...rows }
    },
    example: {
      ...{ name: 'Early help rejected', columns: ['Ref', 'problem', 'how_to_fix'], rows: [] },
      ...{ categories: ['early-help'], sensitivity: 2 },
    },
  })

/** `/imports/:run/undo`: asks before a whole import is taken back. */
export const undoPage = deskPage({
  ...common,
  path: '/imports/:run/undo',
  purpose: 'decide whether an import is taken back',
  load: async (desk, { params }) => {
    const run = await findRun(desk, params.run ?? '')
    return { run, later: await countLater(desk, run) }
  },
  answer: (data, frame): Answer =>
    data.run.state === 'done' || data.run.state === 'failed'
      ? { page: undoView(data, frame) }
      : { redirect: `/imports/${data.run.run}` },
  examples: undoExamples,
})

/** POST `/imports/:run/undo`. */
export const undoAction = deskAction({
  ...common,
  path: '/imports/:run/undo',
  purpose: 'take an import back',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const { run } = await findRun(desk, params.run ?? '')
    await requestUndo(desk, run)
    return { redirect: `/imports/${run}`, flash: 'The import is being undone. This page shows when it is.' }
  },
})

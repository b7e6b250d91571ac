import { Type } from 'typebox'
import { type Answer, type CommandGrant, deskAction, deskPage, type Route } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Fault } from '../faults.queries.ts'
import type { ImportParts } from '../pages/parts.ts'
import { mendRow, tellRowSent } from './mend-row.actions.ts'
import { oneRowExamples, rowsToMendExamples } from './own-rows.examples.ts'
import {
  findOwnSchool,
  listBrokenFiles,
  listMendedRows,
  listRejectedRows,
  type OwnSchool,
  type RejectedRow,
} from './own-rows.queries.ts'
import { boxName, isReadable, mendedValues, mostBoxes, type RowBox, rowBoxes } from './own-rows.ts'
import {
  type OneRow,
  oneRowView,
  type RowsToMend,
  rejectedHref,
  rowsToMendView,
  type ShownRow,
} from './own-rows.view.ts'

type Desk = CommandGrant<'import-desk'>
const common = { right: 'answer-for-school', actor: 'import-desk', nav: 'my-schools' } as const

const shownRow = (desk: Desk, one: RejectedRow): ShownRow => {
  const { id, file, receivedAt, line, column, problem, wanted, fix, source, row } = one
  const pupil = row?.values['mis_id']
  const readable = column === null || (desk.reader && row && isReadable(source, row.table, column, desk.reader))
  return {
    ...{ id, file, receivedAt, line, column: column ?? 'The whole row', problem, wanted, fix },
    ...(readable ? { got: one.got ?? '' } : {}),
    ...(pupil ? { pupil } : {}),
  }
}

/** `/my-schools/:school/rejected`: the rows of a school's own files that were rejected, and what became of them. */
const rowsToMendPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/my-schools/:school/rejected',
    purpose: 'see which rows of a school’s files were rejected',
    load: async (desk, { params }): Promise<RowsToMend> => {
      const own = await findOwnSchool(desk, params.school)
      const { rows, more } = await listRejectedRows(desk, own, await parts.sources(desk))
      return {
        ...{ address: own.address, school: own.school, more },
        rows: rows.map(one => shownRow(desk, one)),
        broken: await listBrokenFiles(desk, own),
        mended: await listMendedRows(desk, own),
      }
    },
    answer: (data, frame) => ({ page: rowsToMendView(data, frame) }),
    examples: rowsToMendExamples,
  })

type Found = { readonly own: OwnSchool; readonly rejected: RejectedRow; readonly page: OneRow }

/** @throws NotFound for a row of another school, one that is mended, and one that is none. */
const findRow = async (parts: ImportParts, desk: Desk, params: Readonly<Record<string, string>>): Promise<Found> => {
  const own = await findOwnSchool(desk, params['school'])
  const { rows } = await listRejectedRows(desk, own, await parts.sources(desk))
  const rejected = rows.find(one => String(one.id) === params['row'])
  if (!rejected) throw new NotFound('There is no such row to mend.', 'Go back to Rows to mend: it may be mended.')
  const page = {
    ...{ address: own.address, school: own.school, row: shownRow(desk, rejected) },
    ...{ boxes: boxesOf(desk, rejected), canMend: rejected.row !== undefined, faults: [] },
  }
  return { own, rejected, page }
}

const boxesOf = (desk: Desk, { source, row, column }: RejectedRow): RowBox[] =>
  source.mending && row && desk.reader ? rowBoxes(source, source.mending, row, column ?? undefined, desk.reader) : []

const oneRowPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/my-schools/:school/rejected/:row',
    purpose: 'mend a rejected row of a school’s file',
    load: async (desk, { params }): Promise<OneRow> => (await findRow(parts, desk, params)).page,
    answer: (data, frame) => ({ page: oneRowView(data, frame) }),
    examples: oneRowExamples,
  })

const typedBoxes = Object.fromEntries(
  Array.from({ length: mostBoxes }, (_, index) => [boxName(index), Type.Optional(Type.String({ maxLength: 500 }))]),
)

const mendAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/my-schools/:school/rejected/:row',
    purpose: 'mend a rejected row of a school’s file',
    form: Type.Object(typedBoxes),
    act: async (desk, { params, form }): Promise<Answer> => {
      const { own, rejected, page } = await findRow(parts, desk, params)
      if (!rejected.row) throw new NotFound()
      const typed = form as Readonly<Record<string, string | undefined>>
      const values = mendedValues(rejected.row, page.boxes, typed)
      const faults = await mendRow(desk, parts.ground, { school: own, rejected, values })
      if (faults.length === 0)
        return { redirect: rejectedHref(own.address), flash: 'The row is sent. It is used within a minute or two.' }
      const boxes = page.boxes.map(box => ({ ...box, value: typed[box.name] ?? '' }))
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: oneRowView({ ...page, boxes, faults: errorsOf(faults, boxes) }, frame) }
    },
  })

/** What is still wrong, each beside its box; a fault that has none leads to the button. */
const errorsOf = (faults: readonly Fault[], boxes: readonly RowBox[]): FormError[] =>
  faults.map(({ column, problem, fix }) => ({
    field: boxes.find(box => box.place === column)?.name ?? 'send',
    text: `${problem} ${fix}`,
  }))

const sentAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/my-schools/:school/rejected/:row/sent',
    purpose: 'say that a rejected row was sent again',
    form: Type.Object({}),
    act: async (desk, { params }): Promise<Answer> => {
      const { own, rejected } = await findRow(parts, desk, params)
      await tellRowSent(desk, own, rejected)
      return { redirect: rejectedHref(own.address), flash: 'The row is off the list.' }
    },
  })

/** Where a school mends the rows of its own files that were rejected. */
export const mendingPages = (parts: ImportParts): readonly Route[] => [
  rowsToMendPage(parts),
  oneRowPage(parts),
  mendAction(parts),
  sentAction(parts),
]

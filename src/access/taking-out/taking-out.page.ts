import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { formatDate, londonDate } from '../../kernel/index.ts'
import { writeCsv } from '../../platform/files/index.ts'
import { actConcerns } from '../concerned.ts'
import type { Actor } from '../context.ts'
import type { CommandGrant } from '../grant.ts'
import { type Answer, deskAction, deskPage, type Input, type Route } from '../page.ts'
import type { Right } from '../right.ts'
import { answerToTakeOut, askToTakeOut, type ExportStanding, findStanding } from './asks.actions.ts'
import { addressOut, mostRowsOut, type RowsOut } from './rows-out.ts'
import { standingPage } from './taking-out.view.ts'

/** An export: rows of many children that leave Throughline as a file. */
type Export<A extends Actor> = {
  /** The address at which the file is taken. */
  readonly path: string
  readonly purpose: string
  readonly nav?: string
  readonly right: Right
  readonly actor: A
  /** Whoever gets it needs all rows at once, however many: it is then one file. */
  readonly whole?: true
  /** At most `most` rows, from row `from` on (counted from 0). @throws NotFound where there is nothing to take. */
  load(desk: CommandGrant<A>, params: Input['params'], rows: { from: number; most: number }): Promise<RowsOut>
  readonly example: RowsOut
}
type File = { readonly name: string; readonly body: Buffer; readonly sha256: string; readonly mark: string }
type Taken =
  | { readonly rows: RowsOut; readonly file: File; readonly manifest: object }
  | { readonly address: string; readonly standing: ExportStanding; readonly at: Date }

const query = Type.Object({ part: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })

/**
 * The pages of an export, which is a decision of its own (reference/security.md, T14): the file, at most 500 rows of it, each with who took it out;
 * its manifest; and where it tells more than sensitivity 2, asking a second person, who lets who asked take it for a day. A stronger sign-in is asked
 * for where the council names one, and the record of access keeps the file's hash.
 */
export const exportPages = <A extends Actor>(out: Export<A>): readonly Route[] => {
  const { path, load: _, example, whole, ...common } = out
  const loading = async (desk: CommandGrant<A>, { params, query: { part } }: Input<typeof query>): Promise<Taken> => {
    const size = whole
      ? { from: 0, most: Number.MAX_SAFE_INTEGER }
      : { from: (part - 1) * mostRowsOut, most: mostRowsOut }
    const rows = await out.load(desk, params, size)
    if (rows.rows.length > size.most) throw new Error(`The export ${path} gives more rows than it may`)
    const address = addressOut(path, params)
    const standing = rows.sensitivity > 2 ? await findStanding(desk, address) : undefined
    if (standing && !standing.agreedBy) {
      actConcerns(desk, undefined, { rule: 'export:second-person', outcome: 'refused' })
      return { address, standing, at: desk.at }
    }
    return await takeOut(desk, rows, { of: out.purpose, address, part, agreedBy: standing?.agreedBy })
  }
  return [
    deskPage({
      ...{ ...common, path, query, takesOut: true as const },
      load: loading,
      answer: (data, frame): Answer =>
        'file' in data
          ? { file: { name: data.file.name, mediaType: 'text/csv; charset=utf-8', body: data.file.body } }
          : { page: standingPage(data, frame.csrf) },
      examples: {
        usual: {
          rows: example,
          file: { name: `${example.name}.csv`, body: Buffer.from(''), sha256: '', mark: '' },
          manifest: {},
        },
        ...standingExamples,
      },
    }),
    deskPage({
      ...{ ...common, path: `${path}/manifest`, query, takesOut: true as const },
      load: loading,
      answer: (data, frame): Answer =>
        'file' in data
          ? {
              file: {
                name: `${data.file.name}.manifest.json`,
                mediaType: 'application/json',
                body: Buffer.from(`${JSON.stringify(data.manifest, undefined, 2)}\n`),
              },
            }
          : { page: standingPage(data, frame.csrf) },
      examples: standingExamples,
    }),
    deskAction({
      ...{
        ...common,
        path: `${path}/ask`,
        form: Type.Object({ reason: Type.String({ maxLength: 400, default: '' }) }),
      },
      act: async (desk, { params, form }) => {
        const address = addressOut(path, params)
        await askToTakeOut(desk, address, form.reason)
        actConcerns(desk, undefined, { rule: 'export:asked' })
        return { redirect: address }
      },
    }),
    deskAction({
      ...{ ...common, path: `${path}/answer` },
      form: Type.Object({
        ask: Type.String({ maxLength: 36 }),
        agree: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
      }),
      act: async (desk, { params, form: { ask, agree } }) => {
        const address = addressOut(path, params)
        await answerToTakeOut(desk, address, ask, agree === 'yes')
        actConcerns(desk, undefined, { rule: `export:${agree === 'yes' ? 'agreed' : 'refused'}` })
        return { redirect: '/', flash: agree === 'yes' ? 'They can take the rows out for a day.' : 'You said no.' }
      },
    }),
  ]
}

type About = {
  readonly of: string
  readonly address: string
  readonly part: number
  readonly agreedBy: string | undefined
}

/** The file as this reader takes it today: the same bytes each time, so that its manifest can be asked for beside it. */
const takeOut = async (desk: CommandGrant, rows: RowsOut, { of, address, part, agreedBy }: About): Promise<Taken> => {
  const today = londonDate(desk.at)
  const by = desk.reader?.name ?? ''
  const mark = createHash('sha256')
    .update([address, part, desk.reader?.userId, today].join('|'))
    .digest('hex')
    .slice(0, 8)
  const words = `Taken out by ${by}, ${formatDate(today)}, ${mark}`
  let text = ''
  for await (const piece of writeCsv([[...rows.columns, 'taken_out'], ...rows.rows.map(row => [...row, words])]))
    text += piece
  const body = Buffer.from(text)
  const file = { name: `${rows.name}.csv`, body, sha256: createHash('sha256').update(body).digest('hex'), mark }
  const told = { rows: rows.rows.length, columns: rows.columns.length, sha256: file.sha256, mark }
  actConcerns(desk, undefined, { rule: 'export', categories: rows.categories, detail: told })
  const manifest = {
    ...{ of, part, takenOutOn: today, by, agreedBy, mark, rows: rows.rows.length, columns: rows.columns },
    ...{ categories: rows.categories, sensitivity: rows.sensitivity },
    file: { name: file.name, bytes: body.length, sha256: file.sha256 },
  }
  return { rows, file, manifest }
}

const asked = new Date('2026-05-05T15:00:00Z')
const none: ExportStanding = { agreedBy: undefined, waitsSince: undefined, refused: false, others: [] }
const standingAt = (standing: Partial<ExportStanding>): Taken => ({
  ...{ address: '/imports/0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c41/rows/0', standing: { ...none, ...standing } },
  at: new Date('2026-05-06T07:15:00Z'),
})
const standingExamples: Readonly<Record<string, Taken>> = {
  'a second person must agree': standingAt({}),
  'nobody has answered yet': standingAt({ waitsSince: asked }),
  'somebody said no': standingAt({ refused: true }),
  'a colleague asks': standingAt({
    others: [
      {
        uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c42',
        ...{ who: 'Sam Ali', reason: 'To send them back to the service.', at: asked },
      },
    ],
  }),
}

import { listPage, type Route } from '../../access/index.ts'
import { identity } from '../../children/index.ts'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import { findReceipt, listReceipts, type Receipt } from './ledger.queries.ts'
import { ledgerView, receiptView } from './ledger.view.ts'
import type { TellOptions } from './tell.actions.ts'

const example: Receipt = {
  address: '0d000000-0000-4000-8000-000000000031',
  change: {
    kind: 'address',
    from: '2026-05-01' as PlainDate,
    saidBy: 'mum',
    fields: { line: '22 Mill Street', town: 'Northmere', postcode: 'NM1 4QT' },
  },
  about: undefined,
  toldAt: new Date('2026-05-04T08:10:00Z'),
  state: 'applied',
  answer: undefined,
  lines: [
    { service: 'council-tax', state: 'applied', answer: undefined, at: new Date('2026-05-04T08:11:00Z') },
    { service: 'libraries', state: 'told', answer: 'In the file of 5 May 2026', at: new Date('2026-05-05T03:30:00Z') },
    {
      service: 'housing',
      state: 'refused',
      answer: 'No tenancy at that address',
      at: new Date('2026-05-04T08:12:00Z'),
    },
    {
      service: 'school-meals',
      state: 'person',
      answer: 'The service did not answer, however often we tried',
      at: new Date('2026-05-04T20:12:00Z'),
    },
    { service: 'health', state: 'waiting', answer: undefined, at: new Date('2026-05-04T08:11:00Z') },
  ],
}
const held: Receipt = {
  ...example,
  state: 'held',
  lines: [],
  about: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
}
const exampleNames = new Map([
  ['council-tax', 'Council Tax'],
  ['libraries', 'Libraries'],
  ['housing', 'Housing'],
  ['school-meals', 'School meals'],
])

type Data = { readonly receipt: Receipt; readonly names: ReadonlyMap<string, string> }

/** `/told` and `/told/…`: the receipts of whoever told, and of nobody else. */
export const ledgerRoutes = ({ services, key }: TellOptions): readonly Route[] => [
  listPage({
    path: '/told',
    purpose: 'see what one has told',
    nav: '/told',
    needs: [identity],
    load: (grant): Promise<readonly Receipt[]> => listReceipts(grant, key),
    answer: receipts => ({ page: ledgerView(receipts) }),
    examples: {
      usual: [held, example, { ...example, state: 'refused', lines: [] }],
      nothing: [],
    },
  }),
  listPage({
    path: '/told/:receipt',
    purpose: 'see what one has told',
    nav: '/told',
    needs: [identity],
    load: async (grant, { params }): Promise<Data> => {
      const receipt = await findReceipt(grant, key, params.receipt)
      if (!receipt) throw new NotFound()
      return { receipt, names: new Map(services.map(s => [s.id, s.name])) }
    },
    answer: ({ receipt, names }) => ({ page: receiptView(receipt, names) }),
    examples: {
      usual: { receipt: example, names: exampleNames },
      'needs a person': { receipt: held, names: exampleNames },
      refused: { receipt: { ...held, state: 'refused', answer: 'The family says it is not so.' }, names: exampleNames },
    },
  }),
]

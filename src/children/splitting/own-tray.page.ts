import { Type } from 'typebox'
import { actConcerns, deskAction, listPage, type RecordKind, type Route } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { emptyState, type Html, html } from '../../platform/views/index.ts'
import type { ChildCard, EnrolmentKind } from '../find/child-cards.queries.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { giveEntry } from '../linking/index.ts'
import { ownExamples } from './own-tray.examples.ts'
import { listOwn, type OwnItem } from './own-tray.queries.ts'
import { chooseWords, type Halves, isGivenTo, trayItem } from './tray-item.view.ts'

export type SplittingOptions = { readonly enrolment: EnrolmentKind; readonly kinds: readonly RecordKind[] }

type OwnData = { readonly items: readonly OwnItem[]; readonly at: Date }

/** "Whose is this?": what the reader wrote on a record that was two children's. */
export const ownTrayPage = ({ enrolment, kinds }: SplittingOptions): Route =>
  listPage({
    path: '/whose-is-this',
    purpose: 'say whose it is that I wrote',
    nav: 'today',
    needs: [identity, chosenValue, address, enrolment],
    load: async (grant): Promise<OwnData> => ({ items: await listOwn(grant, kinds), at: grant.at }),
    answer: ({ items, at }, { csrf }) => ({
      page: {
        title: 'Whose is this?',
        heading: 'Whose is this?',
        back: { text: 'Back to today', href: '/' },
        body: ownView(items, at, csrf),
      },
    }),
    examples: ownExamples,
  })

const ownView = (items: readonly OwnItem[], at: Date, csrf: string): Html =>
  items.length === 0
    ? emptyState({ text: 'Nothing that you wrote waits for you to say whose it is.' })
    : html`<p class="govuk-body">You wrote these while the records of two children were one. Say which child each is about. Until you do, it stands on both records.</p>
${items.map(item => ownItem(item, at, csrf))}`

const ownItem = (item: OwnItem, at: Date, csrf: string): Html =>
  trayItem(item, halvesOf(item), { action: `/whose-is-this/${item.split}/${item.entry}`, csrf, at })

/** A child whom the reader may not see is no more than the other one. */
const halvesOf = ({ a, b }: OwnItem): Halves => ({ a: halfOf(a), b: halfOf(b) })
const halfOf = (card: ChildCard | undefined): Halves['a'] =>
  card
    ? {
        name: card.name,
        hint: [card.age, card.born ? `born ${card.born}` : undefined, card.school, card.area]
          .filter(Boolean)
          .join(', '),
      }
    : { name: 'The other child', hint: 'You do not work with this child.' }

/** Saves whose something is, for who wrote it. */
export const giveOwnAction: Route = deskAction({
  path: '/whose-is-this/:split/:entry',
  purpose: 'say whose it is that I wrote',
  right: undefined,
  actor: 'clearing-house',
  concerns: 'child',
  form: Type.Object({ to: Type.String({ maxLength: 10, default: '' }) }),
  act: async (desk, { params, form }) => {
    if (!desk.reader) throw new NotFound()
    if (!isGivenTo(form.to)) {
      actConcerns(desk, undefined)
      return { redirect: '/whose-is-this', flash: `Nothing was saved. ${chooseWords}.` }
    }
    const { split = '', entry = '' } = params
    actConcerns(desk, await giveEntry(desk, { split, entry, to: form.to, author: desk.reader.userId }))
    return { redirect: '/whose-is-this', flash: 'Saved.' }
  },
})

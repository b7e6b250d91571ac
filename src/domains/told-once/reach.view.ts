import { formatDate, formatInstant, type PlainDate, plural } from '../../kernel/index.ts'
import { button, form, type Html, html, type PageContent, table, tag } from '../../platform/views/index.ts'
import { changeKinds } from './change.ts'
import type { ServiceReach } from './reach.actions.ts'
import type { ToldService } from './told-service.ts'

export type ReachData = {
  readonly today: PlainDate
  readonly services: readonly ToldService[]
  readonly states: readonly ServiceReach[]
}

/** The services of the list, and those that are on it no more with changes that never reached them. */
export const reachView = ({ today, services, states }: ReachData, csrf: string): PageContent => {
  const gone = states.filter(one => one.waiting + one.unreached > 0 && !services.some(service => service.id === one.id))
  return {
    title: 'Services that are told of changes',
    heading: 'Services that are told of changes',
    back: { text: 'Sources', href: '/sources' },
    wide: true,
    body: html`<p class="govuk-body">What a family or a worker tells once goes to these. Whoever told it reads on the receipt how far it has come.</p>${table(
      {
        caption: 'Services that are told, and whether they can be reached',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'Service' },
          { text: 'Takes' },
          { text: 'Agreement' },
          { text: 'Last answered or told' },
          { text: 'Waiting', numeric: true },
          { text: 'Not reached' },
        ],
        rows: [
          ...services.map(service =>
            rowOf(
              service,
              states.find(one => one.id === service.id),
              today,
              csrf,
            ),
          ),
          ...gone.map(one => [
            one.id,
            'On the list no more',
            'None',
            lastOf(one),
            one.waiting,
            unreachedWords(one) ?? 'Nothing',
          ]),
        ],
        empty: 'No service outside is told of changes. The list of services is a setting of the server.',
      },
    )}`,
  }
}

const rowOf = (service: ToldService, state: ServiceReach | undefined, today: PlainDate, csrf: string) => {
  const { id, name, way, takes, reviewBy } = service
  const kinds = takes.map(kind => changeKinds.find(one => one.value === kind)?.text ?? kind)
  return [
    html`${name}<br><span class="tl-source">${'webhook' in way ? 'At once' : 'By a file each night'}</span>`,
    kinds.join(', '),
    reviewBy < today
      ? html`${formatDate(reviewBy)}<br>${tag({ text: 'Past its review: nothing goes', tone: 'warning' })}`
      : `Until ${formatDate(reviewBy)}`,
    lastOf(state),
    state?.waiting ?? 0,
    state && state.unreached > 0
      ? html`${unreachedWords(state) ?? null}${form({
          action: `/told-services/${id}`,
          csrf,
          body: button({
            text: html`Tell again<span class="govuk-visually-hidden"> ${name}</span>`,
            kind: 'secondary',
            preventDoubleClick: true,
          }),
        })}`
      : 'Nothing',
  ]
}

const lastOf = (state: ServiceReach | undefined): string =>
  state?.answeredAt ? formatInstant(state.answeredAt) : 'Not yet'

const unreachedWords = ({ unreached, since }: ServiceReach): Html | undefined =>
  unreached > 0 && since
    ? html`${tag({ text: plural(unreached, 'change'), tone: 'warning' })} since ${formatInstant(since)}`
    : undefined

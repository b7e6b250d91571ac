import type { PlainDate } from '../../../../kernel/index.ts'
import { exampleRound, exampleSchool } from '../rounds.examples.ts'
import type { OneOffer, SchoolPlaces } from './offers.queries.ts'
import type { OfferData, OffersData } from './offers.view.ts'

/** The example round once its offers are out. */
export const exampleOut = { ...exampleRound, releasedAt: exampleRound.releaseAt }
const offer: OneOffer = {
  id: 1,
  address: '0f000000-0000-4000-8000-000000000031',
  applicationId: 1,
  application: '0f000000-0000-4000-8000-000000000011',
  childId: 1,
  name: 'Kai Marsh',
  school: exampleSchool.name,
  key: exampleSchool.key,
  rank: 2,
  givenBy: 'preference',
  standing: 'held',
  offeredAt: exampleRound.releaseAt,
  leftOn: null,
  ended: null,
  endedAt: null,
  endedWhy: null,
  reply: null,
  wantsNoHigher: false,
  answerBy: '2027-05-14' as PlainDate,
  state: 'reminded',
  heard: [
    {
      at: new Date('2027-05-04T09:00:00Z'),
      by: 'Olwen Pritchard',
      words: 'Reminded by letter on 4 May 2027, to answer by 14 May 2027',
    },
  ],
}
const ended: OneOffer = {
  ...offer,
  ended: 'withdrawn',
  endedAt: new Date('2027-05-20T09:00:00Z'),
  endedWhy: 'The address was another’s.',
  state: 'withdrawn',
  standing: 'put',
  rank: null,
  heard: [],
}
/** A school after the offers, with a place to give. */
export const examplePlaces: SchoolPlaces = {
  key: exampleSchool.key,
  name: exampleSchool.name,
  places: 30,
  held: 27,
  put: 1,
  proposed: 1,
  free: 1,
  waiting: 9,
  countedAt: new Date('2027-10-04T04:20:00Z'),
  excepted: 1,
  byAppeal: 1,
}
const counts = { made: 68, accepted: 50, waiting: 10, reminded: 3, declined: 2, withdrawn: 1, moved: 2, overdue: 4 }
export const offersExamples: Readonly<Record<string, OffersData>> = {
  usual: {
    round: exampleOut,
    counts,
    schools: [examplePlaces],
    careWithout: 1,
    state: undefined,
    page: 1,
    more: true,
    offers: [offer],
  },
  'not out yet': {
    round: exampleRound,
    counts: { made: 0, accepted: 0, waiting: 0, reminded: 0, declined: 0, withdrawn: 0, moved: 0, overdue: 0 },
    schools: [],
    careWithout: 0,
    state: 'reminded',
    page: 1,
    more: false,
    offers: [],
  },
}
export const offerExamples: Readonly<Record<string, OfferData>> = {
  usual: { round: exampleOut, offer, fields: {}, errors: [] },
  'with errors': {
    round: exampleOut,
    offer: { ...offer, state: 'waiting', answerBy: null },
    fields: { reply: 'accepted' },
    errors: [{ field: 'saidBy', text: 'Enter who said it' }],
  },
  ended: { round: exampleOut, offer: ended, fields: {}, errors: [] },
}

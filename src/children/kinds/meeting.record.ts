import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { meetingSortOf } from './meeting-sorts.ts'
import { passage, written } from './work.record.ts'

const text = () => Type.Optional(Type.String())
const choice = (...values: readonly string[]) => Type.Union(values.map(value => Type.Literal(value)))
const passages = () => Type.Optional(Type.Array(passage))

/**
 * A meeting about a child: called (`on`), called off, or held (`heldOn`); one stands in for the other, so that what looks for days ahead finds
 * none of what is over. Workers stand by their numbers, because one of a silent service is not named to everybody who may read of the meeting.
 * Its category follows its sort.
 */
export const meeting = recordKind({
  kind: 'meeting',
  title: 'Meeting',
  category: 'early-help',
  sensitivity: 2,
  mayBe: written,
  schema: Type.Object({
    /** The address of its first version, which it keeps. */
    meeting: text(),
    sort: Type.String(),
    state: choice('called', 'called-off', 'held'),
    on: text(),
    at: text(),
    place: text(),
    people: Type.Optional(
      Type.Array(
        Type.Object({
          key: Type.String(),
          who: choice('worker', 'family', 'outside'),
          workerId: Type.Optional(Type.Number()),
          name: text(),
          relation: text(),
          came: Type.Optional(choice('yes', 'apologies', 'no')),
        }),
      ),
    ),
    calledById: Type.Optional(Type.Number()),
    changedWhy: text(),
    wasOn: text(),
    offWhy: text(),
    heldOn: text(),
    present: text(),
    passages: passages(),
    childSaid: passages(),
    scale: Type.Optional(Type.Array(Type.Object({ who: Type.String(), score: Type.Number() }))),
    /** The early help that it was a meeting of. */
    case: text(),
  }),
  promotes: { due_on: 'on', status: 'state', code: 'sort', number: 'calledById' },
  line: body =>
    body.state === 'held'
      ? {
          title: meetingSortOf(body.sort),
          ...(body.passages ? { detail: body.passages.map(one => one.text).join(' ') } : {}),
          key: true,
        }
      : body.state === 'called-off'
        ? {
            title: `${meetingSortOf(body.sort)} called off`,
            ...(body.offWhy ? { detail: body.offWhy } : {}),
            key: false,
          }
        : undefined,
  retention: 'work',
  writers: 'people',
  ownWords: { fields: ['childSaid'], calls: body => meetingSortOf(String(body.sort)) },
})

/**
 * What one person is given for a meeting: which things on the record, sealed by the hash of what they say. The things themselves stand where
 * they stood: whoever opens it reads them by their own right. A later version stands in for an earlier one.
 */
export const meetingPack = recordKind({
  kind: 'meeting-pack',
  title: 'Meeting pack',
  category: 'early-help',
  sensitivity: 2,
  mayBe: written,
  schema: Type.Object({
    /** The address of its first state, which it keeps. */
    pack: text(),
    meeting: Type.String(),
    person: Type.String(),
    version: Type.Number(),
    state: choice('sealed', 'withdrawn'),
    /** Categories, in the order of the pack. */
    sections: Type.Array(Type.String()),
    items: Type.Array(Type.Number()),
    from: text(),
    since: text(),
    hash: Type.String(),
    madeById: Type.Number(),
    madeAt: Type.String(),
    agreed: text(),
    withdrawnWhy: text(),
    opened: Type.Optional(
      Type.Array(Type.Object({ byId: Type.Number(), at: Type.String(), saved: Type.Optional(Type.Boolean()) })),
    ),
  }),
  promotes: { status: 'state' },
  retention: 'work',
  writers: 'people',
})

/**
 * That a colleague is asked to a meeting: when and where, and by whom. Kept to the two of them, it says neither what the meeting is of nor who else
 * is asked, so that it can be read by whoever works with the child and reads nothing of its service. What is in their pack is named, as in the
 * pack itself, and read by their own right.
 */
export const meetingAsked = recordKind({
  kind: 'meeting-asked',
  title: 'Asked to a meeting',
  category: 'identity',
  summary: true,
  schema: Type.Object({
    meeting: Type.String(),
    workerId: Type.Number(),
    state: choice('called', 'called-off'),
    on: Type.String(),
    at: text(),
    place: text(),
    calledById: Type.Optional(Type.Number()),
    pack: Type.Optional(
      Type.Object({
        address: Type.String(),
        version: Type.Number(),
        sections: Type.Array(Type.String()),
        items: Type.Array(Type.Number()),
        from: text(),
        since: text(),
        hash: Type.String(),
        madeAt: Type.String(),
      }),
    ),
  }),
  promotes: { due_on: 'on', status: 'state', code: 'meeting', number: 'workerId' },
  retention: 'work',
  writers: 'people',
})

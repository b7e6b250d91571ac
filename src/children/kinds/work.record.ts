import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { categories } from '../../kernel/index.ts'

const text = () => Type.Optional(Type.String())
/** Whatever a service may write about a child. The confidential store and sealed adoption work are not on the record. */
export const written = categories.filter(c => c !== 'confidential' && c !== 'adoption' && c !== 'identity')

/** Narrative is a list of passages, never one string: subject access and meeting packs depend on it (design 2.1, rule 8). */
export const passage = Type.Object({
  text: Type.String(),
  about: Type.Union([Type.Literal('child'), Type.Literal('third-party'), Type.Literal('harm'), Type.Literal('legal')]),
  person: text(),
  copiedFrom: text(),
})

/** What a worker wrote: a visit, a call, a meeting. The author chooses which service's information it is. */
export const note = recordKind({
  kind: 'note',
  title: 'Note',
  category: 'early-help',
  mayBe: written,
  schema: Type.Object({
    noteKind: Type.Union(['visit', 'call', 'meeting', 'message', 'other'].map(k => Type.Literal(k))),
    happenedOn: Type.String(),
    happenedAt: text(),
    present: text(),
    seen: Type.Optional(Type.Boolean()),
    seenAlone: Type.Optional(Type.Boolean()),
    childSaid: Type.Optional(Type.Array(passage)),
    passages: Type.Array(passage),
    correctionReason: text(),
  }),
  promotes: { status: 'noteKind' },
  line: body => ({
    title: noteTitle(body.noteKind),
    detail: body.passages?.map(p => p.text).join(' ') ?? '',
    key: body.noteKind === 'visit' || body.noteKind === 'meeting',
  }),
  retention: 'work',
  writers: 'people',
  ownWords: { fields: ['childSaid'], calls: body => noteTitle(String(body.noteKind)) },
})
const noteTitle = (kind: string | undefined): string =>
  kind === 'visit'
    ? 'Visit'
    : kind === 'call'
      ? 'Call'
      : kind === 'meeting'
        ? 'Meeting'
        : kind === 'message'
          ? 'Message'
          : 'Note'

/** That a note stood on the wrong child's record: a trace on both, which names neither child to the other's readers. */
export const noteMove = recordKind({
  kind: 'note-move',
  title: 'Note moved',
  category: 'early-help',
  mayBe: written,
  schema: Type.Object({
    direction: Type.Union([Type.Literal('out'), Type.Literal('in')]),
    noteKind: Type.String(),
    happenedOn: Type.String(),
    reason: Type.String(),
    movedBy: Type.String(),
    authorId: Type.Number(),
  }),
  promotes: { number: 'authorId', status: 'direction' },
  line: body => ({
    title: body.direction === 'out' ? 'A note was moved to the right record' : 'A note was moved to this record',
    detail: `Moved by ${body.movedBy ?? 'a manager'}. ${body.reason ?? ''}`,
    key: false,
  }),
  retention: 'work',
  writers: 'people',
})

/** A file that somebody attached. Its bytes are in `document`. */
export const attachment = recordKind({
  kind: 'document',
  title: 'Document',
  category: 'early-help',
  mayBe: written,
  schema: Type.Object({
    title: Type.String(),
    about: text(),
    datedOn: text(),
    from: text(),
    own: text(),
    correctionReason: text(),
  }),
  line: body => ({ title: `${body.own ? 'Made by the child' : 'Document'}: ${body.title ?? ''}`, key: false }),
  writers: 'people',
})

/**
 * How to get in, kept out of sight: shown one at a time to who visits, each look recorded. Of the property always, for whoever lives there.
 */
export const entryCode = recordKind({
  kind: 'entry-code',
  title: 'Code to get in',
  category: 'contact',
  sensitivity: 2,
  schema: Type.Object({ door: Type.String(), code: Type.String(), saidBy: text(), checkBy: text() }),
  retention: 'entry-code',
  writers: 'people',
})

/**
 * What keeps a worker safe. What to do is shown to anyone with a visit there; why is shown by category (design 4). About a
 * property it belongs to the UPRN; about a person it follows the person. Why is of the service that its writer chose (`care-content` where
 * none did), and a row of its own.
 */
export const dangerNote = recordKind({
  kind: 'danger-note',
  title: 'Before you visit',
  category: 'identity',
  schema: Type.Object({
    sort: Type.Union(
      ['danger', 'not-to-meet', 'getting-in', 'animals', 'talking', 'health', 'parking'].map(k => Type.Literal(k)),
    ),
    short: Type.String(),
    whatToDo: Type.String(),
    who: text(),
    why: text(),
    saidBy: text(),
    checkBy: text(),
    owner: text(),
  }),
  labels: { why: { category: 'care-content', sensitivity: 2 } },
  promotes: { due_on: 'checkBy', status: 'sort' },
  writers: 'both',
})

const visitEnds: Readonly<Record<string, string>> = {
  seen: 'Seen, with others',
  'seen-alone': 'Seen alone',
  'no-one-in': 'No one in',
  'not-brought': 'Was not brought',
  'called-off': 'Called off',
}

/**
 * A visit that is booked (`on`), or one that has ended (`happenedOn`, and how): one stands in for the other, so that what looks for days
 * ahead finds none of what is over.
 */
export const visit = recordKind({
  kind: 'visit',
  title: 'Visit',
  category: 'early-help',
  mayBe: written,
  schema: Type.Object({
    on: text(),
    at: text(),
    purpose: text(),
    worker: Type.String(),
    workerId: Type.Number(),
    movedWhy: text(),
    happenedOn: text(),
    outcome: Type.Optional(Type.Union(Object.keys(visitEnds).map(k => Type.Literal(k)))),
  }),
  promotes: { due_on: 'on', number: 'workerId', status: 'outcome' },
  line: body =>
    body.outcome
      ? {
          title: body.purpose ?? 'Visit',
          detail: [visitEnds[body.outcome], body.worker].filter(Boolean).join('. '),
          key: false,
        }
      : undefined,
  retention: 'work',
  writers: 'people',
})

/**
 * What somebody is to do by a day, and why. Who owes it and who set it stand by their numbers, because a worker of a silent service is not
 * named to everybody who may read it. One that is over has no day, so that what looks for days ahead finds none of what is over.
 */
export const task = recordKind({
  kind: 'task',
  title: 'Task',
  category: 'early-help',
  mayBe: written,
  schema: Type.Object({
    what: Type.String(),
    why: Type.String(),
    dueOn: text(),
    state: Type.Union(['open', 'done', 'dropped'].map(k => Type.Literal(k))),
    ownerId: Type.Number(),
    setById: Type.Number(),
    setOn: Type.String(),
    offeredToId: Type.Optional(Type.Number()),
    passedWhy: text(),
    wasDueOn: text(),
    endedOn: text(),
    said: text(),
  }),
  promotes: { due_on: 'dueOn', number: 'ownerId', status: 'state' },
  line: body =>
    body.state === 'done' || body.state === 'dropped'
      ? {
          title: body.state === 'done' ? 'Task done' : 'Task dropped',
          detail: [body.what, body.said].filter(Boolean).join('. '),
          key: false,
        }
      : undefined,
  retention: 'work',
  writers: 'people',
})

/**
 * The neutral pause: the same words whatever the reason, which is not here and cannot be found from here
 * (reference/domain.md 6.6). A kind of its own, so that those who work on attendance see it and nothing more; a school sees nothing (10.5).
 */
export const pause = recordKind({
  kind: 'pause',
  title: 'Speak to someone first',
  category: 'attendance',
  sensitivity: 2,
  council: true,
  schema: Type.Object({ consult: Type.String(), phone: text(), reviewBy: text() }),
  promotes: { due_on: 'reviewBy' },
  writers: 'both',
})

/**
 * A short fact of the home that a worker shares with education welfare, as its officers read it: with the pause, and before a visit. Only
 * whoever works with the child as education welfare reads it, until its last day (migrations/0069_shared_home_facts.sql).
 */
export const sharedHomeFact = recordKind({
  kind: 'shared-home-fact',
  title: 'Shared with education welfare',
  category: 'attendance',
  sensitivity: 2,
  schema: Type.Object({ words: Type.String(), sharedOn: Type.String(), until: Type.String() }),
  promotes: { due_on: 'until' },
  writers: 'people',
})

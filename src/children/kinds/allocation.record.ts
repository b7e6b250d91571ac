import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { passage } from './work.record.ts'

/** What is done with a team's work with a child, as its line on the timeline says it. Who it was stands by number, for those who may know. */
export const allocationActs = {
  team: 'Came to a team',
  allocated: 'Allocated to a worker',
  moved: 'Moved to another worker',
  offered: 'A hand-over was proposed',
  returned: 'A hand-over was not taken',
  withdrawn: 'A hand-over was taken back',
  added: 'A co-worker was added',
  removed: 'A co-worker’s part ended',
  waits: 'Waits to be allocated',
  transferred: 'Moved to another team',
  closed: 'The team’s work ended',
} as const
export type AllocationAct = keyof typeof allocationActs

const text = () => Type.Optional(Type.String())
const number = () => Type.Optional(Type.Number())

/** One act of allocation, and why: in the category of the work, so that it is known to those who may know of the work in full. */
export const allocation = recordKind({
  kind: 'allocation',
  title: 'Allocation',
  category: 'care-involved',
  // never as a summary, and not for a school's office
  sensitivity: 2,
  mayBe: ['identity', 'attendance', 'admissions', 'send', 'early-help', 'health', 'young-carer', 'youth-centre'],
  schema: Type.Object({
    act: Type.String(),
    on: Type.String(),
    work: Type.String(),
    teamId: Type.Number(),
    workerId: number(),
    fromId: number(),
    toTeamId: number(),
    /** Why a hand-over is proposed, by a word of ours. */
    reason: text(),
    /** The day on which waiting work is looked at again. */
    until: text(),
    passages: Type.Optional(Type.Array(passage)),
  }),
  promotes: { status: 'act', due_on: 'until', number: 'workerId' },
  line: body => {
    const title = allocationActs[body.act as AllocationAct]
    return title ? { title, detail: body.passages?.map(p => p.text).join(' ') ?? '', key: false } : undefined
  },
  retention: 'work',
  writers: 'people',
})

import type { RecordKind } from '../../access/index.ts'
import { allocation } from './allocation.record.ts'
import { familyPerson } from './family.record.ts'
import { meeting, meetingAsked, meetingPack } from './meeting.record.ts'
import {
  address,
  authority,
  background,
  carer,
  chosenValue,
  contactDetail,
  doctor,
  identifier,
  identity,
} from './person.record.ts'
import { schoolOffer } from './school-offer.record.ts'
import { supervision } from './supervision.record.ts'
import { attachment, dangerNote, entryCode, note, noteMove, pause, sharedHomeFact, task, visit } from './work.record.ts'

export { type AllocationAct, allocation, allocationActs } from './allocation.record.ts'
export { familyPerson } from './family.record.ts'
export { meeting, meetingAsked, meetingPack } from './meeting.record.ts'
export { type MeetingSort, meetingSortOf, meetingSortsOn, nextMeetingBy } from './meeting-sorts.ts'
export {
  address,
  authority,
  background,
  carer,
  chosenValue,
  contactDetail,
  doctor,
  identifier,
  identity,
} from './person.record.ts'
export { schoolOffer } from './school-offer.record.ts'
export { supervision } from './supervision.record.ts'
export {
  attachment,
  dangerNote,
  entryCode,
  note,
  noteMove,
  passage,
  pause,
  sharedHomeFact,
  task,
  visit,
} from './work.record.ts'

/** The kinds that every record has whatever services bring theirs: who the child is, and what people write. */
export const coreKinds: readonly RecordKind[] = [
  identity,
  identifier,
  background,
  address,
  contactDetail,
  carer,
  familyPerson,
  doctor,
  authority,
  chosenValue,
  note,
  noteMove,
  attachment,
  dangerNote,
  entryCode,
  visit,
  task,
  meeting,
  allocation,
  meetingPack,
  meetingAsked,
  supervision,
  pause,
  sharedHomeFact,
  schoolOffer,
] as readonly unknown[] as readonly RecordKind[]

/** Functions with their owner's rights by which people keep a record to themselves (migration 0412), are told of one, or keep one out of their own sight. */
export const keptRecordFunctions: Readonly<Record<string, string>> = {
  'access.own_shields': 'to who is named for a child alone: what is kept of it, why and for whom',
  'access.name_on_shield': 'gives reasons what it is to be named for a child; answers nothing',
  'access.take_back_naming': 'takes it from them; answers nothing',
  'access.shield_to_change': 'to the actor that records, for one who is named: which shield is theirs to change',
  'access.keep_to_named':
    'to the actor that records, for one of the named: keeps a record to them, and says whether it was not so before',
  'access.rename_kept': 'to the actor that records, for one of the named: others in place of them',
  'access.review_kept': 'to the actor that records, for one of the named: that it is needed still',
  'access.ask_to_open': 'to the actor that records, for one of the named: that they ask the others to end it',
  'access.tell_holders_of_record': 'tells those who hold a shielded child that a record came which may be theirs',
  'access.tell_of_standing_record': 'the trigger that tells them of one that was there before they were named',
  'access.guarded': 'to the linker and the clearing house: whose sight no link may widen',
  'access.worked_unnamed': 'to these functions alone: whether somebody else works with a child',
  'access.keep_while_asked':
    'to the linker and the clearing house: keeps a record that came while it is asked whose it is; answers nothing',
  'access.told_by_own_school':
    'to these functions alone: whether nothing is known of a pupil but what their own school told',
  'access.waits_for_others': 'to the refusals alone: whether a shield only waits, and not for the school that told',
  'access.waits_alone': 'to the recorder: whether all that keeps a record waits, and not for the school of who tells',
  'access.only_own_telling': 'to a school’s staff: their pupils who are there only so far as their own school told',
  'access.school_colleagues': 'to a school’s staff: who works or worked at the same school',
  'access.hold_while_asked': 'the trigger that gives such a record to whoever comes to hold the child’s',
  'access.end_while_asked': 'the trigger that takes it from them when it ends',
  'access.is_own_family': 'to these functions alone: whether a child is of somebody’s own family',
  'access.tell_guardians_of_kept': 'tells the Caldicott guardian that a record is kept, not whose; answers nothing',
  'access.kept_to_oversee':
    'to approvals, for the Caldicott guardian: who keeps something to named people since when, of no child',
  'access.answer_opening': 'to the actor that records, for another of the named: their answer',
  'access.declare_conflict':
    'for oneself, or by whoever asks about a look: shuts records to one person; answers nothing',
  'access.conflicts_that_hold':
    'to whoever asks about looks: to whom a record is shut as their own family’s, by its reference; neither their own nor one that is shut to them',
  'access.ask_to_end_conflict': 'to the same, for another: asks that it end; tells the record of access whose it is',
  'access.answer_end_of_conflict': 'to another of them: their answer; tells the record of access whose it is',
}

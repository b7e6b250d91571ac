import { countTrainingDue, type Grant, holds } from '../../access/index.ts'
import { plural } from '../../kernel/index.ts'
import { type Html, html } from '../../platform/views/index.ts'

/** What whoever keeps others' training must know: of how many people a role opens no records, and of how many soon. Whose it is stands on its page. */
export const trainingDueToTell = async (
  grant: Pick<Grant<never>, 'tx' | 'reader' | 'at'>,
): Promise<readonly Html[]> => {
  if (!holds(grant.reader, 'keep-training')) return []
  const { over, soon } = await countTrainingDue(grant)
  const words = [
    ...(over > 0 ? [`${plural(over, 'person', 'people')} without training in date: their role opens no records.`] : []),
    ...(soon > 0 ? [`The training of ${plural(soon, 'person', 'people')} runs out within 30 days.`] : []),
  ]
  if (words.length === 0) return []
  return [html`${words.join(' ')} See <a class="govuk-link" href="/staff-training">Training</a>.`]
}

import { Type } from 'typebox'
import { asActor, forgetAccounts, forgetDrafts, type Ground, recordAccess, type Tx } from '../access/index.ts'
import { endRecords, forgetLooks, forgetSupervision } from '../children/index.ts'
import { forgetPapers, forgetSent } from '../domains/admissions/families/index.ts'
import { forgetAdopters } from '../domains/social-care/adopters/index.ts'
import { forgetContacts } from '../domains/social-care/index.ts'
import { forgetTold } from '../domains/told-once/index.ts'
import { defineJob, type Job } from '../platform/jobs/index.ts'
import { recordKinds } from './domains.ts'

/** What ends by itself, in the order in which one hangs on another: docs/security.md, "What is kept, and how", says when. */
const ends: Readonly<Record<string, (tx: Tx, at: Date) => Promise<number>>> = {
  contacts: forgetContacts,
  told: forgetTold,
  papers: forgetPapers,
  sent: forgetSent,
  drafts: forgetDrafts,
  accounts: forgetAccounts,
  supervision: forgetSupervision,
  looks: forgetLooks,
  adopters: forgetAdopters,
}

/**
 * Takes away what has been kept for as long as it is to be, each sort in a transaction of its own, and records how many; of whole records what two people
 * agreed on. Gives the numbers.
 */
export const endKeeping = async (ground: Ground): Promise<Readonly<Record<string, number>>> => {
  const gone: Record<string, number> = {}
  for (const [sort, forget] of Object.entries(ends))
    gone[sort] = await asActor(
      ground,
      'keeper',
      async (tx, at) => {
        const count = await forget(tx, at)
        if (count > 0)
          await recordAccess(tx, at, {
            ...{
              reader: undefined,
              actor: 'keeper',
              purpose: 'end keeping',
              action: 'keeping-ends',
              childId: undefined,
            },
            ...{
              categories: 0,
              outcome: 'done',
              rule: 'kept-long-enough',
              requestId: 'keeping-ends',
              detail: { [sort]: count },
            },
          })
        return count
      },
      600,
    )
  const { destroyed: records } = await endRecords(ground, recordKinds)
  return { ...gone, records }
}

/** Every night, but while a legal hold is on: then nothing ends. */
export const keepingEndsJob = (ground: Ground, { hold }: { readonly hold: boolean }): Job =>
  defineJob({
    name: 'keeping-ends',
    schema: Type.Object({}),
    cron: '40 2 * * *',
    run: async () => void (hold || (await endKeeping(ground))),
  }) as Job

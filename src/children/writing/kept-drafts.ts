import { holdFields, openFields, placeOfDraft, type Tx, vaultOf } from '../../access/index.ts'

/** What was typed, and when it was kept. */
export type Draft = { readonly fields: Readonly<Record<string, string>>; readonly savedAt: Date }
/** A form's fields as they are typed. */
export type Typed = Readonly<Record<string, string | undefined>>

/** How long a draft is kept. */
export const keptDays = 30
/** What is said once a draft is kept, or thrown away. */
export const draftKept = 'What you typed is kept. It is in the form when you come back to it.'
export const draftThrownAway = 'The draft is thrown away.'

/** A draft's fields as they are kept: sealed as a protected address is, since nobody has read them through yet. */
export const sealDraft = (tx: Tx, user: number, form: string, fields: Typed) => {
  const keys = vaultOf(tx)
  return keys ? holdFields(keys, fields, placeOfDraft(user, form)) : fields
}

/** A kept draft opened. Undefined where its key is gone: nobody reads it any more, as if its thirty days were over. */
export const openDraft = <D extends Draft>(tx: Tx, user: number, form: string, draft: D): D | undefined => {
  try {
    return { ...draft, fields: openFields(vaultOf(tx), draft.fields, placeOfDraft(user, form)) }
  } catch {
    return undefined
  }
}

import { choiceReasons, type Offered } from './choose.ts'

/** One fact of several that are chosen at once: its key, and the values to choose from, what is shown now first. */
export type SeveralOffered = { readonly fact: string; readonly values: readonly Offered[] }
/** The value that is shown from now on of one of them. */
export type SeveralPicked = { readonly fact: string; readonly key: string }
/** What is wrong with what was picked, by field. */
export type SeveralErrors = Readonly<Record<string, string>>

/** The form's field for a fact. */
export const fieldOf = (fact: string): string => `value-${fact}`

/**
 * Checks several choices that are sent together: of each fact a value, or `later`; and a reason where one goes against what the record's rule shows. Gives
 * what was picked, and the reason in words.
 */
export const checkSeveral = (
  offered: readonly SeveralOffered[],
  sent: Readonly<Record<string, string>>,
):
  | { readonly ok: true; readonly picked: readonly SeveralPicked[]; readonly reason: string }
  | { readonly ok: false; readonly errors: SeveralErrors } => {
  const errors: Record<string, string> = {}
  const picked: SeveralPicked[] = []
  let against = false
  for (const { fact, values } of offered) {
    const choice = sent[fieldOf(fact)] ?? ''
    if (choice === 'later') continue
    const value = /^\d{1,3}$/.test(choice) ? values[Number(choice)] : undefined
    if (!value) errors[fieldOf(fact)] = 'Choose which value is shown, or leave it for later'
    else {
      picked.push({ fact, key: value.key })
      against ||= !value.shown
    }
  }
  const reason = sent.reason ?? ''
  const why = Object.hasOwn(choiceReasons, reason) ? choiceReasons[reason as keyof typeof choiceReasons] : undefined
  if (against && !why) errors.reason = 'Choose why, because the record’s rule shows another value'
  return Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, picked, reason: why ?? 'Looked at when two records were joined' }
}

import type { FormError } from '../../../platform/views/index.ts'

/** A service that a family can be sent on to, as the list has it. */
export type FamilyService = {
  readonly service: string
  readonly name: string
  readonly does: string
  readonly forWhom: string
  readonly how: string
  readonly phone: string
}
/** What a service says of itself, in the boxes of its form. */
export const serviceBoxes = ['name', 'does', 'forWhom', 'how', 'phone'] as const
export type ServiceForm = Readonly<Partial<Record<(typeof serviceBoxes)[number], string>>>

const missing: Readonly<Record<string, string>> = {
  name: 'Enter the name of the service',
  does: 'Write what it does',
  forWhom: 'Write for whom it is',
  how: 'Write how a family is sent there',
}

/** Reads the form of a service; all but the telephone number is needed. */
export const readService = (
  form: ServiceForm,
): Omit<FamilyService, 'service'> | { readonly errors: readonly FormError[] } => {
  const typed = (box: (typeof serviceBoxes)[number]): string => (form[box] ?? '').trim()
  const errors = Object.entries(missing).flatMap(([field, text]) =>
    typed(field as keyof ServiceForm) ? [] : [{ field, text }],
  )
  const long = serviceBoxes
    .filter(box => typed(box).length > 1000)
    .map(box => ({ field: box, text: 'Keep it under 1,000 letters' }))
  if (errors.length + long.length > 0) return { errors: [...errors, ...long] }
  return {
    name: typed('name'),
    does: typed('does'),
    forWhom: typed('forWhom'),
    how: typed('how'),
    phone: typed('phone'),
  }
}

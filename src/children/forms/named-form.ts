import type { Field, Form, Versions } from './fields.ts'

/** A form with the young person's first name in its words. */
export const namedForm = (form: Form, first: string): Form => {
  const said = (text: string): string => text.replaceAll('{first}', first)
  return {
    ...form,
    ...(form.intro ? { intro: said(form.intro) } : {}),
    fields: form.fields.map(
      (field): Field => ({
        ...field,
        label: said(field.label),
        ...(field.hint ? { hint: said(field.hint) } : {}),
        ...(field.need ? { need: said(field.need) } : {}),
        ...(field.choices
          ? {
              choices: field.choices.map(one => ({
                ...one,
                text: said(one.text),
                ...(one.hint ? { hint: said(one.hint) } : {}),
              })),
            }
          : {}),
      }),
    ),
  }
}
/** The same for every version of a form. */
export const namedForms = ([form, ...later]: Versions, first: string): Versions => [
  namedForm(form, first),
  ...later.map(each => namedForm(each, first)),
]

import { Type } from 'typebox'
import { type Dated, localList } from '../../kernel/index.ts'
import type { Field, Form, Versions } from './fields.ts'

const words = () => Type.String({ minLength: 1 })
// a choice of a case carries more than it shows: which codes of a return it stands for
const Choice = Type.Object({
  value: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' }),
  text: words(),
  hint: Type.Optional(words()),
})
const Question = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    label: words(),
    hint: Type.Optional(words()),
    input: words(),
    choices: Type.Optional(Type.Array(Choice)),
    need: Type.Optional(words()),
    day: Type.Optional(Type.Union([Type.Literal('past'), Type.Literal('future')])),
  },
  { additionalProperties: false },
)
const Items = Type.Object(
  { title: words(), save: words(), intro: Type.Optional(words()), fields: Type.Array(Question, { minItems: 1 }) },
  { additionalProperties: false },
)
const inputsOfForms: readonly string[] = ['line', 'text', 'day', 'choice', 'many'] satisfies Field['input'][]
type Asking = Pick<Form, 'title' | 'save' | 'intro' | 'fields'>

/** What a form carries besides, or is kept beside its answers: no question of a council can have these names. */
const taken = [
  ...['form', 'case', 'on', 'known', 'step', 'keep', 'page', 'from', 'onTopOf', 'inPlaceOf', 'beside'],
  ...['number', 'school', 'knowsNames', 'names', 'counts', 'state', 'withdrawnOn'],
]

/**
 * A form that a council may ask in versions of its own, from a day on, by the file that `LOCAL_LISTS` names. `free`: the whole of it is the council's; of
 * every other the questions that ship stay, because rules and returns read them: their words and order can change, and others can be added.
 */
export const localForm = (name: string, shipped: Versions, free?: 'free'): Versions => {
  const [first, ...later] = shipped
  const { versions } = localList<Asking>({
    ...{ name, about: `the form “${(later.at(-1) ?? first).title}”`, schema: Items },
    shipped: [datedOf(first), ...later.map(datedOf)],
    faultIn: all => faultIn(shipped, all, free !== undefined),
  })
  const [own, ...more] = versions
  return [formOf(own), ...more.map(formOf)]
}

const formOf = ({ from, items }: Dated<Asking>): Form => ({ from, ...items })
const datedOf = ({ from, ...items }: Form): Dated<Asking> => ({ from, items })

const faultIn = (shipped: Versions, all: readonly Dated<Asking>[], free: boolean): string | undefined => {
  const ours = shipped.flatMap(form => form.fields)
  const inputs = new Map<string, Field['input']>(ours.map(({ name, input }) => [name, input]))
  for (const { from, items } of all.slice(shipped.length)) {
    const say = (text: string) => `the version from ${from}: ${text}.`
    const names = items.fields.map(one => one.name)
    const twice = names.find((one, at) => names.indexOf(one) < at)
    if (twice) return say(`“${twice}” is asked twice`)
    for (const { name, input, choices } of items.fields) {
      if (!inputsOfForms.includes(input)) return say(`“${name}” needs an input of ${inputsOfForms.join(', ')}`)
      if ((input === 'choice' || input === 'many') && !choices?.length && !inputs.has(name))
        return say(`“${name}” needs choices`)
      const values = choices?.map(one => one.value) ?? []
      const again = values.find((one, at) => values.indexOf(one) < at)
      if (again) return say(`“${name}” has the choice “${again}” twice`)
      if (!inputs.has(name) && taken.includes(name)) return say(`no question can be called “${name}”`)
      if ((inputs.get(name) ?? input) !== input)
        return say(`“${name}” is of another input elsewhere: give it another name`)
      inputs.set(name, input)
    }
    const gone = free ? undefined : missingOf(shipped, items.fields)
    if (gone) return say(`${gone}: it must stay, because rules read it`)
  }
  return undefined
}

/** A question that ships, or one of its choices, which is asked no more. */
const missingOf = (shipped: Versions, fields: readonly Field[]): string | undefined => {
  for (const { name, choices = [] } of (shipped.at(-1) ?? shipped[0]).fields) {
    const now = fields.find(one => one.name === name)
    if (!now) return `“${name}” is not asked`
    const lost = choices.find(one => now.choices?.every(other => other.value !== one.value) ?? true)
    if (lost) return `“${name}” has no choice “${lost.value}”`
  }
  return undefined
}

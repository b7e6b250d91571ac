export { fieldView } from './field.view.ts'
export {
  answersOf,
  type Body,
  bodySchema,
  type Choice,
  chosenOf,
  type Field,
  type Form,
  fieldBoxNames,
  formOn,
  readForm,
  type Typed,
  typedFrom,
  type Versions,
} from './fields.ts'
export { namedForm, namedForms } from './named-form.ts'

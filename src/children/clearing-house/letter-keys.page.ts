import { Type } from 'typebox'
import { type Answer, deskAction } from '../../access/index.ts'
import { setLetterKeys } from './letter-keys.actions.ts'

/** Switches the reader's letter keys on or off, for wherever they sign in. The page that sent it stays; without script the list follows. */
export const letterKeysAction = deskAction({
  right: 'possible-duplicates',
  actor: 'clearing-house',
  nav: '/duplicates',
  path: '/duplicates/keys',
  purpose: 'switch letter keys on or off',
  form: Type.Object({ keys: Type.Union([Type.Literal('on'), Type.Literal('off')]) }),
  act: async (desk, { form }): Promise<Answer> => {
    await setLetterKeys(desk, form.keys === 'on')
    return { redirect: '/duplicates' }
  },
})

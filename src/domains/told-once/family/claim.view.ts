import { claimChecks, claimRows, familyAsks, formatInstant } from '../../../kernel/index.ts'
import { errorOf, type FormError, type Html, html, radios } from '../../../platform/views/index.ts'
import type { ToldClaim } from '../words.actions.ts'

/** Who told it online, as they say, for whoever checks it. */
export const toldOnlineRows = (
  claim: ToldClaim & { readonly how: string | undefined },
  toldAt: Date,
): { key: string; value: string }[] => [
  ...claimRows(claim),
  { key: 'E-mail, verified by their sign-in', value: claim.email },
  { key: 'Receipt number', value: claim.receipt },
  { key: 'Told online', value: formatInstant(toldAt) },
  ...(claim.how === undefined
    ? []
    : [{ key: 'Claim checked', value: claimChecks.find(one => one.value === claim.how)?.text ?? claim.how }]),
]

/** What an account is, and is not. */
export const wordsOfClaim = html`<p class="govuk-body">Who they are is what they typed. An account shows that somebody reads this e-mail address, and no more. Say nothing of the child before you have checked who they are, not that there is a record. Call a number that the record had before, not one that is told here.</p>`

type Decision = {
  /** Asks which child it is of. */
  readonly whose: Html
  readonly checked: boolean
  readonly fields: {
    readonly decision?: string
    readonly how?: string
    readonly ask?: string
  }
  readonly errors: readonly FormError[]
}

/** What is to be done with it. The family reads one of a few sentences, the same for every child, and never why. */
export const claimDecision = ({ whose, checked, fields, errors }: Decision): Html =>
  radios({
    name: 'decision',
    legend: 'What is to be done?',
    value: fields.decision ?? '',
    items: [
      {
        value: 'begin',
        text: 'I am checking it',
        hint: 'The family reads that it is being checked',
      },
      {
        value: 'yes',
        text: checked
          ? 'Put it on the record and tell the services'
          : 'The claim is checked: put it on the record and tell the services',
        conditional: html`${
          checked
            ? null
            : radios({
                name: 'how',
                legend: 'How was the claim checked?',
                value: fields.how ?? '',
                items: [...claimChecks],
                ...errorOf(errors, 'how'),
              })
        }${whose}`,
      },
      {
        value: 'ask',
        text: 'Ask the family to get in touch',
        hint: 'It goes on waiting here',
        conditional: radios({
          name: 'ask',
          legend: 'What do they read?',
          hint: 'With it stand the telephone number and that they should give their receipt number',
          value: fields.ask ?? '',
          items: [...familyAsks],
          ...errorOf(errors, 'ask'),
        }),
      },
      {
        value: 'no',
        text: 'Refuse it',
        hint: 'The family reads that we need to talk to them, and nothing of why',
      },
    ],
    ...errorOf(errors, 'decision'),
  })

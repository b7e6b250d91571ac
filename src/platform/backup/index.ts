export {
  type Identity,
  identityText,
  makeIdentity,
  type Recipient,
  readIdentities,
  readRecipients,
  recipientText,
} from './age-keys.ts'
export {
  firstDifference,
  type ListedPart,
  type OpenedPart,
  type Part,
  type Progress,
  readArchive,
  textPart,
  writeArchive,
} from './archive.ts'

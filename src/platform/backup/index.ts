export {
  type Identity,
  makeIdentity,
  type Recipient,
  readIdentities,
  readRecipients,
  recipientOf,
} from './age.ts'
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

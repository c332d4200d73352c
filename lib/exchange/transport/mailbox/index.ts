export {
  allRecipients,
  type ComposedMail,
  type MailAttachment,
  type Mailboxes,
  type MailPerson,
  type SubmittedFromMailbox,
} from './composed-mail'
export { resolvePerson } from './resolve-person'
export { checkDraft, checkSubmission, readSubmissionLimits, type SubmissionLimits } from './submission-limits'
export { type SubmittingDatabase, serverRotation, submittingDatabases } from './submission-servers'

export { type Mail, type MailMessage, type MailOutcome, openMail } from './mail.ts'
export { type MailSettings, mailAddress, mailFrom } from './mail-settings.ts'

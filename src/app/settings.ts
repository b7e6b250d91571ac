import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { networksFrom, type Witness } from '../access/index.ts'
import { readServices, type ToldService } from '../domains/told-once/index.ts'
import { isLaCode, isPlainDate, type PlainDate } from '../kernel/index.ts'
import { clockFrom } from '../platform/clock/index.ts'
import { type MailSettings, mailFrom } from '../platform/mail/index.ts'
import { type Place, placeFrom } from '../platform/outward/index.ts'

/** Everything that is set from outside. */
export type Settings = {
  readonly dataDir: string
  readonly keyDir: string
  /** The owner's address; without it the embedded PostgreSQL in `dataDir` is used. */
  readonly databaseUrl: string | undefined
  readonly port: number
  readonly host: string
  /** Where people reach us; made from the port when it is not set. */
  readonly baseUrl: string | undefined
  readonly council: string
  /** The authority's number of three digits, which its returns are headed with. */
  readonly authority: string
  /** Whom to call about a restricted child, or a worry out of hours. */
  readonly dutyPhone: string
  readonly oidc:
    | {
        readonly issuer: string
        readonly clientId: string
        readonly clientSecret: string | undefined
        readonly acr: string | undefined
        readonly strongAcr: string | undefined
      }
    | undefined
  /** Who vouches for families, apart from staff; without it they tell nothing online. */
  readonly familyOidc:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | undefined }
    | undefined
  /** Whom a family calls. */
  readonly familyPhone: string
  /** How e-mail goes out; without it none does. */
  readonly mail: MailSettings | undefined
  /** What the council's directory proves itself by when it provisions people; without it none may. */
  readonly scimToken: string | undefined
  /** Where copies of the signed roots of the audit trail go: out of reach of whoever owns the database. */
  readonly auditWitness: Witness
  /** The public keys for which backups are sealed, as they were set; their private halves are kept elsewhere. */
  readonly backupRecipient: string | undefined
  /** ClamAV's daemon, which looks through what is uploaded; without it nobody does. */
  readonly virusScanner: Place | undefined
  /** Hosts that may be reached besides those that other settings name: where an identity provider has its keys elsewhere. */
  readonly mayReach: readonly string[]
  /** The services outside that are told of changes, and where the daily files for some of them are put. */
  readonly toldServices: readonly ToldService[]
  readonly toldFolder: string
  /** Where files are dropped that are to be taken in by themselves, in a sub-folder for each source. */
  readonly dropFolder: string
  /** Where the API of Wonde is, with its version. */
  readonly wondeUrl: string
  /** From which addresses the council is administered; without it, from any. */
  readonly administeredFrom: ((address: string) => boolean) | undefined
  /** Nothing that is kept ends by itself, whatever its day: a court or an inquiry has said so. */
  readonly legalHold: boolean
  /** Bank holidays that were proclaimed since this release. */
  readonly bankHolidays: readonly PlainDate[]
  readonly production: boolean
  /** Every state of every page, with invented people: no page of production. */
  readonly gallery: boolean
  readonly environment: Environment
  readonly now: () => Date
}
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The settings in the environment's variables.
 * @throws Error in a plain sentence, naming the variable that cannot be used.
 */
export const settingsFrom = (environment: Environment): Settings => {
  const dataDir = resolve(environment.DATA_DIR || '.data')
  const clock = clockFrom(environment)
  const production = environment.NODE_ENV === 'production'
  return {
    dataDir,
    keyDir: resolve(environment.KEY_DIR || `${dataDir}/keys`),
    databaseUrl: databaseUrlFrom(environment),
    port: portFrom(environment.PORT),
    host: environment.HOST || 'localhost',
    baseUrl: baseUrlFrom(environment),
    council: environment.COUNCIL || 'Northmere Council',
    authority: authorityFrom(environment.LA_CODE),
    dutyPhone: environment.DUTY_PHONE || '01632 960450',
    oidc: oidcFrom(environment),
    familyOidc: familyOidcFrom(environment),
    familyPhone: environment.FAMILY_PHONE || '01632 960474',
    mail: mailFrom(environment),
    scimToken: scimTokenFrom(environment.SCIM_TOKEN),
    auditWitness: {
      file: resolve(environment.AUDIT_WITNESS || `${dataDir}/audit-witness.ndjson`),
      syslog: placeFrom(environment.AUDIT_SYSLOG, {
        ...{ name: 'AUDIT_SYSLOG', example: 'logs.example:6514', plain: 'udp', strict: production },
      }),
    },
    backupRecipient: environment.BACKUP_RECIPIENT || undefined,
    virusScanner: placeFrom(environment.VIRUS_SCANNER, {
      ...{ name: 'VIRUS_SCANNER', example: 'clamav.example:3310', plain: 'tcp', strict: production },
    }),
    mayReach: hostsFrom(environment.MAY_REACH),
    toldServices: toldServicesFrom(environment.TOLD_SERVICES),
    toldFolder: resolve(environment.TOLD_FOLDER || `${dataDir}/told`),
    dropFolder: resolve(environment.DROP_FOLDER || `${dataDir}/drop`),
    wondeUrl: wondeUrlFrom(environment.WONDE_URL),
    administeredFrom: networksFrom(environment.ADMIN_NETWORKS),
    legalHold: yesOrNo(environment.LEGAL_HOLD, 'LEGAL_HOLD'),
    bankHolidays: daysFrom(environment.BANK_HOLIDAYS),
    production,
    gallery: environment.NODE_ENV !== 'production',
    environment,
    now: () => clock.now(),
  }
}

const toldServicesFrom = (file: string | undefined): readonly ToldService[] => {
  if (!file) return []
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(`TOLD_SERVICES names ${file}, which cannot be read.`)
  }
  return readServices(text)
}

// A hold that was misspelt must not be taken for none.
const yesOrNo = (text: string | undefined, name: string): boolean => {
  if (text && !['yes', 'no'].includes(text)) throw new Error(`${name} must be yes or no.`)
  return text === 'yes'
}

const daysFrom = (text: string | undefined): readonly PlainDate[] => {
  const days = (text ?? '').split(',').flatMap(day => day.trim() || [])
  if (!days.every(isPlainDate))
    throw new Error('BANK_HOLIDAYS must be days with commas between, like 2027-05-07,2027-05-10.')
  return days
}

const hostsFrom = (text: string | undefined): readonly string[] => {
  const hosts = (text ?? '').split(',').flatMap(host => host.trim() || [])
  if (!hosts.every(host => /^[\w.-]+$/.test(host)))
    throw new Error('MAY_REACH must be names of hosts with commas between, like keys.login.example,login.example.')
  return hosts
}

const portFrom = (text: string | undefined): number => {
  const port = Number(text || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a number from 0 to 65535.')
  return port
}

const authorityFrom = (text: string | undefined): string => {
  if (text && !isLaCode(text))
    throw new Error('LA_CODE must be the number of a local authority: three digits, like 201.')
  return text || '899'
}

// Without TLS whoever listens between us and the database reads every record: that must be somebody's own decision.
const databaseUrlFrom = ({ DATABASE_URL: text, NODE_ENV }: Environment): string | undefined => {
  if (!text) return undefined
  const url = URL.parse(text)
  const local = ['', 'localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  if (NODE_ENV === 'production' && !local && !url?.searchParams.has('sslmode'))
    throw new Error(
      'DATABASE_URL must end with ?sslmode=verify-full in production, or with sslmode=disable where the network itself is encrypted.',
    )
  if (
    NODE_ENV === 'production' &&
    (url?.searchParams.get('sslmode') === 'no-verify' || url?.searchParams.has('uselibpqcompat'))
  )
    throw new Error('DATABASE_URL must check the certificate of the database in production: sslmode=verify-full.')
  return text
}

const baseUrlFrom = ({ BASE_URL: text, NODE_ENV, OIDC_ISSUER }: Environment): string | undefined => {
  if (NODE_ENV === 'production' && OIDC_ISSUER && !text?.startsWith('https://'))
    throw new Error('BASE_URL must begin with https:// in production: sessions are not sent in the clear.')
  if (!text) return undefined
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ''))
    throw new Error('BASE_URL must be an address such as https://throughline.example.')
  return text.replace(/\/+$/, '')
}

// A school's token goes with every question.
const wondeUrlFrom = (text: string | undefined): string => {
  if (!text) return 'https://api.wonde.com/v1.0'
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' && !['localhost', '127.0.0.1'].includes(url?.hostname ?? ''))
    throw new Error('WONDE_URL must be an address that begins with https://, like https://api.wonde.com/v1.0.')
  return text
}

const scimTokenFrom = (text: string | undefined): string | undefined => {
  if (text && text.length < 32)
    throw new Error('SCIM_TOKEN must be at least 32 characters by chance: openssl rand -base64 32.')
  return text || undefined
}

const oidcFrom = (environment: Environment): Settings['oidc'] => {
  if (!environment.OIDC_ISSUER) return undefined
  if (!environment.OIDC_CLIENT_ID) throw new Error('OIDC_CLIENT_ID must be set where OIDC_ISSUER is.')
  return {
    issuer: environment.OIDC_ISSUER,
    clientId: environment.OIDC_CLIENT_ID,
    clientSecret: environment.OIDC_CLIENT_SECRET || undefined,
    acr: environment.OIDC_ACR || undefined,
    strongAcr: environment.OIDC_STRONG_ACR || undefined,
  }
}

const familyOidcFrom = (environment: Environment): Settings['familyOidc'] => {
  if (!environment.FAMILY_OIDC_ISSUER) return undefined
  if (!environment.FAMILY_OIDC_CLIENT_ID)
    throw new Error('FAMILY_OIDC_CLIENT_ID must be set where FAMILY_OIDC_ISSUER is.')
  // Whoever may sign in as staff would else have a way in that asks for less.
  if (environment.FAMILY_OIDC_ISSUER === environment.OIDC_ISSUER)
    throw new Error('FAMILY_OIDC_ISSUER must be another issuer than OIDC_ISSUER: families have accounts of their own.')
  return {
    issuer: environment.FAMILY_OIDC_ISSUER,
    clientId: environment.FAMILY_OIDC_CLIENT_ID,
    clientSecret: environment.FAMILY_OIDC_CLIENT_SECRET || undefined,
  }
}

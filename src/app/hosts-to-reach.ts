import type { Settings } from './settings.ts'

// An address of PostgreSQL may say its host as an option.
const hostOf = (text: string | undefined): string[] => {
  const url = text === undefined ? null : URL.parse(text)
  return [url?.hostname, url?.searchParams.get('host')].flatMap(host => host || [])
}

/** Every host that the settings name, for `reachOnly`: docs/security.md, "What it speaks to", says what for. The syslog over UDP is its setting's alone. */
export const hostsToReach = (settings: Settings): readonly string[] => [
  ...hostOf(settings.databaseUrl),
  ...hostOf(settings.oidc?.issuer),
  ...hostOf(settings.familyOidc?.issuer),
  ...hostOf(settings.wondeUrl),
  ...settings.toldServices.flatMap(({ way }) => ('webhook' in way ? hostOf(way.webhook) : [])),
  ...[settings.mail?.server, settings.auditWitness.syslog, settings.virusScanner].flatMap(place => place?.host ?? []),
  // what Node itself and the driver of PostgreSQL read from the environment
  ...(settings.environment.NODE_USE_ENV_PROXY === '1'
    ? [settings.environment.HTTPS_PROXY, settings.environment.HTTP_PROXY].flatMap(hostOf)
    : []),
  ...(settings.environment.PGHOST ? [settings.environment.PGHOST] : []),
  ...settings.mayReach,
]

import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import type { ServerRole } from './exchange-server'
import { type ExchangeVersion, exchangeVersions } from './exchange-version'

export interface SetupRequest {
  readonly version: ExchangeVersion
  readonly action: 'PrepareSchema' | 'PrepareAD' | 'Install' | 'Upgrade' | 'Uninstall'
  readonly roles: readonly ServerRole[]
  /** Management Tools were named; server roles bring them anyway. */
  readonly managementTools: boolean
  readonly organizationName: string | null
  readonly licenseAccepted: boolean
  readonly installWindowsComponents: boolean
}

const roleNames: Readonly<Record<string, ServerRole | 'ManagementTools'>> = {
  mb: 'Mailbox',
  m: 'Mailbox',
  mailbox: 'Mailbox',
  ca: 'ClientAccess',
  c: 'ClientAccess',
  clientaccess: 'ClientAccess',
  ht: 'HubTransport',
  h: 'HubTransport',
  hubtransport: 'HubTransport',
  mt: 'ManagementTools',
  t: 'ManagementTools',
  managementtools: 'ManagementTools',
}

const aliases: Readonly<Record<string, string>> = {
  m: 'mode',
  r: 'roles',
  role: 'roles',
  p: 'preparead',
  ps: 'prepareschema',
  on: 'organizationname',
  s: 'sourcedir',
}

const known = [
  'mode',
  'roles',
  'preparead',
  'prepareschema',
  'organizationname',
  'iacceptexchangeserverlicenseterms',
  'installwindowscomponents',
  'sourcedir',
  'targetdir',
]

/**
 * The words of Exchange's Setup: `/mode:install /roles:mb,ht,ca /OrganizationName:"First Organization"`.
 *
 * Which version is installed depends on the disc: the year in the path of the program, as in
 * `E:\Exchange2016\setup.exe`, or in /SourceDir. Without a year, setup.com is that of Exchange 2010, which alone
 * has one, and setup.exe that of 2013.
 */
export function parseSetupWords(program: string, words: readonly string[]): Result<SetupRequest> {
  const given = new Map<string, string>()
  for (const word of joinValues(words)) {
    const [, written = '', value = ''] = /^[/-]([a-z]+)(?::(.*))?$/is.exec(word.trim()) ?? []
    const name = aliases[written.toLowerCase()] ?? written.toLowerCase()
    if (!known.includes(name)) return wrongWord(word)
    given.set(name, value.replace(/^"(.*)"$/s, '$1').trim())
  }
  const version = versionOf(program, given.get('sourcedir'))
  const roles = parseRoles(given.get('roles') ?? '')
  const action = actionOf(given)
  if (!version.ok) return version
  if (!roles.ok) return roles
  if (!action.ok) return action
  return ok({
    version: version.value,
    action: action.value,
    roles: roles.value.filter((role) => role !== 'ManagementTools'),
    managementTools: roles.value.includes('ManagementTools'),
    organizationName: given.get('organizationname') || null,
    licenseAccepted: given.has('iacceptexchangeserverlicenseterms'),
    installWindowsComponents: given.has('installwindowscomponents'),
  })
}

/** `/OrganizationName: "Contoso"` with a space, as many write it: what ends with a colon has its value in the next word. */
function joinValues(words: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const word of words) {
    const open = joined.at(-1)?.endsWith(':') && !/^[/-]/.test(word)
    if (open) joined.push(`${joined.pop()}${word}`)
    else joined.push(word)
  }
  return joined
}

function versionOf(program: string, sourceDir: string | undefined): Result<ExchangeVersion> {
  const folder = sourceDir ?? program.split('\\').slice(0, -1).join('\\')
  const year = /20\d\d/.exec(folder)?.[0]
  if (!year) return ok(/setup\.com$/i.test(program) ? '2010' : '2013')
  const version = exchangeVersions.find((one) => one === year)
  return version
    ? ok(version)
    : refuse('ObjectNotFound', 'SourceNotFound', `There is no Exchange disc at ${quoted(folder)}.`, {
        recommendedAction: `Use ${exchangeVersions.map((one) => `E:\\Exchange${one}`).join(', ')}.`,
      })
}

function parseRoles(text: string): Result<readonly (ServerRole | 'ManagementTools')[]> {
  const roles: (ServerRole | 'ManagementTools')[] = []
  for (const name of text.split(',').filter((part) => part.trim() !== '')) {
    const role = roleNames[name.trim().toLowerCase()]
    if (!role) return wrongWord(`/roles:${name}`)
    if (!roles.includes(role)) roles.push(role)
  }
  return ok(roles)
}

function actionOf(given: ReadonlyMap<string, string>): Result<SetupRequest['action']> {
  const mode = given.get('mode')?.toLowerCase()
  if (mode === 'install' || (mode === undefined && given.has('roles'))) return ok('Install')
  if (mode === 'upgrade') return ok('Upgrade')
  if (mode === 'uninstall') return ok('Uninstall')
  if (mode !== undefined) return wrongWord(`/mode:${mode}`)
  if (given.has('preparead')) return ok('PrepareAD')
  return given.has('prepareschema') ? ok('PrepareSchema') : wrongWord('')
}

function wrongWord(word: string): Result<never> {
  return refuse(
    'InvalidArgument',
    'SetupParameterUnknown',
    word === '' ? 'Setup was not told what to do.' : `Setup doesn't know the parameter ${quoted(word)}.`,
    {
      target: word === '' ? 'mode' : word.replace(/^[/-]|:.*$/gs, ''),
      recommendedAction:
        'For instance: /mode:install /roles:Mailbox,ClientAccess /OrganizationName:"First Organization" /IAcceptExchangeServerLicenseTerms',
    },
  )
}

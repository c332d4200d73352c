import {
  type Cmdlet,
  type Command,
  cmdlet,
  command,
  multiValued,
  type Outcome,
  ok,
  type ParameterTable,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import type { Site } from '../store'
import { prepareAD, prepareSchema } from '../topology/active-directory'
import { exchangeServer } from '../topology/exchange-server'
import { forgetShellVersion } from '../topology/exchange-version'
import { install } from '../topology/installation'
import type { Obstacle } from '../topology/obstacle'
import { findObstacles, findTarget, setupWarnings, type Target } from '../topology/readiness'
import { parseSetupWords, type SetupRequest } from '../topology/setup-words'
import { uninstall } from '../topology/uninstallation'
import { upgrade } from '../topology/upgrade'

const most = 16

/** Setup has words where a cmdlet has parameters; a word with commas may come as a list. */
const words: ParameterTable = Object.fromEntries(
  Array.from({ length: most }, (_, index) => [
    `Word${index + 1}`,
    { ...multiValued(text), position: index + 1 },
  ]),
)

function setup(program: 'setup.com' | 'setup.exe'): Cmdlet<Site> {
  return cmdlet<Site>()({
    name: program,
    synopsis: 'Prepares Active Directory for Exchange, and installs or uninstalls it on the second server.',
    parameters: words,
    run: async (bound, site, { name: path }) => {
      const given = Object.values(bound).flatMap((word) =>
        word ? [(word as readonly string[]).join(',')] : [],
      )
      const request = parseSetupWords(path, given)
      return request.ok ? runSetup(path, request.value, site) : request
    },
  })
}

async function runSetup(path: string, request: SetupRequest, site: Site): Promise<Result<Outcome>> {
  const target = await findTarget(site)
  if (!target)
    return refuse('ObjectNotFound', 'NoServer', 'There is no server on which Exchange could be installed.')
  const obstacles = await findObstacles(request, target, site)
  if (obstacles.length > 0) return notReady(request, obstacles)
  const before = await site.store.find(exchangeServer, target.server.name)
  const done = await perform(request, target, site)
  forgetShellVersion(site)
  if (!done.ok) return done
  // Nothing takes a role off again alone: /mode:uninstall takes the whole server.
  const undo = before?.properties.roles.length ? null : undoOf(path, request)
  const warnings =
    request.action === 'Install' && request.roles.length > 0 ? await afterInstall(target, site) : []
  return ok({
    output: [{ Action: request.action, Server: target.server.name, Result: 'COMPLETED' }],
    warnings,
    ...(undo ? { undo: [undo] } : {}),
  })
}

async function perform(request: SetupRequest, target: Target, site: Site): Promise<Result<unknown>> {
  switch (request.action) {
    case 'PrepareSchema':
      return prepareSchema(request, site)
    case 'PrepareAD':
      return prepareAD(request, target, site)
    case 'Install':
      return install(request, target, site)
    case 'Upgrade':
      return upgrade(request, target, site)
    case 'Uninstall':
      return uninstall(request, target, site)
  }
}

async function afterInstall({ server }: Target, site: Site): Promise<readonly string[]> {
  return [
    ...(await setupWarnings(site)),
    `Setup has made changes that take effect after a restart. Restart ${server.name} before you put it into production.`,
  ]
}

/** Nothing takes Active Directory's schema back; a server can be uninstalled. */
function undoOf(path: string, { action, roles, licenseAccepted }: SetupRequest): Command | null {
  if (action !== 'Install') return null
  const accept = licenseAccepted ? ['/IAcceptExchangeServerLicenseTerms'] : []
  const what = roles.length > 0 ? ['/mode:uninstall'] : ['/mode:uninstall', '/roles:ManagementTools']
  return command(path, {}, [...what, ...accept])
}

/** All that is missing at once, so that it can be mended at once. */
function notReady({ version, action }: SetupRequest, obstacles: readonly Obstacle[]): Result<never> {
  const [first] = obstacles
  return refuse(
    'InvalidOperation',
    first && obstacles.length === 1 ? first.id : 'SetupPrerequisitesNotMet',
    [
      `Setup of Exchange Server ${version} can't continue (${action}).`,
      ...obstacles.map(({ message }) => message),
    ].join(' '),
    { recommendedAction: obstacles.map(({ recommendedAction }) => recommendedAction).join(' ') },
  )
}

export const setupCmdlets = [setup('setup.exe'), setup('setup.com')]

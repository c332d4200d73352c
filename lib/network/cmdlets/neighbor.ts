import type { Site } from '@/lib/exchange'
import {
  boolean,
  type Cmdlet,
  cmdlet,
  command,
  enumeration,
  multiValued,
  ok,
  type Parameter,
  parsed,
  refuse,
} from '@/lib/shell'
import { knownNeighbors } from '../neighbors/known-neighbors'
import { dropPlaces, type NeighborSettings } from '../neighbors/neighbor'
import {
  changeNeighbor,
  identity,
  mailboxName,
  type OpenNeighbor,
  openNeighbor,
  theIdentity,
} from './open-neighbor'
import { ipv4 } from './parameters'

/** There is no PowerShell for other people's servers, so these names are ours. */
const longestDelay = 8
const longestList = 50

const delay: Parameter<number> = parsed('Int32', (text) => {
  const seconds = /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN
  return seconds <= longestDelay
    ? ok(seconds)
    : refuse('InvalidData', 'DelayInvalid', `A neighbor waits 0 to ${longestDelay} seconds.`)
})

function few<T>(element: Parameter<T>): Parameter<readonly T[]> {
  const list = multiValued(element)
  return {
    ...list,
    parse: (value) => {
      const parsed = list.parse(value)
      return parsed.ok && parsed.value.length > longestList
        ? refuse('InvalidData', 'TooManyValues', `At most ${longestList} values are kept.`)
        : parsed
    },
  }
}

const mailboxes = few(mailboxName)

/** Each setting by the parameter that changes it. */
const parameters = {
  Down: boolean,
  Full: boolean,
  Greylisting: boolean,
  RefusePolicy: boolean,
  BlockedAddresses: few(ipv4),
  RequireTls: boolean,
  DropAt: enumeration('String', ...dropPlaces),
  DelaySeconds: delay,
  FullMailboxes: mailboxes,
  DeferredMailboxes: mailboxes,
  AutoReplyMailboxes: mailboxes,
}

const settingOf = (parameter: string) =>
  `${parameter.charAt(0).toLowerCase()}${parameter.slice(1)}` as keyof NeighborSettings

const settingNames = Object.keys(parameters)

function shownNeighbor({ known, settings }: Omit<OpenNeighbor, 'kept'>): object {
  const { domain, organization, does, hosts, mailboxes: names } = known
  return {
    Identity: domain,
    Organization: organization,
    Servers: hosts.map(({ name, address }) => `${name} ${address}`),
    Mailboxes: names ?? ['everybody'],
    Description: does,
    ...Object.fromEntries(settingNames.map((name) => [name, settings[settingOf(name)]])),
  }
}

const getNeighbor = cmdlet<Site>()({
  name: 'Get-Neighbor',
  synopsis: 'Shows the mail servers of other organizations, and what each of them does with mail now.',
  reads: true,
  columns: ['Identity', 'Organization', 'Description'],
  parameters: { Identity: identity },
  async run({ Identity }, site) {
    const all = await Promise.all(
      (Identity ? [Identity] : knownNeighbors).map((known) => openNeighbor(site, known)),
    )
    return ok({ output: all.map(shownNeighbor) })
  },
})

const setNeighbor = cmdlet<Site>()({
  name: 'Set-Neighbor',
  synopsis:
    'Changes what another organization’s mail server does with mail: a fault to practise with, or its mend.',
  parameters: { Identity: theIdentity, ...parameters },
  async run({ Identity, ...given }, site) {
    if (Identity.hosts.length === 0 || Identity.mx)
      return refuse(
        'InvalidOperation',
        'NeighborHasNoServer',
        `${Identity.organization} has no mail server that answers: ${Identity.domain} is there to be asked for in DNS.`,
        { target: 'Identity', recommendedAction: 'Change another neighbor. Get-Neighbor lists them.' },
      )
    const open = await openNeighbor(site, Identity)
    const changes = Object.entries(given).filter(([, value]) => value !== undefined)
    const change: Partial<NeighborSettings> = Object.fromEntries(
      changes.map(([name, value]) => [settingOf(name), value]),
    )
    const kept = await changeNeighbor(site, open, change)
    if (!kept.ok) return kept
    const former = Object.fromEntries(changes.map(([name]) => [name, open.settings[settingOf(name)]]))
    return ok({
      output: [shownNeighbor({ known: Identity, settings: { ...open.settings, ...change } })],
      undo: changes.length > 0 ? [command('Set-Neighbor', { Identity: Identity.domain, ...former })] : [],
    })
  },
})

export const neighborCmdlets: readonly Cmdlet<Site>[] = [getNeighbor, setNeighbor]

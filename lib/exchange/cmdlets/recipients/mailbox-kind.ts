import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse, type SecureString, switchParameter } from '@/lib/shell'
import type { Archive, Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { only } from '../exchange-cmdlet'

/** The switches that make a mailbox one of no person, by what RecipientTypeDetails becomes. */
const kinds = {
  Shared: 'SharedMailbox',
  Room: 'RoomMailbox',
  Equipment: 'EquipmentMailbox',
  Discovery: 'DiscoveryMailbox',
  Arbitration: 'ArbitrationMailbox',
  PublicFolder: 'PublicFolderMailbox',
} as const

export const kindParameters = {
  Shared: switchParameter,
  Room: switchParameter,
  Equipment: switchParameter,
  Discovery: switchParameter,
  Arbitration: switchParameter,
  PublicFolder: only(since('2013'), switchParameter),
}

type Given = { readonly [K in keyof typeof kinds]?: boolean | undefined }

/** RecipientTypeDetails that the switches ask for; undefined for a person's mailbox. Two of them exclude each other. */
export function kindGiven(given: Given): Result<string | undefined> {
  const [first, second] = Object.entries(kinds).filter(([name]) => given[name as keyof Given] === true)
  return second
    ? refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        { target: second[0], recommendedAction: `Give either -${first?.[0]} or -${second[0]}.` },
      )
    : ok(first?.[1])
}

/** Nobody signs in to these: their accounts are disabled, and have a password that nobody knows. */
export async function passwordHash(site: Site, given: SecureString | undefined): Promise<string> {
  return site.vault.hashPassword(given ? site.vault.open(given) : `${randomUUID()}-Aa1`)
}

export function newArchive(displayName: string, is2010: boolean): Archive {
  return { guid: randomUUID(), name: `${is2010 ? 'Personal' : 'In-Place'} Archive - ${displayName}` }
}

/** What needs another forest or the cloud cannot be rehearsed here, and says so. */
export function elsewhere(given: Readonly<Record<string, unknown>>): Result<void> {
  const name = ['LinkedMasterAccount', 'LinkedDomainController', 'RemoteArchive'].find(
    (one) => given[one] !== undefined && given[one] !== false,
  )
  return name === undefined
    ? ok(undefined)
    : refuse(
        'ResourceUnavailable',
        'NoTrustedForest',
        `-${name} can't be used: the site has no other forest and no Exchange Online beside it.`,
        { target: name },
      )
}

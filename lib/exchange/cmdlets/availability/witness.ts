import { server as computerNoun, findDescription } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'

/** `C:\DAGFileShareWitnesses\DAG1.contoso.local`, where Exchange puts it when nobody says where. */
export async function usualDirectory(name: string, site: Site): Promise<string> {
  const domain = (await findDescription(site))?.localDomain
  return `C:\\DAGFileShareWitnesses\\${domain ? `${name}.${domain}` : name}`
}

/** A witness must stand outside of the group whose votes it completes. */
export function checkWitness(witness: string | null | undefined, members: readonly string[]): Result<void> {
  const short = witness?.split('.')[0]?.toLowerCase()
  return members.some((one) => one.toLowerCase() === short)
    ? refuse(
        'InvalidOperation',
        'WitnessServerIsMember',
        `The witness server '${witness}' is a member of the database availability group and can't be its witness.`,
        { target: 'WitnessServer', recommendedAction: 'Use a server that is not a member of the group.' },
      )
    : ok(undefined)
}

/** What Exchange says when it could not prepare the witness itself. */
export async function witnessWarnings(
  witness: string | null | undefined,
  { store }: Site,
): Promise<readonly string[]> {
  if (!witness)
    return ['The group has no witness server. Set one with Set-DatabaseAvailabilityGroup -WitnessServer.']
  const short = witness.split('.')[0] ?? witness
  if (await store.find(exchangeServer, short)) return []
  const computer = await store.find(computerNoun, short)
  const extra =
    computer?.properties.role === 'essentials'
      ? ' It is a domain controller, where that membership reaches the whole domain: use another server if there is one.'
      : ''
  return [
    `The Exchange Trusted Subsystem is not a member of the local Administrators group on specified witness server ${witness}.${extra}`,
  ]
}

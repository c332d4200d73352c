import type { Answer } from '@/lib/network'
import { command } from '@/lib/shell'
import type { Finding } from '../checklist'
import { dataOf } from '../dns/finding'
import type { NetworkFacts } from '../facts'

/** When the DNS server on the Essentials server does not answer at all; null when it did. */
export function noAnswerInside(
  { status, server }: Answer,
  { description, servers }: Pick<NetworkFacts, 'description' | 'servers'>,
): Finding | null {
  if (status !== 'TIMEOUT') return null
  const { name } = description.essentials
  const service = servers.find((one) => one.properties.role === 'essentials')?.properties.services.DNS
  const isStopped = service?.state === 'Stopped'
  return {
    found: [],
    state: 'error',
    verdict: 'No answer',
    reason: isStopped ? `The service DNS Server on ${name} is stopped.` : `${server} does not answer.`,
    action: `Start the service DNS Server on ${name}.`,
    ...(isStopped && {
      repair: {
        label: 'Start DNS Server',
        command: command('Set-Service', { Name: 'DNS', ComputerName: name, Status: 'Running' }),
      },
    }),
  }
}

/** What a computer in the office hears. */
export function judgeInside(answer: Answer, expected: string): Finding {
  const found = dataOf(answer, 'A')
  if (found.length === 1 && found[0] === expected) return { found, state: 'ok', verdict: 'Matches' }
  if (answer.status === 'TIMEOUT')
    return { found, state: 'error', verdict: 'No answer', reason: `${answer.server} does not answer.` }
  if (found.length === 0) return { found, state: 'pending', verdict: 'Not found yet' }
  return {
    found,
    state: 'pending',
    verdict: 'Public address',
    reason:
      'A computer in the office goes out to the router and, unless that leads it back in, gets no answer.',
  }
}

/** What a stranger hears. */
export function judgeOutside(answer: Answer, expected: string): Finding {
  const found = dataOf(answer, 'A')
  const action = 'See the DNS records checklist.'
  if (found.length === 1 && found[0] === expected) return { found, state: 'ok', verdict: 'Matches' }
  if (answer.status === 'TIMEOUT')
    return { found, state: 'error', verdict: 'No answer', reason: `${answer.server} does not answer.` }
  return found.length === 0
    ? { found, state: 'pending', verdict: 'Not found yet', action }
    : { found, state: 'error', verdict: 'Wrong address', action }
}
